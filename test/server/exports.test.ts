import { csvParse } from 'd3-dsv'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

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

it('refuses a page of a table, which has no pages', async () => {
  const paged = await client.get('/v1/surveys/demo/responses?limit=1', { accept: 'text/csv' })
  expect([paged.status, paged.body.errors[0].field]).toEqual([422, 'limit'])
  expect((await client.get('/v1/surveys/demo/responses.csv?limit=1')).status).toBe(422)
})
