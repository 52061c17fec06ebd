import { describe, expect, it } from 'vitest'
import { reporterOf } from '../reporter.ts'
import type { World } from '../world.ts'

/** What reports promise of segments: groups, those that are perhaps one, and those that nobody has. */
export function segmentsCases(world: World) {
  const { repeat, report, surveyWith } = reporterOf(world)

  describe('reports by segment', () => {
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
  })
}
