// biome-ignore-all lint/suspicious/noTemplateCurlyInString: merge tags of template languages
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nobodies, people } from '../known/nobodies.ts'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector?.close())

const newSurvey = async (given = {}) =>
  `${(await client.post('/v1/surveys', { metric: 'nps', ...given })).body.id}`
const stored = async (survey: string) => (await client.get(`/v1/surveys/${survey}/responses`)).body.items
const ndjson = (path: string, lines: readonly object[]) =>
  send(`${collector.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  })
const warnings = async (survey: string) => (await client.get(`/v1/surveys/${survey}`)).body.warnings

/** Opens an address and answers on its page, as a browser without scripts does. */
async function answerOn(address: string, rating: number): Promise<void> {
  const page = await send(address)
  const action = String(page.body)
    .match(/action="([^"]+)"/)![1]!
    .replaceAll('&amp;', '&')
  const form = new URLSearchParams({ visit: crypto.randomUUID(), rating: `${rating}` })
  const { status } = await send(new URL(action, collector.url).href, { method: 'POST', body: form })
  expect(status).toBe(200)
}

describe('a name that is nobody’s', () => {
  it.each(['id', 'email'])('makes anonymous answers, one each, when it is sent as %s', async (field) => {
    const survey = await newSurvey()
    for (const value of nobodies) {
      const given = { respondent: { [field]: value, name: 'Ann' } }
      const saved = await client.publicly('/v1/public/responses', newResponse(survey, given))
      expect([value, saved.status]).toEqual([value, 201])
    }
    const items: { respondent: object | null }[] = []
    for (let cursor = ''; ; ) {
      const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=100${cursor}`)
      items.push(...body.items)
      if (!body.nextCursor) break
      cursor = `&cursor=${body.nextCursor}`
    }
    expect(items).toHaveLength(nobodies.length)
    for (const { respondent } of items)
      expect(respondent).toEqual({ id: null, email: null, name: 'Ann', verified: false })
    expect(await warnings(survey)).toEqual([
      { field: `respondent.${field}`, detail: expect.stringContaining('cannot be a person') },
    ])
  })

  it('silences nobody: who is called so is asked, also after another was', async () => {
    const survey = await newSurvey({ rules: { quietDays: 7 } })
    for (const id of ['undefined', '{{ user.id }}', '0']) {
      const view = { surveyId: survey, id: crypto.randomUUID(), event: 'dismissed', respondent: { id } }
      expect((await client.publicly('/v1/public/views', view)).status).toBe(200)
      const asked = await client.get(`/v1/public/surveys/${survey}/asked?id=${encodeURIComponent(id)}`)
      expect([asked.status, asked.body]).toEqual([200, { ask: true }])
    }
  })

  it('in a link makes one answer for each who opens it', async () => {
    const tags = ['{$email}', '{!Contact.Email}', '$[EMAIL]$', '«Email»', '<<email>>', '${email}', '#EMAIL#']
    const more = [
      '<%= email %>',
      '*|EMAIL|*',
      '%%email%%',
      '[[email]]',
      '{{email}}',
      'None',
      'N/A',
      '{{ e mail }}',
    ]
    for (const tag of [...tags, ...more]) {
      const survey = await newSurvey()
      const query = new URLSearchParams({ email: tag, mailing: 'm', plan: tag })
      for (const rating of [10, 0]) await answerOn(`${collector.url}/s/${survey}?${query}`, rating)
      const items = await stored(survey)
      expect([tag, items.map(({ rating }: { rating: number }) => rating).sort()]).toEqual([tag, [0, 10]])
      for (const { respondent } of items) expect([tag, respondent]).toEqual([tag, null])
    }
  })

  it('in an import leaves the rows anonymous, and says how many', async () => {
    const survey = await newSurvey()
    const rows = nobodies.map((email, place) => ({ id: `r${place}`, rating: 9, respondent: { email } }))
    const { body } = await ndjson(`/v1/surveys/${survey}/import`, rows)
    expect(body).toEqual({ added: rows.length, unchanged: 0, anonymous: rows.length, refused: [] })
    for (const { respondent } of await stored(survey)) expect(respondent).toBeNull()
  })

  it('is refused by its line where people are invited', async () => {
    const survey = await newSurvey()
    const given = nobodies.flatMap((value) => [
      { respondent: { id: value } },
      { respondent: { email: value } },
    ])
    const { body } = await ndjson(`/v1/surveys/${survey}/invitations`, given)
    const lines = String(body).trim().split('\n')
    expect(lines).toHaveLength(given.length)
    for (const [place, line] of lines.entries()) {
      const field = place % 2 === 0 ? 'respondent.id' : 'respondent.email'
      const detail = expect.stringContaining("is nobody's")
      expect(JSON.parse(line)).toEqual({ line: place + 1, errors: [{ field, detail }] })
    }
  })

  it('is refused by its line in a campaign, which mails it nothing', async () => {
    const survey = await newSurvey()
    const plan = { surveyId: survey, from: { address: 'noreply@example.com' } }
    const { body: campaign } = await client.post('/v1/campaigns', plan)
    const given = [
      { email: 'ann@example.com', name: 'N/A' },
      { email: 'undefined@example.com' },
      { email: '{{email}}' },
      { email: 'bob@example.com', id: '{!Contact.Id}' },
    ]
    const { body } = await client.post(`/v1/campaigns/${campaign.id}/people`, given)
    const detail = expect.stringContaining("is nobody's")
    expect(body.refused).toEqual([
      { line: 2, errors: [{ field: 'email', detail }] },
      { line: 3, errors: [{ field: 'email', detail }] },
      { line: 4, errors: [{ field: 'id', detail }] },
    ])
    const { body: run } = await client.get(`/v1/campaigns/${campaign.id}/dry-run`)
    expect([run.send, run.not, run.reasons]).toEqual([1, 2, { 'invalid-address': 2 }])
    const ann = run.items.find(({ email }: { email: string }) => email === 'ann@example.com')
    expect(ann.name).toBeNull()
  })
})

it('a strange name that may be somebody’s is kept as it is', async () => {
  const survey = await newSurvey()
  for (const id of people)
    await client.publicly('/v1/public/responses', newResponse(survey, { respondent: { id } }))
  const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=500`)
  const ids = body.items.map(({ respondent }: { respondent: { id: string } }) => respondent?.id)
  expect(new Set(ids)).toEqual(new Set(people))
  expect(await warnings(survey)).toEqual([])
})
