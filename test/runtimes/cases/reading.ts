import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'

/** Reading back: scores, imports, lists. */
export function readingCases(world: World) {
  describe('reports', () => {
    it('of a survey nobody answered have a null score', async () => {
      const survey = await world.newSurvey()
      expect(await world.report(survey)).toMatchObject({
        n: 0,
        score: { nps: null, value: null, mean: null, n: 0 },
      })
    })

    it('count within [from, to)', async () => {
      const survey = await world.newSurvey()
      const rows = [
        { id: 'a', rating: 10, answeredAt: '2026-01-31T23:59:59.999Z' },
        { id: 'b', rating: 10, answeredAt: '2026-02-01T00:00:00Z' },
        { id: 'c', rating: 0, answeredAt: '2026-03-01T00:00:00+01:00' },
        { id: 'd', rating: 0, answeredAt: '2026-03-01T00:00:00Z' },
      ]
      expect(await world.importRows(survey, rows)).toMatchObject({ status: 200, body: { added: 4 } })
      const february = await world.report(survey, '?from=2026-02-01&to=2026-03-01')
      expect(february).toMatchObject({ n: 2, score: { nps: 0 } })
      expect(february.period).toEqual({
        from: '2026-02-01T00:00:00.000Z',
        to: '2026-03-01T00:00:00.000Z',
        timezone: 'UTC',
      })
    })

    it.each(['from=yesterday', 'to=2026-13-01', 'from=2026-02-01&to=2026-02-01'])(
      '422 for %s',
      async (query) => {
        expect((await world.client.get(`/v1/surveys/demo/report?${query}`)).status).toBe(422)
      },
    )

    it('give CES both ways', async () => {
      const survey = await world.newSurvey({ metric: 'ces', primary: 'mean' })
      for (const rating of [7, 5, 4, 1]) await world.client.publicly(save, newResponse(survey, { rating }))
      expect((await world.report(survey)).score).toMatchObject({
        topBox: 50,
        mean: 4.25,
        value: 4.25,
        primary: 'mean',
      })
    })
  })

  describe('imports', () => {
    it('add what is new, refuse wrong rows by line and field, and add nothing twice', async () => {
      const survey = await world.newSurvey({ metric: 'csat' })
      const rows = [
        {
          id: '1',
          rating: 5,
          comment: 'fine\nreally',
          properties: { plan: 'pro' },
          respondent: { id: 'u1' },
        },
        { id: '2', rating: 6 },
        '{broken',
        { rating: 5 },
        { id: '3', rating: 1, answeredAt: 'last week' },
        '',
        { id: '5', rating: 1, answeredAt: '0021-03-05T00:00:00Z' },
        { id: '6', rating: 1, answeredAt: '2100-01-01T00:00:00Z' },
        { id: '4', rating: 1, comment: null },
      ]
      const first = await world.importRows(survey, rows)
      expect(first.body).toMatchObject({ added: 2, unchanged: 0 })
      const refused = first.body.refused as { line: number; errors: { field: string }[] }[]
      expect(refused.map(({ line, errors }) => [line, errors[0]?.field])).toEqual([
        [2, 'rating'],
        [3, 'line'],
        [4, 'id'],
        [5, 'answeredAt'],
        [7, 'answeredAt'],
        [8, 'answeredAt'],
      ])
      expect((await world.importRows(survey, rows)).body).toMatchObject({ added: 0, unchanged: 2 })
      expect(await world.report(survey)).toMatchObject({ n: 2, score: { csat: 50, mean: 3 } })
      const items = await world.stored(survey)
      expect(items.find(({ id }: { id: string }) => id === '1')).toMatchObject({
        comment: 'fine\nreally',
        respondent: { id: 'u1', verified: true },
        channel: 'import',
      })
    })

    it('take 1,300 rows in several commits', async () => {
      const survey = await world.newSurvey()
      const rows = Array.from({ length: 1300 }, (_, i) => ({ id: `r${i}`, rating: i % 11 }))
      expect((await world.importRows(survey, rows)).body).toMatchObject({ added: 1300, refused: [] })
      expect((await world.report(survey)).n).toBe(1300)
    })

    it('refuse other content types', async () => {
      expect((await world.importRows('demo', [], 'text/csv')).status).toBe(415)
    })
  })

  describe('lists of responses', () => {
    it('come newest first in pages that miss and repeat nothing', async () => {
      const survey = await world.newSurvey()
      const rows = Array.from({ length: 25 }, (_, i) => ({
        id: `r${i}`,
        rating: 9,
        answeredAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 5))).toISOString(),
      }))
      await world.importRows(survey, rows)
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
        const { body } = await world.client.get(`/v1/surveys/${survey}/responses?limit=10${query}`)
        seen.push(...body.items.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor
      }
      expect(seen).toHaveLength(25)
      expect(new Set(seen).size).toBe(25)
      expect(seen[0]).toBe('r24')
    })

    it.each(['limit=0', 'limit=x', 'limit=1001', 'cursor=nonsense'])('422 for %s', async (query) => {
      expect((await world.client.get(`/v1/surveys/demo/responses?${query}`)).status).toBe(422)
    })
  })
}
