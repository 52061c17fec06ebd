import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { anyOf, random } from '../support/seeded.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
  await fill()
})
afterAll(() => collector.close())

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'Pacific/Pago_Pago',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Kiritimati',
]

/** Answers of six weeks around a clock change, by people who answer several times, with some held and dropped. */
async function fill() {
  const lines = Array.from({ length: 400 }, (_, at) => ({
    id: `a-${at}`,
    rating: at % 11,
    ...(at % 3 === 0 && { comment: anyOf(['the price is high', 'too slow', 'fine']) }),
    ...(at % 4 > 0 && { respondent: { id: `u-${at % 40}` } }),
    properties: { plan: anyOf(['pro', 'free']), country: anyOf(['DE', 'US', 'JP']) },
    channel: anyOf(['page', 'email', 'import']),
    answeredAt: new Date(Date.UTC(2026, 2, 8) + random() * 42 * 86_400_000).toISOString(),
  }))
  await fetch(`${collector.url}/v1/surveys/demo/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
    body: lines.map((line) => JSON.stringify(line)).join('\n'),
  })
  for (let at = 0; at < 20; at += 1)
    await client.publicly(
      '/v1/public/responses',
      newResponse('demo', { rating: at % 11, respondent: { id: 'u-1' } }),
    )
  await client.post('/v1/surveys/demo/responses/hold', { ids: ['a-3', 'a-7', 'a-11'] })
  await client.post('/v1/surveys/demo/responses/drop', { ids: ['a-4', 'a-8'] })
}

const day = () => new Date(Date.UTC(2026, 2, 6 + Math.floor(random() * 45))).toISOString().slice(0, 10)
const sometimes = <Value>(value: Value) => (random() < 0.35 ? value : undefined)

function anySelection(): URLSearchParams {
  const [from, to] = [day(), day()].sort()
  const given = {
    ...(from !== to && { from: sometimes(from), to: sometimes(to) }),
    timezone: sometimes(anyOf(zones)),
    channel: sometimes(anyOf(['page', 'email', 'import', 'widget'])),
    verified: sometimes(anyOf(['true', 'false'])),
    band: sometimes(anyOf(['positive', 'neutral', 'negative'])),
    theme: random() < 0.15 ? anyOf(['pricing', 'performance']) : undefined,
    text: random() < 0.15 ? anyOf(['price', 'slow']) : undefined,
  }
  const query = new URLSearchParams(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  for (const segment of [
    sometimes(`plan:${anyOf(['pro', 'free'])}`),
    sometimes(`country:${anyOf(['DE', 'US'])}`),
  ])
    if (segment) query.append('segment', segment)
  return query
}

async function read(path: string) {
  const answer = await client.get(path)
  expect([path, answer.status, answer.body.errors]).toEqual([path, 200, undefined])
  return answer
}

const linesIn = (text: string) => text.split('\n').filter(Boolean).length
const rowsIn = (text: string) => linesIn(text) - 1

async function countPages(path: string): Promise<number> {
  let count = 0
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await read(`${path}&limit=100${cursor && `&cursor=${cursor}`}`)
    count += body.items.length
    cursor = body.nextCursor
  }
  return count
}

describe('the same words for which answers', () => {
  it('mean the same in a report, its segments, reports of many, lists and tables, in any time zone', async () => {
    for (let round = 0; round < 40; round += 1) {
      const query = anySelection()
      await client.patch('/v1/workspace', { timezone: anyOf(zones) })
      const { body: report } = await read(`/v1/surveys/demo/report?${query}`)
      const { n } = report
      const overview = (await client.get(`/v1/reports?survey=demo&${query}`)).body.groups[0].surveys[0]
      const listed = await countPages(`/v1/surveys/demo/responses?state=counted&${query}`)
      const answers = (await client.get(`/v1/answers?survey=demo&${query}`)).body.n
      const csv = await client.get(`/v1/answers?survey=demo&${query}`, { accept: 'text/csv' })
      const table = await client.get(`/v1/surveys/demo/responses.csv?state=counted&${query}`)
      const lines = await client.get(`/v1/surveys/demo/responses.ndjson?state=counted&${query}`)
      expect([rowsIn(table.body), linesIn(lines.body)]).toEqual([n, n])
      const segments = report.segments.map(
        ({ values, other }: { values: { n: number }[]; other: { n: number } | null }) =>
          [...values, ...(other ? [other] : [])].reduce((sum, { n }) => sum + n, 0),
      )
      expect({
        query: `${query}`,
        overview: overview.n,
        listed,
        answers,
        csv: rowsIn(csv.body),
      }).toEqual({
        query: `${query}`,
        ...{ overview: n, listed, answers: n, csv: n },
      })
      expect(listed).toBe(n)
      for (const sum of segments) if (!query.has('segment')) expect(sum).toBeLessThanOrEqual(n)
      const held = await countPages(`/v1/surveys/demo/held?ruling=none&${withoutTheme(query)}`)
      const inState = await countPages(`/v1/surveys/demo/responses?state=held&${withoutTheme(query)}`)
      expect(held).toBeLessThanOrEqual(inState)
    }
  }, 60_000)

  it('leave out the same answers of a person where one counts', async () => {
    for (let round = 0; round < 30; round += 1) {
      const query = anySelection()
      query.set('count', anyOf(['latest', 'first']))
      const { body } = await client.get(`/v1/surveys/demo/report?${query}`)
      expect([`${query}`, await countPages(`/v1/surveys/demo/responses?state=counted&${query}`)]).toEqual([
        `${query}`,
        body.n,
      ])
    }
  }, 60_000)

  it.each(['all', 'latest', 'first'])(
    'find nobody in a period before the first answer, of %s',
    async (count) => {
      const { body } = await read(`/v1/surveys/demo/report?to=2020-01-01&count=${count}`)
      expect([body.n, body.trend?.length ?? 0]).toEqual([0, 0])
      const { body: answers } = await read(`/v1/surveys/demo/responses?to=2020-01-01&count=${count}`)
      expect(answers.items).toEqual([])
    },
  )

  it('begin a day where the workspace is, in a decision too', async () => {
    await client.patch('/v1/workspace', { timezone: 'Pacific/Kiritimati' })
    const decide = (given: object) =>
      client.post('/v1/surveys/demo/responses/drop', { ...given, dryRun: true })
    const ofDay = await decide({ from: '2026-03-20', to: '2026-03-25' })
    const ofHours = await decide({ from: '2026-03-19T10:00:00Z', to: '2026-03-24T10:00:00Z' })
    const inUtc = await decide({ from: '2026-03-20', to: '2026-03-25', timezone: 'UTC' })
    expect(ofDay.body.matched).toBe(ofHours.body.matched)
    expect(inUtc.body.matched).toBe(
      (await decide({ from: '2026-03-20T00:00:00Z', to: '2026-03-25T00:00:00Z' })).body.matched,
    )
    expect((await decide({ segment: ['plan:pro', 'country:DE'] })).body.matched).toBe(
      await countPages('/v1/surveys/demo/responses?segment=plan:pro&segment=country:DE'),
    )
    expect((await decide({ timezone: 'UTC' })).status).toBe(422)
    expect((await decide({ from: '2026-03-20', timezone: 'Nowhere/None' })).body.errors[0].field).toBe(
      'timezone',
    )
  })
})

function withoutTheme(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query)
  rest.delete('theme')
  return rest
}
