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
    ['/v1/surveys/demo/responses?band=negative', 'band', 'unknown; known are from, to, limit, cursor, theme'],
    ['/v1/surveys/demo/held?reasons=early', 'reasons', 'unknown; did you mean reason?'],
    ['/v1/surveys/demo/counts?from=2026-01-01', 'from', 'unknown; nothing is known here'],
    ['/v1/surveys?limt=10', 'limt', 'unknown; did you mean limit?'],
    ['/v1/surveys/demo/report?segments=plan:pro', 'segments', 'unknown; did you mean segment?'],
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
