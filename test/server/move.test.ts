import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { runSayso } from '../support/importing.ts'

let collector: Collector
let client: Client
let folder: string

beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
  folder = await mkdtemp(join(tmpdir(), 'sayso-move-'))
})
afterAll(async () => {
  await collector.close()
  await rm(folder, { recursive: true, force: true })
})

async function saved(name: string, content: unknown): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const move = (...args: string[]) => runSayso(collector, 'move', 'delighted', ...args)
const newSurvey = async (given: object = { metric: 'nps' }): Promise<string> =>
  (await client.post('/v1/surveys', { name: 'Moved', ...given })).body.id
const seconds = (time: string) => Date.parse(time) / 1000

interface Moved {
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly answeredAt: string
  readonly respondent: { readonly email: string | null; readonly name: string | null } | null
  readonly properties: Record<string, unknown>
}

async function stored(survey: string): Promise<Moved[]> {
  const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=1000`)
  return body.items.toReversed()
}

/** An answer as the API gives it. */
const answer = (id: number, score: number, at: string, more: object = {}) => ({
  ...{ id: String(id), person: String(id * 10), survey_type: 'nps', score, comment: null },
  ...{ permalink: `https://delighted.test/r/${id}`, created_at: seconds(at), updated_at: null },
  ...{ person_properties: null, notes: [], tags: [], additional_answers: [], ...more },
})

const answers = [
  answer(1, 10, '2025-01-05T10:00:00Z', {
    comment: 'Too expensive, but good',
    person_properties: { plan: 'pro', seats: 3 },
    tags: ['Pricing', 'Fan club'],
    notes: [{ id: '1', text: 'Called her back', user_email: 'amy@acme.test', created_at: 1736200000 }],
    additional_answers: [
      {
        value: { free_response: null, scale: null, select_one: { id: 'x', text: 'Yes' }, select_many: null },
        question: { id: 'q', type: 'select_one', text: 'Have you bought before?' },
      },
      {
        value: { select_one: null, select_many: [{ text: 'Price' }, { text: 'Speed' }] },
        question: { id: 'r', type: 'select_many', text: 'What did you like?' },
      },
    ],
  }),
  answer(2, 3, '2025-01-31T23:30:00Z', { tags: ['Fan club'] }),
  answer(3, 8, '2025-02-10T10:00:00Z', { person: { id: '30', email: 'cy@example.com', name: 'Cy' } }),
  answer(4, 9, '2025-02-11T10:00:00Z'),
]
const people = [
  { id: '10', email: 'Ada@example.com', name: 'Ada', phone_number: null, last_sent_at: 1735700000 },
  { id: '20', email: 'bob@example.com', name: 'Bob', next_survey_scheduled_at: 2_000_000_000 },
  { id: '40', email: null, name: 'Dee', phone_number: '+4930123' },
]
const gone = [
  {
    person_id: '20',
    email: 'bob@example.com',
    name: 'Bob',
    unsubscribed_at: seconds('2024-06-01T00:00:00Z'),
  },
]
const bounced = [
  {
    person_id: '60',
    email: 'fay@example.com',
    name: null,
    bounced_at: seconds('2024-07-01T00:00:00Z'),
  },
]
const metricsOf = (promoters: number, passives: number, detractors: number) => {
  const n = promoters + passives + detractors
  return {
    ...{ nps: Math.round((100 * (promoters - detractors)) / n), response_count: n },
    ...{ promoter_count: promoters, passive_count: passives, detractor_count: detractors },
  }
}

