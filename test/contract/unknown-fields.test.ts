import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

const survey = { metric: 'nps' }
const sender = { address: 'us@example.com' }
/** What may be sent under `/v1`, with names that are the sender's own. */
const right: Record<string, object> = {
  campaigns: { surveyId: 'demo', from: sender, window: {}, reminders: { afterDays: 5 } },
  suppressions: { email: 'ada@example.com' },
  codebooks: {
    name: 'Ours',
    themes: { pricing: ['price'], 'any name': [] },
    parents: { pricing: 'any name' },
    translations: { de: { pricing: ['preis'] } },
  },
  'surveys/demo/invitations': { respondent: { id: 'u-1' }, properties: { 'any name': 'pro' } },
}
const condition = { property: 'plan', is: ['pro'] }

describe('a field that is not known', () => {
  it.each([
    ['qestion', { qestion: 'Why?' }, 'unknown; did you mean question?'],
    ['low_label', { low_label: 'Low' }, 'unknown; did you mean lowLabel?'],
    ['rules.whenn', { rules: { whenn: {} } }, 'unknown; did you mean when?'],
    [
      'rules.when.secs',
      { rules: { when: { secs: 1 } } },
      'known are event, seconds, scroll, exit, click, idle',
    ],
    ['rules.pages.includes', { rules: { pages: { includes: ['/'] } } }, 'unknown; did you mean include?'],
    ['rules.audience.1.isnt', { rules: { audience: [condition, { ...condition, isnt: [] }] } }, 'known are'],
    ['look.color', { look: { color: '#000000' } }, 'unknown; known are scheme, accent, radius, font'],
    ['byBand.postive', { byBand: { postive: {} } }, 'unknown; did you mean positive?'],
    ['byBand.positive.link.href', { byBand: { positive: { link: { href: '' } } } }, 'label, url'],
    ['translations.de.thank', { translations: { de: { thank: 'Danke' } } }, 'unknown; did you mean thanks?'],
  ])('is refused by its name: %s', async (field, given, detail) => {
    const { id } = (await client.post('/v1/surveys', survey)).body
    for (const { status, body } of [
      await client.post('/v1/surveys', { ...survey, ...given }),
      await client.patch(`/v1/surveys/${id}`, given),
    ]) {
      expect([status, body.code]).toEqual([422, 'invalid'])
      expect(body.errors.find((error: { field: string }) => error.field === field)?.detail).toContain(detail)
    }
  })

  it('is named with its fix in the detail of the problem', async () => {
    const { body } = await client.post('/v1/surveys', { ...survey, rules: { whenn: {} } })
    expect(body.detail).toBe('rules.whenn: unknown; did you mean when?')
  })

  it('is refused in every kind of keyed body', async () => {
    const answers = await Promise.all([
      client.patch('/v1/workspace', { timezones: 'UTC' }),
      client.post('/v1/workspaces', { name: 'Another', key: 'mine' }),
      client.post('/v1/keys', { label: 'Another', key: 'mine' }),
      client.post('/v1/surveys/demo/held/release', { reasons: 'early' }),
      client.post('/v1/surveys/demo/held/drop', { reason: 'early', id: 'a' }),
      client.post('/v1/surveys/demo/held/restore', { reason: 'early', until: '2026-01-01' }),
    ])
    expect(answers.map(({ status, body }) => [status, body.errors?.[0].field])).toEqual([
      [422, 'timezones'],
      [422, 'key'],
      [422, 'key'],
      [422, 'reasons'],
      [422, 'id'],
      [422, 'until'],
    ])
  })

  it('is refused with its line in an import, and the other lines are kept', async () => {
    const right = { id: 'right', rating: 9, respondent: { id: 'u-1' }, properties: { any: 'name' } }
    const lines = [
      { ...right, id: 'wrong', coment: 'Good' },
      right,
      { ...right, id: 'wrong', respondent: { mail: 'ada@example.com' } },
      { ...right, id: 'wrong', respondent: { id: 'u-1', signature: 'ab' } },
    ]
    const { body } = await send(`${collector.url}/v1/surveys/demo/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    })
    expect(body).toEqual({
      added: 1,
      unchanged: 0,
      refused: [
        { line: 1, errors: [{ field: 'coment', detail: 'unknown; did you mean comment?' }] },
        { line: 3, errors: [{ field: 'respondent.mail', detail: 'unknown; did you mean email?' }] },
        {
          line: 4,
          errors: [{ field: 'respondent.signature', detail: 'unknown; known are id, email, name' }],
        },
      ],
    })
  })

  it.each([
    ['campaigns', { subjct: 'Hello' }, 'subjct', 'unknown; did you mean subject?'],
    ['campaigns', { from: { ...sender, nam: 'Us' } }, 'from.nam', 'unknown; did you mean name?'],
    ['campaigns', { window: { day: ['mon'] } }, 'window.day', 'unknown; did you mean days?'],
    [
      'campaigns',
      { reminders: { afterDays: 5, times: 2 } },
      'reminders.times',
      'unknown; known are afterDays, most',
    ],
    ['suppressions', { because: 'bounced' }, 'because', 'unknown; known are email, reason, createdAt'],
    ['codebooks', { parent: {} }, 'parent', 'unknown; did you mean parents?'],
    ['surveys/demo/invitations', { sendAt: null }, 'sendAt', 'unknown; did you mean sentAt?'],
    [
      'surveys/demo/invitations',
      { respondent: { mail: 'ada@example.com' } },
      'respondent.mail',
      'unknown; did you mean email?',
    ],
  ])('is refused when something else is made: %s %o', async (noun, given, field, detail) => {
    const { status, body } = await client.post(`/v1/${noun}`, { ...right[noun], ...given })
    expect([status, body.errors]).toEqual([422, [{ field, detail }]])
  })

  it('is not there in what is right, whose own names are free', async () => {
    for (const [noun, given] of Object.entries(right))
      expect((await client.post(`/v1/${noun}`, given)).status).toBe(201)
  })

  it('is refused when a codebook is replaced or chosen, and an answer tagged', async () => {
    const { id } = (await client.post('/v1/codebooks', right.codebooks)).body
    const { body: saved } = await client.publicly('/v1/public/responses', newResponse('demo', {}))
    const answers = await Promise.all([
      client.put(`/v1/codebooks/${id}`, { ...right.codebooks, theme: {} }),
      client.put('/v1/surveys/demo/codebook', { codebook: null, codebok: id }),
      client.put(`/v1/surveys/demo/responses/${saved.id}/themes`, { themes: [], tags: [] }),
    ])
    expect(answers.map(({ status, body }) => [status, body.errors?.[0].field])).toEqual([
      [422, 'theme'],
      [422, 'codebok'],
      [422, 'tags'],
    ])
  })

  it('is refused line by line where many are sent, and the other lines are taken', async () => {
    const people = [
      { email: 'ada@example.com', timzone: 'Europe/Berlin' },
      { email: 'bob@example.com', properties: { timzone: 'any name' } },
    ]
    const errors = [{ field: 'timzone', detail: 'unknown; did you mean timezone?' }]
    const { id } = (await client.post('/v1/campaigns', right.campaigns)).body
    expect((await client.post(`/v1/campaigns/${id}/people`, people)).body).toEqual({
      added: 1,
      duplicates: 0,
      refused: [{ line: 1, errors }],
    })
    const { body } = await client.post('/v1/surveys/demo/invitations', [
      { respondent: { id: 'u-1', signature: 'ab' } },
      right['surveys/demo/invitations'],
    ])
    const [wrong, made] = (body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(wrong).toEqual({
      line: 1,
      errors: [{ field: 'respondent.signature', detail: 'unknown; known are id, email, name' }],
    })
    expect(made.respondent).toEqual({ id: 'u-1' })
  })

  it('is refused beside an array of people', async () => {
    const { id } = (await client.post('/v1/campaigns', right.campaigns)).body
    const { status, body } = await client.post(`/v1/campaigns/${id}/people`, { people: [], dryRun: true })
    expect([status, body.errors?.[0].field]).toEqual([422, 'dryRun'])
  })

  it('is one of several that are each named, and what was sent in them is not', async () => {
    const { body, status } = await client.post('/v1/surveys', {
      ...survey,
      colour: 'secret',
      'a b': 'secret',
    })
    expect(status).toBe(422)
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual(['colour', 'body'])
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(JSON.stringify(body)).not.toContain('a b')
  })

  it('leaves a live survey as it was', async () => {
    const { id } = (await client.post('/v1/surveys', survey)).body
    const rules = { audience: [{ property: 'plan', isnt: ['pro'] }] }
    expect((await client.patch(`/v1/surveys/${id}`, { rules })).status).toBe(422)
    expect((await client.get(`/v1/surveys/${id}`)).body).toMatchObject({ rules: null, version: 1 })
  })

  it('is ignored in public calls', async () => {
    const saved = await client.publicly('/v1/public/responses', newResponse('demo', { extra: 1 } as never))
    expect(saved.status).toBe(201)
    expect((await send(`${collector.url}/v1/public/surveys/demo?extra=1`)).status).toBe(200)
  })
})

it('refuses a condition of the audience that asks for nothing', async () => {
  const given = { ...survey, rules: { audience: [{ property: 'plan' }] } }
  const { status, body } = await client.post('/v1/surveys', given)
  expect([status, body.errors]).toEqual([422, [{ field: 'rules.audience.0', detail: 'must have is or not' }]])
})

describe('a parameter of the query that is not known', () => {
  it.each([
    [
      '/v1/surveys/demo/responses?colour=red',
      'colour',
      'unknown; known are from, to, timezone, limit, cursor, updatedFrom, updatedTo, segment, channel, origin, band, text, state, reason, count, verified, theme',
    ],
    ['/v1/surveys/demo/held?reasons=early', 'reasons', 'unknown; did you mean reason?'],
    ['/v1/surveys/demo/counts?from=2026-01-01', 'from', 'unknown; nothing is known here'],
    ['/v1/surveys?limt=10', 'limt', 'unknown; did you mean limit?'],
    ['/v1/surveys/demo/report?segments=plan:pro', 'segments', 'unknown; did you mean segment?'],
    ['/v1/surveys/demo/email?service=mailchimp', 'service', 'unknown; known are format, language, for'],
    ['/v1/surveys/demo/themes?segments=plan', 'segments', 'unknown; did you mean segment?'],
    ['/v1/surveys/demo/themes/suggestions?channels=link', 'channels', 'unknown; did you mean channel?'],
    ['/v1/suppressions?limits=1', 'limits', 'unknown; did you mean limit?'],
    ['/v1/campaigns?status=draft', 'status', 'unknown; known are limit, cursor'],
    ['/v1/campaigns/none/dry-run?after=x', 'after', 'unknown; known are limit, cursor'],
    ['/v1/reports?surveys=demo', 'surveys', 'unknown; did you mean survey?'],
  ])('is refused by its name: %s', async (address, field, detail) => {
    const { status, body } = await client.get(address)
    expect([status, body.code, body.errors]).toEqual([422, 'invalid', [{ field, detail }]])
  })
})

it('refuses to erase a person by a call with a parameter it does not know', async () => {
  const saved = newResponse('demo', { respondent: { id: 'u-2' } })
  expect((await client.publicly('/v1/public/responses', saved)).status).toBe(201)
  const { status, body } = await client.erase('/v1/respondents/u-2?dryRun=true')
  expect([status, body.errors]).toEqual([
    422,
    [{ field: 'dryRun', detail: 'unknown; nothing is known here' }],
  ])
  expect((await client.get('/v1/respondents/u-2')).body.responses).toHaveLength(1)
})

it('says what a parameter is called here that others call otherwise', async () => {
  const details = await Promise.all(
    ['q', 'since', 'per_page', 'tz'].map(
      async (name) => (await client.get(`/v1/answers?${name}=1`)).body.errors[0].detail,
    ),
  )
  expect(details).toEqual(
    ['text', 'from', 'limit', 'timezone'].map((name) => `unknown; did you mean ${name}?`),
  )
})

it('refuses to save or send by a call that does not know the dryRun it is given', async () => {
  const { id } = (await client.post('/v1/campaigns', right.campaigns)).body
  const before = (await client.get('/v1/codebooks')).body.items.length
  const answers = await Promise.all([
    client.post('/v1/codebooks?dryrun=true&survey=demo', right.codebooks),
    client.put('/v1/surveys/demo/codebook?dry_run=true', { codebook: null }),
    client.post(`/v1/campaigns/${id}/people?dryRun=true`, [{ email: 'ada@example.com' }]),
    client.post(`/v1/campaigns/${id}/start?dryRun=true`),
    client.post('/v1/surveys/demo/invitations?language=de', right['surveys/demo/invitations']),
  ])
  expect(answers.map(({ status, body }) => [status, body.errors])).toEqual([
    [422, [{ field: 'dryrun', detail: 'unknown; did you mean dryRun?' }]],
    [422, [{ field: 'dry_run', detail: 'unknown; did you mean dryRun?' }]],
    [422, [{ field: 'dryRun', detail: 'unknown; nothing is known here' }]],
    [422, [{ field: 'dryRun', detail: 'unknown; nothing is known here' }]],
    [422, [{ field: 'language', detail: 'unknown; nothing is known here' }]],
  ])
  expect((await client.get('/v1/codebooks')).body.items).toHaveLength(before)
  expect((await client.get(`/v1/campaigns/${id}`)).body.counts.people).toBe(0)
})

describe('a setting without effect', () => {
  it.each([
    ['display', { display: 'stars' }, /stars do not fit the scale 0-10 of nps/],
    ['format', { format: 'inline' }, /target/],
    ['corner', { format: 'modal', corner: 'top-end' }, /no corner/],
    ['primary', { primary: 'mean' }, /one output/],
    ['byBand.neutral', { metric: 'csat', scale: '0-1', byBand: { neutral: {} } }, /no point/],
    ['language', { language: 'tlh' }, /in English/],
    ['translations.tlh', { translations: { tlh: {} } }, /in English/],
    ['rules.share', { rules: { share: 0 } }, /nobody/],
    ['rules.until', { rules: { from: '2026-01-02T00:00:00Z', until: '2026-01-01T00:00:00Z' } }, /nobody/],
    ['rules.audience.0.is', { rules: { audience: [{ property: 'plan', is: [] }] } }, /nobody/],
  ])('is warned of: %s', async (field, given, detail) => {
    const { status, body } = await client.post('/v1/surveys', { ...survey, ...given })
    expect(status).toBe(201)
    expect(body.warnings).toEqual([{ field, detail: expect.stringMatching(detail) }])
    const changed = await client.patch(`/v1/surveys/${body.id}`, { name: 'Another' })
    expect(changed.body.warnings).toEqual(body.warnings)
  })

  it('is none where it has one', async () => {
    const given = { metric: 'csat', display: 'stars', corner: 'top-start', language: 'pt-AO' }
    expect((await client.post('/v1/surveys', given)).body.warnings).toEqual([])
  })
})
