import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import type { World } from '../world.ts'

type Row = { id: string; rating: number } & Record<string, unknown>

/** What reports promise: scores with their intervals, changes, trends, segments, counting rules. */
export function reportsCases(world: World) {
  describe('reports in full', () => {
    async function surveyWith(rows: readonly Row[], given: Record<string, unknown> = { metric: 'nps' }) {
      const id = await world.newSurvey(given)
      expect((await world.importRows(id, rows)).body).toMatchObject({ added: rows.length, refused: [] })
      return id
    }
    const ask = async (id: string, query = '') => world.client.get(`/v1/surveys/${id}/report?${query}`)
    const report = async (id: string, query = '') => (await ask(id, query)).body
    const repeat = (count: number, row: (i: number) => Omit<Row, 'id'>, name = 'r') =>
      Array.from({ length: count }, (_, i) => ({ id: `${name}${i}`, ...row(i) }) as Row)

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

    describe('segments', () => {
      it('show their score, interval and difference from the rest, or only counts below ten', async () => {
        const survey = await surveyWith([
          ...repeat(40, () => ({ rating: 10, properties: { plan: 'pro', beta: true } }), 'a'),
          ...repeat(40, () => ({ rating: 2, properties: { plan: 'free', seats: 5 } }), 'b'),
          ...repeat(9, () => ({ rating: 7, properties: { plan: 'team' } }), 'c'),
        ])
        const { segments } = await report(survey)
        expect(segments.map(({ property }: { property: string }) => property)).toEqual([
          'beta',
          'plan',
          'seats',
        ])
        const plan = segments[1]
        expect(plan.values.map(({ value, n, score }: Record<string, unknown>) => [value, n, score])).toEqual([
          ['free', 40, -100],
          ['pro', 40, 100],
          ['team', 9, null],
        ])
        expect(plan.values[0].difference).toMatchObject({ verdict: 'real', second: { n: 49 } })
        expect(plan.values[2]).toMatchObject({ caution: 'counts only', interval: null, difference: null })
        expect(segments[0].values[0].value).toBe('true')
        expect(segments[2].values[0].value).toBe('5')
      })

      it('of ten thousand values are the ten largest and the others together', async () => {
        const survey = await surveyWith([
          ...repeat(10_000, (i) => ({ rating: i % 11, properties: { city: `city ${i}` } })),
          ...repeat(30, (i) => ({ rating: 9, properties: { city: `city ${i % 3}` } }), 's'),
        ])
        const { segments, n } = await report(survey)
        expect(segments[0].values).toHaveLength(10)
        expect(segments[0].values[0]).toMatchObject({ value: 'city 0', n: 11 })
        expect(segments[0].other).toMatchObject({ values: 9990, n: 9990 })
        expect(n).toBe(10_030)
      })

      it('are made of properties with few values, and the others are named', async () => {
        const ids = (i: number) => Array.from({ length: 49 }, (_, place) => [`id ${place}`, `${place}/${i}`])
        const survey = await surveyWith(
          repeat(410, (i) => ({
            rating: i % 11,
            properties: { ...Object.fromEntries(ids(i)), plan: i % 2 ? 'pro' : 'free' },
          })),
        )
        const { segments, tooManyValues } = await report(survey)
        expect(segments.map(({ property }: { property: string }) => property)).toEqual(['plan'])
        expect(tooManyValues).toHaveLength(49)
        expect(tooManyValues[0]).toBe('id 0')
        const one = await report(survey, `segment=${encodeURIComponent('id 7:7/3')}`)
        expect([one.n, one.segments, one.tooManyValues]).toEqual([1, [], []])
      })

      it('keep names and values as they came, whatever they are', async () => {
        const names = [
          '__proto__',
          'constructor',
          'a:b',
          '"',
          "'; DROP TABLE responses; --",
          '<img src=x>',
          'é \u202e',
          '$.a[0]',
        ]
        const properties = Object.fromEntries(names.map((name) => [name, name]))
        const row = JSON.stringify({ id: 'x', rating: 9 }).replace(
          '}',
          `,"properties":${JSON.stringify(properties)}}`,
        )
        const survey = await surveyWith([])
        const withProto = row.replace('"constructor":', '"__proto__":"__proto__","constructor":')
        await world.importRows(survey, [withProto])
        const { segments, n } = await report(survey)
        expect(n).toBe(1)
        const found = segments.map(
          ({ property, values }: { property: string; values: { value: string }[] }) => [
            property,
            values[0]!.value,
          ],
        )
        const kept = names.filter((name) => name !== '__proto__').sort((a, b) => (a < b ? -1 : 1))
        expect(found.filter(([name]: string[]) => name !== '__proto__')).toEqual(
          kept.map((name) => [name, name]),
        )
        const filtered = await report(survey, `segment=${encodeURIComponent('a\\:b:a:b')}`)
        expect(filtered.n).toBe(1)
      })

      it('may be all a report is about', async () => {
        const survey = await surveyWith([
          ...repeat(12, () => ({ rating: 10, comment: 'yes', properties: { plan: 'pro' } }), 'a'),
          ...repeat(15, () => ({ rating: 2, properties: { plan: 'free' } }), 'b'),
        ])
        expect(await report(survey, 'segment=plan:pro')).toMatchObject({
          n: 12,
          score: { nps: 100 },
          commented: { count: 12 },
        })
        expect(await report(survey, 'segment=plan:pro&from=2001-01-01&to=2001-02-01')).toMatchObject({
          n: 0,
          score: { nps: null },
        })
      })

      it.each([
        ['plam:pro', 'names a property that no answer has: “plam”; did you mean “plan”?'],
        ['zone:pro', 'names a property that no answer has: “zone”; known are “plan”'],
        ['plan:por', 'names a value that no answer has: “plan” is never “por”; did you mean “pro”?'],
        ['plan:', 'names a value that no answer has: “plan” is never “”; known are “free”, “pro”'],
      ])('is refused by name where no answer has it: %s', async (segment, detail) => {
        const survey = await surveyWith([
          { id: '1', rating: 9, properties: { plan: 'pro' } },
          { id: '2', rating: 9, properties: { plan: 'free' } },
        ])
        const query = `segment=${encodeURIComponent(segment)}`
        for (const path of [
          `surveys/${survey}/report?`,
          `surveys/${survey}/themes?`,
          `reports?survey=${survey}&`,
          `answers?survey=${survey}&`,
        ]) {
          const { status, body } = await world.client.get(`/v1/${path}${query}`)
          expect([path, status, body.errors]).toEqual([path, 422, [{ field: 'segment', detail }]])
        }
      })
    })

    it('name groups that are perhaps one, and make them one when told to, in the answers themselves', async () => {
      const plans = ['pro', 'pro', 'Pro', ' pro', 'free', 'caf\u00e9', 'cafe\u0301']
      const survey = await surveyWith(
        plans.map((plan, i) => ({
          id: `${i}`,
          rating: i,
          comment: 'The price is too much.',
          properties: { plan, seats: 5, trial: true },
          answeredAt: `2026-01-0${i + 1}T12:00:00Z`,
        })),
      )
      const before = await report(survey)
      expect(before.alike).toEqual([
        {
          property: 'plan',
          values: [{ value: 'pro', n: 2 }, ...[' pro', 'Pro'].map((value) => ({ value, n: 1 }))],
        },
        { property: 'plan', values: ['cafe\u0301', 'caf\u00e9'].map((value) => ({ value, n: 1 })) },
      ])
      const sizes = async () => {
        const { segments } = await report(survey)
        const { values } = segments.find(({ property }: { property: string }) => property === 'plan')
        return Object.fromEntries(values.map(({ value, n }: { value: string; n: number }) => [value, n]))
      }
      expect(Object.keys(await sizes()).length).toBe(6)
      const merge = { property: 'plan', from: ['Pro', ' pro'], into: 'pro' }
      const send = () => world.client.post(`/v1/surveys/${survey}/properties/merge`, merge)
      expect((await send()).body).toEqual({ changed: 2, isMore: false })
      expect((await send()).body).toEqual({ changed: 0, isMore: false })
      expect(await sizes()).toEqual({ pro: 4, free: 1, 'caf\u00e9': 1, 'cafe\u0301': 1 })
      expect((await report(survey)).alike.length).toBe(1)
      expect((await world.client.get(`/v1/surveys/${survey}/counts`)).body).toEqual({ differences: 0 })
      const { items } = (await world.client.get(`/v1/surveys/${survey}/responses`)).body
      expect(items.find(({ id }: { id: string }) => id === '3')).toMatchObject({
        rating: 3,
        properties: { plan: 'pro', seats: 5, trial: true },
      })
      const { themes } = (await world.client.get(`/v1/surveys/${survey}/themes?segment=plan:pro`)).body
      expect(themes.find(({ theme }: { theme: string }) => theme === 'pricing').n).toBe(4)
    })

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
