import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import { reporterOf } from '../reporter.ts'
import type { World } from '../world.ts'

/** What reports promise: scores with their intervals, changes, trends, tables. */
export function reportsCases(world: World) {
  const { ask, repeat, report, surveyWith } = reporterOf(world)

  describe('reports in full', () => {
    describe('score', () => {
      it('comes with its interval, bands and what was left out', async () => {
        const ratings = [...Array(6).fill(0), ...Array(13).fill(7), ...Array(32).fill(10)] as number[]
        const body = await report(await surveyWith(ratings.map((rating, i) => ({ id: `${i}`, rating }))))
        expect(body.score.nps).toBeCloseTo(50.9804, 4)
        expect(body.score.interval.low).toBeCloseTo(29.295, 3)
        expect(body.score.interval.high).toBeCloseTo(67.001, 3)
        expect(body.score.bands[0]).toMatchObject({ band: 'promoter', count: 32, of: 51 })
        expect(body.leftOut).toEqual({ held: 0, test: 0, superseded: 0 })
      })

      it('of nobody is null, with no interval, and so is one of a time before the survey', async () => {
        const empty = await surveyWith([])
        const early = await surveyWith([{ id: 'a', rating: 9 }])
        for (const body of [await report(empty), await report(early, 'from=2001-01-01&to=2001-02-01')]) {
          expect(body).toMatchObject({ n: 0, score: { value: null, nps: null, mean: null, interval: null } })
          expect(body.commented).toEqual({ count: 0, of: 0, percent: null })
          expect(body.distribution.every(({ count }: { count: number }) => count === 0)).toBe(true)
        }
      })
    })

    describe('change', () => {
      const answers = (month: number, promoters: number, others: number) => [
        ...repeat(promoters, () => ({ rating: 10, answeredAt: `2026-0${month}-10T12:00:00Z` }), `p${month}-`),
        ...repeat(others, () => ({ rating: 3, answeredAt: `2026-0${month}-11T12:00:00Z` }), `d${month}-`),
      ]

      it('is called real, not distinguishable or too few', async () => {
        const real = await surveyWith([...answers(1, 20, 80), ...answers(2, 80, 20)])
        const february = 'from=2026-02-01&to=2026-03-01'
        expect((await report(real, february)).change).toMatchObject({
          verdict: 'real',
          difference: 120,
          second: { n: 100, value: -60 },
          // A calendar month with the calendar month before it.
          period: { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' },
        })
        const same = await surveyWith([...answers(1, 50, 50), ...answers(2, 52, 48)])
        expect((await report(same, february)).change.verdict).toBe('not distinguishable')
        const few = await surveyWith([...answers(1, 3, 2), ...answers(2, 52, 48)])
        expect((await report(few, february)).change.verdict).toBe('too few')
      })

      it('is against the period asked for, or none', async () => {
        const survey = await surveyWith([...answers(1, 20, 80), ...answers(2, 80, 20), ...answers(3, 50, 50)])
        const march = 'from=2026-03-01&to=2026-04-01'
        const named = await report(survey, `${march}&compare=2026-01-01/2026-02-01`)
        expect(named.change.second).toEqual({ n: 100, value: -60 })
        expect((await report(survey, `${march}&compare=none`)).change).toBeNull()
        expect((await report(survey)).change).toBeNull()
      })
    })

    describe('trend', () => {
      it('has every stretch of the period, also those nobody answered in', async () => {
        const rows = repeat(20, (i) => ({
          rating: i % 11,
          answeredAt: `2026-01-${String(1 + i).padStart(2, '0')}T12:00:00Z`,
        }))
        const body = await report(await surveyWith(rows), 'from=2026-01-01&to=2026-03-01&interval=week')
        expect(body.trend).toHaveLength(9)
        expect(body.trend[0]).toMatchObject({
          from: '2026-01-01T00:00:00.000Z',
          to: '2026-01-05T00:00:00.000Z',
          n: 4,
        })
        expect(body.trend.at(-1)).toMatchObject({ n: 0, value: null, interval: null })
        expect(body.trend.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(body.n)
      })

      it('follows a zone through its clock changes', async () => {
        const survey = await surveyWith([
          { id: 'a', rating: 9, answeredAt: '2026-03-28T22:59:59Z' },
          { id: 'b', rating: 9, answeredAt: '2026-03-28T23:00:00Z' },
          { id: 'c', rating: 9, answeredAt: '2026-03-29T21:59:59Z' },
          { id: 'd', rating: 9, answeredAt: '2026-03-29T22:00:00Z' },
        ])
        const query = 'from=2026-03-28&to=2026-03-31&interval=day&timezone=Europe/Berlin'
        const { trend } = await report(survey, query)
        expect(trend.map(({ n }: { n: number }) => n)).toEqual([1, 2, 1])
        expect(trend[1]).toMatchObject({ from: '2026-03-28T23:00:00.000Z', to: '2026-03-29T22:00:00.000Z' })
      })

      it('may be a rolling window', async () => {
        const rows = repeat(10, (i) => ({
          rating: 9,
          answeredAt: `2026-01-${String(1 + i).padStart(2, '0')}T12:00:00Z`,
        }))
        const { trend } = await report(
          await surveyWith(rows),
          'from=2026-01-05&to=2026-01-11&interval=rolling-3',
        )
        expect(trend.map(({ n }: { n: number }) => n)).toEqual([3, 3, 3, 3, 3, 3])
        expect(trend[0]).toMatchObject({ from: '2026-01-03T00:00:00.000Z', to: '2026-01-06T00:00:00.000Z' })
      })
    })

    it.each([
      'from=2026-01-01T00:00:00+01:00&to=2026-02-01T00:00:00+01:00',
      'from=2026-01-01T00:00:00%2B01:00&to=2026-02-01T00:00:00%2B01:00',
      'from=2026-01-01T00:00:00+01:00&to=2026-02-01&compare=2025-01-01T00:00:00+01:00/2025-02-01T00:00:00+01:00',
    ])(
      'take times with an offset as they stand, whose + an address turns into a space: %s',
      async (query) => {
        const { status, body } = await ask('demo', query)
        expect([status, body.period?.from]).toEqual([200, '2025-12-31T23:00:00.000Z'])
        if (query.includes('compare')) expect(body.change.period.to).toBe('2025-01-31T23:00:00.000Z')
      },
    )

    it.each([
      ['timezone', 'timezone=Mars/Olympus'],
      ['timezone', 'timezone=%2B02:00'],
      ['to', 'from=2026-02-01&to=2026-01-01'],
      ['to', 'from=2026-02-01&to=2026-02-01'],
      ['from', 'from=2026-02-30'],
      ['interval', 'interval=fortnight'],
      ['interval', 'interval=rolling-0'],
      ['interval', 'interval=rolling-7&count=latest'],
      ['interval', 'from=1990-01-01&to=2026-01-01&interval=day'],
      ['compare', 'compare=lately'],
      ['compare', 'compare=2026-01-01Tnoon/2026-02-01'],
      ['from', 'from=2026-01-01+01:00'],
      ['compare', 'compare=2026-02-01/2026-01-01'],
      ['segment', 'segment=plan'],
      ['count', 'count=some'],
      ['channel', 'channel=pigeon'],
    ])('422 naming %s for ?%s', async (field, query) => {
      const { status, body } = await ask('demo', query)
      expect([status, body.errors?.[0]?.field]).toEqual([422, field])
    })

    it('come as CSV, with formulas made harmless', async () => {
      const rows = repeat(30, (i) => ({
        rating: 3,
        answeredAt: '2026-01-01T12:00:00Z',
        properties: { formula: i < 15 ? '=1+1' : '＝2' },
      }))
      const survey = await surveyWith(rows)
      const path = `/v1/surveys/${survey}/report?from=2026-01-01&to=2026-01-03&interval=day`
      const trend = await world.client.get(path, { accept: 'text/csv' })
      expect(trend.headers.get('content-type')).toContain('text/csv')
      expect(trend.body.split('\n').slice(0, 2)).toEqual([
        'from,to,n,score,low,high',
        expect.stringMatching(/^2026-01-01T00:00:00\.000Z,2026-01-02T00:00:00\.000Z,30,-100,-100,-7\d/),
      ])
      const segments = await world.client.get(`${path}&table=segments`, { accept: 'text/csv' })
      expect(segments.body).toContain("formula,'=1+1,1,15,-100,")
      expect(segments.body).toContain("formula,'＝2,1,15,-100,")
    })

    it('carry an ETag that changes with the answers', async () => {
      const survey = await surveyWith([{ id: '1', rating: 9 }])
      const first = await ask(survey)
      const tag = { 'if-none-match': first.headers.get('etag')! }
      expect((await world.client.get(`/v1/surveys/${survey}/report?`, tag)).status).toBe(304)
      await world.client.publicly('/v1/public/responses', newResponse(survey))
      expect((await world.client.get(`/v1/surveys/${survey}/report?`, tag)).status).toBe(200)
    })

    it('of many surveys come grouped by metric and touchpoint', async () => {
      const rows = repeat(12, () => ({ rating: 5 }))
      const onboarding = await surveyWith(rows, { metric: 'csat', touchpoint: 'onboarding' })
      const activation = await surveyWith(rows, { metric: 'csat', touchpoint: 'onboarding', scale: '1-7' })
      const exit = await surveyWith(rows, { metric: 'ces', touchpoint: 'exit' })
      const query = [onboarding, activation, exit].map((id) => `survey=${id}`).join('&')
      const { body } = await world.client.get(`/v1/reports?${query}`)
      expect(body.groups).toHaveLength(2)
      expect(body.groups[0]).toMatchObject({ metric: 'csat', touchpoint: 'onboarding' })
      expect(body.groups[0].surveys.map(({ score }: { score: { csat: number } }) => score.csat)).toEqual([
        100, 0,
      ])
      expect((await world.client.get('/v1/reports')).body.groups.length).toBeGreaterThanOrEqual(3)
      expect((await world.client.get('/v1/reports?survey=none')).status).toBe(404)
    })

    it('rest on counts that equal the responses, and can be made anew', async () => {
      const survey = await surveyWith(
        repeat(50, (i) => ({ rating: i % 11, properties: { plan: `p${i % 3}` } })),
      )
      expect((await world.client.get(`/v1/surveys/${survey}/counts`)).body).toEqual({ differences: 0 })
      const before = await report(survey)
      expect((await world.client.post(`/v1/surveys/${survey}/counts/rebuild`)).body).toEqual({
        differences: 0,
      })
      expect(await report(survey)).toEqual(before)
    })
  })
}
