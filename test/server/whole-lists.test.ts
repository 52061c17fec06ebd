import { csvParse } from 'd3-dsv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

/** All pages of a list, and how many there were. */
async function pagesOf<Item>(path: string, itemsOf: (body: never) => Item[]) {
  const items: Item[] = []
  let pages = 0
  for (let cursor: string | null = ''; cursor !== null; pages += 1) {
    const { status, body } = await client.get(`${path}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    expect(status).toBe(200)
    items.push(...itemsOf(body as never))
    cursor = body.nextCursor
  }
  return { items, pages }
}

describe('a list that is longer than a page', () => {
  it('of scores of surveys says that there are more, and has them all in its pages', async () => {
    const made = await Promise.all(
      Array.from({ length: 205 }, () => client.post('/v1/surveys', { metric: 'nps', status: 'draft' })),
    )
    const ids = made.map(({ body }) => body.id as string)
    const idsIn = ({ groups }: { groups: { surveys: { survey: { id: string } }[] }[] }) =>
      groups.flatMap(({ surveys }) => surveys.map(({ survey }) => survey.id))
    const { items, pages } = await pagesOf('/v1/reports?timezone=UTC', idsIn)
    expect(pages).toBe(2)
    expect(items.sort()).toEqual([...ids, 'demo'].sort())
    expect((await pagesOf('/v1/reports?limit=206', idsIn)).pages).toBe(1)
    const named = await client.get(`/v1/reports?survey=demo&limit=1`)
    expect([named.status, named.body.errors[0].field]).toEqual([422, 'limit'])
  }, 30_000)

  describe('of the values of a property', () => {
    const accounts = Array.from({ length: 1200 }, (_, at) => ({ account: `a-${at}`, n: at < 30 ? 12 : 1 }))
    beforeAll(async () => {
      const rows = accounts.flatMap(({ account, n }) =>
        Array.from({ length: n }, (_, at) => ({
          id: `${account}-${at}`,
          rating: at % 11,
          properties: { account, plan: at % 2 ? 'pro' : 'free' },
          answeredAt: `2026-03-${String(1 + (at % 28)).padStart(2, '0')}T12:00:00Z`,
        })),
      )
      const answer = await fetch(`${collector.url}/v1/surveys/demo/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' },
        body: rows.map((row) => JSON.stringify(row)).join('\n'),
      })
      expect(await answer.json()).toMatchObject({ added: rows.length })
    })
    type Item = { value: string; n: number; score: number | null }
    const path = '/v1/surveys/demo/segments?property=account'
    const itemsIn = ({ items }: { items: Item[] }) => items

    it('has them all, the largest first, as the answers have them', async () => {
      const { items, pages } = await pagesOf(`${path}&limit=500`, itemsIn)
      expect([pages, items.length]).toEqual([3, 1200])
      expect(items.map(({ n }) => n)).toEqual([...items.map(({ n }) => n)].sort((a, b) => b - a))
      const first = items[0]!
      const report = (await client.get(`/v1/surveys/demo/report?segment=account:${first.value}`)).body
      expect([first.n, first.score]).toEqual([report.n, report.score.value])
      expect(items.reduce((sum, { n }) => sum + n, 0)).toBe(
        (await client.get('/v1/surveys/demo/report')).body.n,
      )
    })

    it('takes the small ones together as the rest, in a table as a row without a name', async () => {
      const { body } = await client.get(`${path}&minN=10&limit=30`)
      expect(body).toMatchObject({ rest: { values: 1170, n: 1170 }, nextCursor: null })
      expect(body.items).toHaveLength(30)
      const rows = csvParse((await client.get(`${path}&minN=10`, { accept: 'text/csv' })).body)
      expect(rows).toHaveLength(31)
      expect(rows.at(-1)).toMatchObject({ value: '', values: '1170', n: '1170' })
      const table = csvParse((await client.get('/v1/surveys/demo/report.csv?table=segments')).body)
      expect(table.find(({ property, value }) => property === 'account' && value === '')).toMatchObject({
        values: '1190',
      })
    })

    it('is narrowed by the same words as a report, also by another property', async () => {
      const query = 'segment=plan:pro&from=2026-03-02&to=2026-03-05&timezone=Asia/Tokyo'
      const { items } = await pagesOf(`${path}&${query}&limit=1000`, itemsIn)
      const { n } = (await client.get(`/v1/surveys/demo/report?${query}`)).body
      expect(n).toBeGreaterThan(0)
      expect(items.reduce((sum, item) => sum + item.n, 0)).toBe(n)
    })

    it.each([
      ['/v1/surveys/demo/segments', 'property'],
      [`${path}&minN=0`, 'minN'],
      [`${path}&cursor=x`, 'cursor'],
      [`${path}&limits=3`, 'limits'],
    ])('is refused with the name of what is wrong: %s', async (address, field) => {
      const { status, body } = await client.get(address)
      expect([status, body.errors[0].field]).toEqual([422, field])
    })
  })
})
