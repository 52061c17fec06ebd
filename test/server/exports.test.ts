import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvParse } from 'd3-dsv'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { runSayso } from '../support/importing.ts'

let collector: Collector
let client: Client
const comments = ['=1+1', 'a, "b"\nc', '\ufeffé 日本', '+49 30', 'fine']
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
  for (const comment of comments)
    await client.publicly('/v1/public/responses', newResponse('demo', { comment, respondent: { id: 'u-1' } }))
})
afterAll(() => collector.close())

it('gives the answers of a survey as a table that no spreadsheet runs', async () => {
  const { status, headers, body } = await client.get('/v1/surveys/demo/responses.csv')
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect(headers.get('content-disposition')).toBe('attachment; filename="demo.csv"')
  const rows = csvParse(body)
  const { items } = (await client.get('/v1/surveys/demo/responses')).body
  expect(rows.map(({ id }) => id)).toEqual(items.map(({ id }: { id: string }) => id))
  expect(rows.map(({ comment }) => comment).reverse()).toEqual([
    "'=1+1",
    comments[1],
    comments[2]!.trim(),
    "'+49 30",
    'fine',
  ])
  expect((await client.get('/v1/surveys/demo/responses', { accept: 'text/csv' })).body).toBe(body)
  expect((await client.get('/v1/surveys/demo/responses.csv?text=fine')).body.trim().split('\n')).toHaveLength(
    2,
  )
})

it.each(['surveys/demo/responses.csv', 'surveys/demo/report.csv', 'surveys/demo/report.csv?table=segments'])(
  'begins %s with a byte order mark when Excel is to open it, and not else',
  async (path) => {
    const bytes = async (query: string) => {
      const answer = await fetch(`${collector.url}/v1/${path}${path.includes('?') ? '&' : '?'}${query}`, {
        headers: { authorization: `Bearer ${collector.key}` },
      })
      return [...new Uint8Array(await answer.arrayBuffer()).slice(0, 3)]
    }
    expect(await bytes('excel=1')).toEqual([0xef, 0xbb, 0xbf])
    expect(await bytes('timezone=UTC')).not.toEqual([0xef, 0xbb, 0xbf])
  },
)

it('gives the report as JSON has it in its tables', async () => {
  const { body } = await client.get('/v1/surveys/demo/report')
  const rows = csvParse((await client.get('/v1/surveys/demo/report.csv')).body)
  expect(rows.map(({ n }) => Number(n))).toEqual(body.trend.map(({ n }: { n: number }) => n))
})

it('gives the answers as lines, each as the list has it', async () => {
  const { headers, body } = await client.get('/v1/surveys/demo/responses.ndjson')
  expect(headers.get('content-type')).toMatch('application/x-ndjson')
  const lines = body
    .trim()
    .split('\n')
    .map((line: string) => JSON.parse(line))
  expect(lines).toEqual((await client.get('/v1/surveys/demo/responses')).body.items)
})

it('writes times of the trend by the clock of the zone, as times', async () => {
  const zoned =
    '/v1/surveys/demo/report.csv?from=2026-03-01&to=2026-04-30&interval=month&timezone=Europe/Berlin'
  const rows = csvParse((await client.get(zoned)).body)
  expect(rows.map(({ from, to }) => [from, to])).toEqual([
    ['2026-03-01T00:00:00+01:00', '2026-04-01T00:00:00+02:00'],
    ['2026-04-01T00:00:00+02:00', expect.stringContaining('+02:00')],
  ])
  const { trend } = (await client.get(zoned.replace('report.csv', 'report'))).body
  expect(rows.map(({ from }) => Date.parse(from!))).toEqual(
    trend.map(({ from }: { from: string }) => Date.parse(from)),
  )
})

it('gives a Parquet file that a reader of its own finds the same answers in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-parquet-'))
  const file = join(folder, 'answers.parquet')
  expect((await runSayso(collector, 'export', 'demo', '--format', 'parquet', '--out', file)).code).toBe(0)
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) })
  const { items } = (await client.get('/v1/surveys/demo/responses')).body
  expect(rows).toHaveLength(comments.length)
  for (const [place, item] of items.entries())
    expect(rows[place]).toMatchObject({
      ...{ id: item.id, comment: item.comment, rating: item.rating, answered_at: new Date(item.answeredAt) },
      ...{ respondent_id: 'u-1', reasons: [], properties: {}, verified: false, owner: null, tags: null },
    })
  await rm(folder, { recursive: true, force: true })
})

it('refuses a page of a table, which has no pages', async () => {
  const paged = await client.get('/v1/surveys/demo/responses?limit=1', { accept: 'text/csv' })
  expect([paged.status, paged.body.errors[0].field]).toEqual([422, 'limit'])
  expect((await client.get('/v1/surveys/demo/responses.csv?limit=1')).status).toBe(422)
})
