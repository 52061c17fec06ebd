import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import { reporterOf } from '../reporter.ts'
import type { World } from '../world.ts'

/** Whose answers a report counts: one a person or all, accounts, those shown a survey, and what is satisfied. */
export function countingCases(world: World) {
  const { ask, repeat, report, surveyWith } = reporterOf(world)

  describe('what reports count', () => {
    describe('counting rules', () => {
      const day = (date: number) => new Date(Date.UTC(2026, 0, date)).toISOString()

      it('count the latest, the first or every answer of a person, and say what was left out', async () => {
        const survey = await surveyWith([
          { id: '1', rating: 0, respondent: { id: 'ann' }, answeredAt: '2026-01-01T00:00:00Z' },
          { id: '2', rating: 10, respondent: { id: 'ann' }, answeredAt: '2026-02-01T00:00:00Z' },
          { id: '3', rating: 8, respondent: { email: 'BO@example.com' }, answeredAt: '2026-01-05T00:00:00Z' },
          { id: '4', rating: 9, respondent: { email: 'bo@example.com' }, answeredAt: '2026-01-06T00:00:00Z' },
          { id: '5', rating: 7, answeredAt: '2026-01-07T00:00:00Z' },
          { id: '6', rating: 7, answeredAt: '2026-01-08T00:00:00Z' },
        ])
        expect(await report(survey)).toMatchObject({ n: 6, leftOut: { superseded: 0 } })
        expect(await report(survey, 'count=latest')).toMatchObject({
          n: 4,
          score: { nps: 50 },
          leftOut: { superseded: 2 },
        })
        expect(await report(survey, 'count=first')).toMatchObject({
          n: 4,
          score: { nps: -25 },
          leftOut: { superseded: 2 },
        })
        const january = await report(survey, 'count=latest&from=2026-01-01&to=2026-02-01')
        expect(january).toMatchObject({ n: 4, leftOut: { superseded: 1 } })
      })

      it('know a person by id and email as one, and an address that several share as nobody of them', async () => {
        const survey = await surveyWith([
          { id: '1', rating: 0, respondent: { id: 'cy', email: 'Cy@example.com' }, answeredAt: day(1) },
          { id: '2', rating: 10, respondent: { email: 'cy@example.com' }, answeredAt: day(2) },
          { id: '3', rating: 10, respondent: { id: 'cy' }, answeredAt: day(3) },
          { id: '4', rating: 8, respondent: { id: 'di', email: 'home@example.com' }, answeredAt: day(4) },
          { id: '5', rating: 8, respondent: { id: 'ed', email: 'home@example.com' }, answeredAt: day(5) },
          { id: '6', rating: 8, respondent: { email: 'home@example.com' }, answeredAt: day(6) },
        ])
        for (const rule of ['latest', 'first'])
          expect(await report(survey, `count=${rule}`)).toMatchObject({ n: 4, leftOut: { superseded: 2 } })
        expect(await report(survey, 'count=latest')).toMatchObject({ score: { nps: 25 } })
      })

      it('know an email by the id that another survey has beside it', async () => {
        const name = crypto.randomUUID()
        const [id, email] = [`fay-${name}`, `fay-${name}@example.com`]
        await surveyWith([{ id: '1', rating: 0, respondent: { id, email }, answeredAt: day(1) }])
        const survey = await surveyWith([
          { id: '2', rating: 0, respondent: { id }, answeredAt: day(2) },
          { id: '3', rating: 10, respondent: { email }, answeredAt: day(3) },
        ])
        expect(await report(survey, 'count=latest')).toMatchObject({ n: 1, score: { nps: 100 } })
      })

      it('take the latest or first of each period of the trend, and say so', async () => {
        const survey = await surveyWith(
          [1, 2, 32, 33].flatMap((date, turn) =>
            repeat(
              12,
              (i) => ({
                rating: [9, 10, 3, 8][turn]!,
                respondent: { id: `gus${i}` },
                answeredAt: day(date),
              }),
              `t${turn}`,
            ),
          ),
        )
        const valuesUnder = async (rule: string) => {
          const found = await report(survey, `count=${rule}&interval=month`)
          expect(found).toMatchObject({ count: rule, n: 12, leftOut: { superseded: 36 } })
          return found.trend.map(({ n, value }: { n: number; value: number }) => [n, value])
        }
        expect(await valuesUnder('latest')).toEqual([
          [12, 100],
          [12, 0],
        ])
        expect(await valuesUnder('first')).toEqual([
          [12, 100],
          [12, -100],
        ])
      })
    })

    it('say how the widget was met: shown, answered, commented, dismissed', async () => {
      const survey = await surveyWith([])
      const view = (id: string, event: string) =>
        world.client.publicly('/v1/public/views', { surveyId: survey, id, event })
      for (const id of ['a', 'b', 'c', 'd']) await view(id, 'shown')
      await view('d', 'dismissed')
      const fromPage = (given: object) =>
        world.client.publicly('/v1/public/responses', newResponse(survey, { ...given }), {
          origin: new URL(world.collector.url).origin,
        })
      await fromPage({ id: 'a', comment: 'good' })
      await fromPage({ id: 'b' })
      await fromPage({ id: 'unseen' })
      // What the sender says of itself changes nothing.
      await world.client.publicly('/v1/public/responses', newResponse(survey, { channel: 'widget' }))
      const { funnel, channels } = await report(survey)
      expect(funnel).toEqual({
        shown: 5,
        anonymous: 5,
        answered: { count: 3, of: 5, percent: 60 },
        commented: { count: 1, of: 3, percent: (100 * 1) / 3 },
        dismissed: { count: 1, of: 5, percent: 20 },
      })
      expect(channels.map(({ channel, n }: Record<string, unknown>) => [channel, n])).toEqual([
        ['api', 1],
        ['widget', 3],
      ])
      expect(await report(survey, 'channel=api')).toMatchObject({ n: 1, funnel: null })
    })

    it('count people in the funnel: somebody seen on five pages who answers is one of one', async () => {
      const survey = await surveyWith([])
      const who = { id: `hal-${survey}`, email: `Hal-${survey}@example.com` }
      const view = (id: string, event: string, respondent: object) =>
        world.client.publicly('/v1/public/views', { surveyId: survey, id, event, respondent })
      const answer = (id: string, respondent: object, comment?: string) =>
        world.client.publicly('/v1/public/responses', newResponse(survey, { id, respondent, comment }), {
          origin: new URL(world.collector.url).origin,
        })
      for (const id of ['a', 'b', 'c', 'd', 'e']) await view(id, 'shown', { id: who.id })
      for (const id of ['a', 'b', 'c']) await view(id, 'dismissed', { id: who.id })
      await answer('e', { id: who.id }, 'good')
      const once = (count: number, of: number) => ({ count, of, percent: (100 * count) / of })
      expect((await report(survey)).funnel).toEqual({
        ...{ shown: 1, anonymous: 0 },
        ...{ answered: once(1, 1), commented: once(1, 1), dismissed: once(1, 1) },
      })
      // Known only by the answer, by another of their names, or not at all.
      await answer('f', who)
      await view('g', 'shown', { email: who.email })
      await view('h', 'shown', {})
      await answer('i', { id: `ian-${survey}` })
      await answer('j', { id: `ian-${survey}` })
      expect((await report(survey)).funnel).toEqual({
        ...{ shown: 3, anonymous: 1 },
        ...{ answered: once(2, 3), commented: once(1, 2), dismissed: once(1, 3) },
      })
    })

    it('count the answers of one account together where asked to', async () => {
      const answers = (month: number, high: number) =>
        [...Array(24).keys()].flatMap((company) =>
          repeat(
            1 + (company % 6),
            () => ({
              rating: company < high ? 10 : 3,
              properties: { company: `c${company}`, plan: company % 2 ? 'pro' : 'free' },
              answeredAt: `2026-0${month}-10T12:00:00Z`,
            }),
            `${month}-${company}-`,
          ),
        )
      const alone = repeat(2, (i) => ({ rating: 9 - i, answeredAt: '2026-02-11T12:00:00Z' }), 'alone')
      const survey = await surveyWith([...answers(1, 9), ...answers(2, 15), ...alone])
      const february = 'from=2026-02-01&to=2026-03-01&interval=week'
      const plain = await report(survey, february)
      expect(plain).toMatchObject({ n: 86, accounts: null, change: { verdict: 'real' } })
      const found = await report(survey, `${february}&cluster=company`)
      expect(found).toMatchObject({
        n: 86,
        score: { value: plain.score.value, interval: found.accounts.interval },
        accounts: { property: 'company', accounts: 24, apart: 2, neverHeard: [] },
        change: { method: 'cluster-robust t', verdict: 'not distinguishable' },
      })
      expect(found.accounts.designEffect).toBeGreaterThan(3)
      expect(found.accounts.largest[0]).toMatchObject({
        value: 'c11',
        n: 6,
        score: null,
        caution: 'counts only',
      })
      const width = ({ score: { interval } }: typeof found) => interval.high - interval.low
      expect(width(found)).toBeGreaterThan(1.5 * width(plain))
      const inside = [
        ...found.trend,
        ...found.channels,
        ...found.segments.flatMap(({ values }: { values: object[] }) => values),
      ]
      expect(inside.length).toBeGreaterThan(6)
      for (const { interval, difference = null } of inside)
        expect([interval, difference]).toEqual([null, null])
      // Within a segment, and of one answer a person, just the same.
      const pro = await report(survey, `${february}&cluster=company&segment=plan:pro`)
      expect(pro.accounts).toMatchObject({ accounts: 12, apart: 0 })
      expect((await report(survey, `${february}&cluster=company&count=latest`)).accounts.accounts).toBe(24)
      const { status, body } = await ask(survey, 'cluster=compny')
      const detail = 'names a property that no answer has: “compny”; did you mean “company”?'
      expect([status, body.errors]).toEqual([422, [{ field: 'cluster', detail }]])
    })

    it('say what counts, and since when another point counted', async () => {
      const survey = await surveyWith(
        repeat(20, (i) => ({ rating: 1 + (i % 5), answeredAt: '2026-01-05T12:00:00Z' })),
        { metric: 'csat' },
      )
      const threshold = { direction: 'up', positive: 4, negative: 2, changes: [] }
      expect(await report(survey)).toMatchObject({ threshold, score: { csat: 40 } })
      await world.client.patch(`/v1/surveys/${survey}`, { name: 'Renamed' })
      await world.client.patch(`/v1/surveys/${survey}`, { threshold: 2 })
      await world.client.patch(`/v1/surveys/${survey}`, { threshold: 3 })
      const found = await report(survey)
      expect(found).toMatchObject({
        score: { csat: 60 },
        threshold: {
          ...{ positive: 3, negative: 2 },
          changes: [
            { version: 3, from: 4, to: 2 },
            { version: 4, from: 2, to: 3 },
          ],
        },
      })
      for (const { at } of found.threshold.changes)
        expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(600_000)
      const { groups } = (await world.client.get(`/v1/reports?survey=${survey}`)).body
      expect(groups[0].surveys[0].threshold).toEqual(found.threshold)
    })
  })
}