describe('a move from Delighted', () => {
  it('brings what its API gives, says what came and what could not, and finds the same NPS', async () => {
    const survey = await newSurvey()
    const files = await Promise.all([
      saved('answers-1.json', answers.slice(0, 2)),
      saved('answers-2.json', answers.slice(2)),
      saved('people.json', people),
      saved('unsubscribes.json', gone),
      saved('bounces.json', bounced),
      saved('metrics.json', { '2025-01': metricsOf(1, 0, 1), '2025-02': metricsOf(1, 1, 0) }),
    ])
    const tried = await move(...files, '--survey', survey, '--dry-run')
    expect([tried.code, await stored(survey)]).toEqual([0, []])
    expect((await client.get('/v1/campaigns')).body.items).toEqual([])
    const { code, out, err } = await move(...files, '--survey', survey, '--yes')
    expect([code, err]).toEqual([0, ''])
    for (const line of [
      /^ +4 {2}answers$/m,
      /^ +1 {2}comments$/m,
      /^ +1 {2}notes$/m,
      /^ +3 {2}tags$/m,
      /^ +4 {2}properties$/m,
      /^ +2 {2}people, whom a campaign keeps/m,
      /^ +1 {2}dates on which people were last asked$/m,
      /^ +1 {2}unsubscribes$/m,
      /^ +1 {2}bounces$/m,
      /^ +1 {2}people without an email address/m,
      /2025-01 +2 +2 +0 +0\.0 {2}equal/,
      /2025-02 +2 +2 +50 +50\.0 {2}equal/,
    ])
      expect(out).toMatch(line)

    const [first, second, third, fourth] = await stored(survey)
    expect(first).toMatchObject({
      ...{ id: '1', rating: 10, comment: 'Too expensive, but good', answeredAt: '2025-01-05T10:00:00.000Z' },
      respondent: { email: 'Ada@example.com', name: 'Ada' },
      properties: {
        ...{ plan: 'pro', seats: 3, 'Have you bought before?': 'Yes', 'What did you like?': 'Price, Speed' },
      },
    })
    expect(third!.respondent).toMatchObject({ email: 'cy@example.com', name: 'Cy' })
    expect(fourth!.respondent).toMatchObject({ email: null, name: 'Dee' })
    const path = `/v1/surveys/${survey}/responses`
    expect((await client.get(`${path}/1/themes`)).body).toMatchObject({ byHand: true })
    const { themes } = (await client.get(`${path}/1/themes`)).body
    expect(themes.map(({ theme }: { theme: string }) => theme.toLowerCase()).sort()).toEqual([
      'fan club',
      'pricing',
    ])
    expect((await client.get(`${path}/1/follow-up`)).body.note).toBe(
      'Called her back (amy@acme.test, 2025-01-06)',
    )
    // A tag of a score without words is no theme.
    expect((await client.get(`${path}/${second!.id}/follow-up`)).body.note).toBe('Tags: Fan club')
    const held = (await client.get('/v1/respondents/bob@example.com')).body
    expect(held.suppressions).toEqual([{ reason: 'unsubscribed', createdAt: '2024-06-01T00:00:00.000Z' }])
    expect(held.mails).toMatchObject([{ email: 'bob@example.com', name: 'Bob', mails: 0 }])
    const fay = (await client.get('/v1/respondents/fay@example.com')).body
    expect(fay.suppressions).toMatchObject([{ reason: 'bounced' }])
    expect((await client.get('/v1/campaigns')).body.items).toMatchObject([
      { surveyId: survey, status: 'draft' },
    ])

    // Again nothing comes twice, and what the team did since stays.
    await client.patch(`${path}/1/follow-up`, { note: 'Ours' })
    const again = await move(...files, '--survey', survey, '--yes')
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('0 added, 2 already there')])
    expect(await stored(survey)).toHaveLength(4)
    expect((await client.get(`${path}/1/follow-up`)).body.note).toBe('Ours')
    expect((await client.get('/v1/campaigns')).body.items).toMatchObject([{ counts: { people: 3 } }])
  })

  it('reads tables as it reads the API, and a folder of them', async () => {
    const survey = await newSurvey()
    const other = await mkdtemp(join(folder, 'tables-'))
    const at = (name: string) => join(other, name)
    await writeFile(
      at('responses.csv'),
      [
        'Response ID,Person ID,Email,Name,Score,Comment,Survey type,Permalink,Responded at,Created at,Tags,Notes,Plan',
        '1,10,ada@example.com,Ada,10,"Good, really",NPS,https://x.test/1,2025-01-05 10:00:00 UTC,2025-01-01 09:00:00 UTC,"Pricing, Fan club",Called her,pro',
        '2,20,bob@example.com,Bob,3,,NPS,https://x.test/2,2025-01-31 23:30:00 UTC,2025-01-01 09:00:00 UTC,,,free',
        '3,30,cy@example.com,Cy,,,NPS,https://x.test/3,,2025-01-01 09:00:00 UTC,,,free',
      ].join('\n'),
    )
    await writeFile(
      at('people.csv'),
      'Name,Email,Phone Number,Plan\nAda,ada@example.com,,pro\nEve,eve@example.com,,pro\n',
    )
    await writeFile(
      at('unsubscribes.csv'),
      'Name,Email,Unsubscribed At\nEve,eve@example.com,2024-06-01 00:00:00 UTC\n',
    )
    await writeFile(at('metrics-2025-01.csv'), 'nps,response_count\n0,2\n')
    const { code, out, err } = await move(other, '--survey', survey, '--yes')
    expect([err, code]).toEqual(['', 0])
    expect(out).toMatch(/2025-01 +2 +2 +0 +0\.0 {2}equal/)
    expect(out).toContain('1 no answers (not answered)')
    const [first, second] = await stored(survey)
    expect(first).toMatchObject({
      ...{ id: '1', rating: 10, comment: 'Good, really', answeredAt: '2025-01-05T10:00:00.000Z' },
      ...{ properties: { Plan: 'pro' } },
    })
    expect(second).toMatchObject({ rating: 3, comment: null, properties: { Plan: 'free' } })
    const path = `/v1/surveys/${survey}/responses/1`
    expect((await client.get(`${path}/follow-up`)).body.note).toBe('Called her')
    expect((await client.get(`${path}/themes`)).body.byHand).toBe(true)
    const eve = (await client.get('/v1/respondents/eve@example.com')).body
    expect(eve.suppressions).toMatchObject([{ reason: 'unsubscribed' }])
    expect(eve.mails).toMatchObject([{ properties: { Plan: 'pro' } }])
  })

  it('makes a survey for each kind of answers, names those that have none, and says where figures differ', async () => {
    const kinds = [
      answer(11, 5, '2025-01-05T10:00:00Z', { survey_type: 'csat' }),
      answer(12, 1, '2025-01-05T10:00:00Z', { survey_type: 'thumbs' }),
      answer(13, 7, '2025-01-05T10:00:00Z', { survey_type: 'ces7' }),
      answer(14, 9, '2025-01-05T10:00:00Z', { survey_type: 'nps' }),
      answer(15, 1, '2025-01-05T10:00:00Z', { survey_type: 'pmf' }),
      answer(16, 11, '2025-01-06T10:00:00Z'),
    ]
    const file = await saved('kinds.json', kinds)
    const metrics = await saved('metrics-2025-01.json', metricsOf(2, 0, 0))
    const { code, out, err } = await move(file, metrics, '--yes')
    expect([code, err]).toEqual([1, expect.stringContaining('line 6: rating must be a whole number')])
    expect(out).toMatch(/^ +4 {2}answers$/m)
    expect(out).toMatch(/^ +1 {2}answers of a kind that Sayso has no survey for: pmf$/m)
    expect(out).toMatch(/2025-01 +2 +1 +100 +100\.0 {2}DIFFERS/)
    const { items } = (await client.get('/v1/surveys?limit=1000')).body
    const made = items.filter(({ name }: { name: string }) => name.startsWith('Delighted '))
    expect(
      made.map(({ name, metric, scale }: Record<string, string>) => [name, metric, scale]).sort(),
    ).toEqual([
      ['Delighted CES of 7', 'ces', '1-7'],
      ['Delighted CSAT', 'csat', '1-5'],
      ['Delighted NPS', 'nps', '0-10'],
      ['Delighted thumbs', 'csat', '0-1'],
    ])
    await move(file, '--yes')
    expect((await client.get('/v1/surveys?limit=1000')).body.items).toHaveLength(items.length)
  })

  it('refuses what is nothing of Delighted, before anything is stored', async () => {
    const survey = await newSurvey()
    const right = await saved('right.json', answers)
    const wrong = await saved('wrong.csv', 'colour,size\nred,2\n')
    const { code, err } = await move(right, wrong, '--survey', survey, '--yes')
    expect([code, err]).toEqual([2, expect.stringContaining("is none of Delighted's exports")])
    expect(await stored(survey)).toEqual([])
  })
})
