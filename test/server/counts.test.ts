import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { countAccounts } from '../../server/storage/account-counts.ts'
import { countDifferences, rebuildCounts } from '../../server/storage/counts/consistency.ts'
import { onePerPerson } from '../../server/storage/counts/per-person.ts'
import { propertiesOf } from '../../server/storage/counts/properties.ts'
import { scan } from '../../server/storage/counts/scan.ts'
import { storedCounts } from '../../server/storage/counts/stored.ts'
import {
  type SegmentTally,
  type Selection,
  type StateTally,
  sumByState,
} from '../../server/storage/counts/tally.ts'
import { timelinesOf } from '../../server/storage/counts/together.ts'
import type { Database } from '../../server/storage/db.ts'
import { importResponses } from '../../server/storage/import-responses.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'
import { fc } from '../support/seeded.ts'

let database: Database
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
})
afterAll(() => close())

const day = 86_400_000
const someId = fc.integer({ min: 0, max: 12 }).map((n) => `r${n}`)
const someTime = fc.oneof(
  fc.integer({ min: 0, max: 5 * day }),
  fc.integer({ min: 0, max: 480 }).map((n) => n * 900_000),
)
const propertyNames = ['plan', 'country', "o'hara", '__proto__', 'a:b', '"', 'ключ']
const someProperties = fc.option(
  fc.dictionary(
    fc.constantFrom(...propertyNames),
    fc.oneof(fc.constantFrom('pro', 'free', '', "x'); --", '1'), fc.constantFrom(1, 2.5, -0), fc.boolean()),
    { noNullPrototype: true },
  ),
)
const someChannel = fc.constantFrom('widget', 'page', 'api')
const content = {
  id: someId,
  rating: fc.integer({ min: 0, max: 10 }),
  comment: fc.option(fc.constant('because')),
  properties: someProperties,
  channel: someChannel,
}

const command = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      ...content,
      revision: fc.integer({ min: 1, max: 4 }),
      now: someTime,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('import' as const), ...content, answeredAt: someTime }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('erase' as const), id: someId }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      id: someId,
      state: fc.constantFrom('counted', 'held', 'test'),
    }),
  },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

async function run(each: Command): Promise<void> {
  if (each.kind === 'save') await saveResponses(database, [saveOf(each)])
  if (each.kind === 'import') {
    const { id, rating, comment, properties, channel, answeredAt } = each
    const person = { respondentId: null, respondentEmail: null, respondentName: null }
    await importResponses(
      database,
      'demo',
      [{ id, rating, comment, properties, channel, answeredAt, ...person }],
      0,
    )
  }
  if (each.kind === 'erase') await database.write([sql`DELETE FROM responses WHERE id = ${each.id}`])
  if (each.kind === 'judge')
    await database.write([sql`UPDATE responses SET state = ${each.state} WHERE id = ${each.id}`])
}

const everything: Selection = { surveyId: 'demo', channel: null, segment: null }
const sum = (tallies: readonly { counts: readonly number[] }[]) =>
  tallies.reduce((total, { counts }) => total + counts.reduce((a, b) => a + b, 0), 0)
const sortStates = (stretches: StateTally[][]) =>
  stretches.map((tallies) =>
    [...tallies].sort((a, b) => `${a.state}${a.channel}`.localeCompare(`${b.state}${b.channel}`)),
  )
const sortSegments = (segments: SegmentTally[]) =>
  [...segments].sort((a, b) =>
    JSON.stringify([a.property, a.value]).localeCompare(JSON.stringify([b.property, b.value])),
  )

/** The counts of the workspace, and of surveys read together, are those of the survey, all channels in one. */
async function compareTogether(edges: readonly number[]): Promise<void> {
  const [{ differ }] = (await database.orm.all<{ differ: number }>(sql`
    SELECT count(*) AS differ FROM workspace_counts w
    LEFT JOIN day_counts d ON d.day = w.day AND d.channel = w.channel AND d.state = w.state AND d.survey_id = 'demo'
    WHERE (w.c0, w.c5, w.c10, w.commented) IS NOT
      (coalesce(d.c0, 0), coalesce(d.c5, 0), coalesce(d.c10, 0), coalesce(d.commented, 0))`)) as [
    { differ: number },
  ]
  expect(differ).toBe(0)
  const quarters = [...new Set(edges)]
  const apart = await storedCounts.timeline(database, everything, quarters)
  const merged = apart.map((tallies) =>
    sumByState(tallies.map((tally) => ({ tally: { ...tally, channel: '' }, sign: 1 as const }))),
  )
  const together = await timelinesOf(database, ['none', 'demo'], quarters)
  expect(sortStates([...together.get('demo')!])).toEqual(sortStates(merged))
  expect(together.get('none')!.flat()).toEqual([])
}

describe('the counts kept while saving', () => {
  it('equal a scan after any sequence of saves, revisions, reorders, erasures, verdicts and imports', async () => {
    const edges = fc
      .uniqueArray(someTime, { minLength: 2, maxLength: 6 })
      .map((times) => times.sort((a, b) => a - b))
    const selection = fc.record({
      surveyId: fc.constant('demo'),
      channel: fc.option(someChannel),
      segment: fc.option(
        fc.record({ property: fc.constantFrom('plan', 'a:b'), value: fc.constantFrom('pro', 'true', '1') }),
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { minLength: 1, maxLength: 25 }),
        edges,
        selection,
        async (commands, times, chosen) => {
          await database.write([sql`DELETE FROM responses`, sql`DELETE FROM views`])
          for (const each of commands) await run(each)

          for (const atATime of [1, 10_000]) expect(await countDifferences(database, 'demo', atATime)).toBe(0)
          const [stored] = await database.orm.all<{ n: number }>(sql`SELECT count(*) AS n FROM responses`)
          expect(sum((await storedCounts.timeline(database, everything, [0, 6 * day]))[0]!)).toBe(stored!.n)

          // Responses are cut at quarters of an hour but for the ends of a period, as time zones are.
          const inner = times
            .slice(1, -1)
            .map((time) => time - (time % 900_000))
            .filter((time) => time > times[0]!)
          const cuts = [...new Set([times[0]!, ...inner, times.at(-1)!])].sort((a, b) => a - b)
          const [byCounts, byScan] = [
            await storedCounts.timeline(database, chosen, cuts),
            await scan.timeline(database, chosen, cuts),
          ]
          expect(sortStates(byCounts)).toEqual(sortStates(byScan))
          await compareTogether(cuts.map((time) => time - (time % 900_000)))
          const [from, to] = [times[0]!, times.at(-1)!]
          const segments = await storedCounts.segments(database, chosen, { from, to }, propertyNames)
          expect(sortSegments(segments)).toEqual(
            sortSegments(await scan.segments(database, chosen, { from, to }, propertyNames)),
          )
        },
      ),
      { numRuns: 150 },
    )
  })

  it('give one answer a person the same as reading every response does', async () => {
    await database.write([sql`DELETE FROM responses`])
    const rows = Array.from({ length: 400 }, (_, i) => ({
      id: `p${i}`,
      rating: (i * 7) % 11,
      comment: null,
      respondentId: i % 3 === 0 ? `u${i % 20}` : null,
      respondentEmail: i % 3 === 1 ? `${i % 2 ? 'A' : 'a'}${i % 15}@example.com` : null,
      respondentName: null,
      properties: { plan: i % 2 ? 'pro' : 'free' },
      channel: 'api',
      answeredAt: ((i * 37) % 400) * 600_000,
    }))
    await importResponses(database, 'demo', rows, 0)
    for (const [rule, atATime] of [
      ['latest', 100_000],
      ['first', 100_000],
      ['latest', 40],
      ['first', 40],
    ] as const) {
      const [from, to] = [30 * 600_000, 350 * 600_000]
      const chosen = new Map<string, (typeof rows)[number]>()
      for (const row of rows.filter(({ answeredAt }) => answeredAt >= from && answeredAt < to)) {
        const person = row.respondentId ?? row.respondentEmail?.toLowerCase() ?? row.id
        const before = chosen.get(person)
        const later = !before || row.answeredAt > before.answeredAt
        if (!before || later === (rule === 'latest')) chosen.set(person, row)
      }
      const counter = onePerPerson(rule, storedCounts, atATime)
      const [tallies] = await counter.timeline(database, everything, [from, to])
      const counts = tallies!.find(({ state }) => state === 'counted')!.counts
      const expected = counts.map(
        (_, rating) => [...chosen.values()].filter((row) => row.rating === rating).length,
      )
      expect(counts).toEqual(expected)
      const segments = await counter.segments(database, everything, { from, to }, ['plan'])
      const pro = [...chosen.values()].filter(({ properties }) => properties.plan === 'pro').length
      expect(sum(segments.filter(({ value }) => value === 'pro'))).toBe(pro)
    }
  })

  it('compare the properties with few values, however many others have', async () => {
    await database.write([sql`DELETE FROM responses`, sql`DELETE FROM segment_counts`])
    const person = { respondentId: null, respondentEmail: null, respondentName: null }
    const given = { rating: 5, comment: null, channel: 'api', answeredAt: day, ...person }
    const rows = Array.from({ length: 300 }, (_, i) => ({
      id: `m${i}`,
      properties: { a: `a${i}`, plan: i % 2 ? 'pro' : 'free', z: `z${i}`, zone: 'east' },
      ...given,
    }))
    await importResponses(database, 'demo', rows, 0)
    expect(await propertiesOf(database, everything)).toEqual({
      compared: ['a', 'plan', 'z', 'zone'],
      tooMany: [],
    })
    const few = await propertiesOf(database, everything, 100)
    expect(few).toEqual({ compared: ['plan', 'zone'], tooMany: ['a', 'z'] })
    const segments = await storedCounts.segments(database, everything, { from: 0, to: 2 * day }, few.compared)
    expect(sortSegments(segments).map(({ value }) => value)).toEqual(['free', 'pro', 'east'])
    const named = Array.from({ length: 300 }, (_, i) => ({
      id: `n${i}`,
      properties: { [`p${i}`]: '1' },
      ...given,
    }))
    await importResponses(database, 'demo', named, 0)
    const { compared, tooMany } = await propertiesOf(database, everything)
    expect([compared.length, tooMany]).toEqual([200, []])
  })

  it('count accounts, and the values of a property, the same in slices as at once', async () => {
    await database.write([sql`DELETE FROM responses`, sql`DELETE FROM segment_counts`])
    const person = { respondentId: null, respondentEmail: null, respondentName: null }
    const rows = Array.from({ length: 2500 }, (_, i) => ({
      ...{
        id: `s${i}`,
        rating: i % 11,
        comment: null,
        channel: 'api',
        answeredAt: (i % 40) * day,
        ...person,
      },
      properties: { company: `${i % 7 ? 'company' : 'ключ'} ${i % 1250}` },
    }))
    await importResponses(database, 'demo', rows, 0)
    const asked = {
      ...{ property: 'company', surveyIds: ['demo', 'none'], scoredIds: ['demo'] },
      ...{ fromDay: 3, toDay: 30, weeksFrom: 0 },
    }
    const atOnce = await countAccounts(database, asked, 1_000_000)
    expect(atOnce).toHaveLength(new Set(rows.map(({ properties }) => properties.company)).size)
    for (const most of [1, 7, 400]) expect(await countAccounts(database, asked, most)).toEqual(atOnce)
    const period = { from: 0, to: 40 * day }
    expect(sortSegments(await storedCounts.segments(database, everything, period, ['company']))).toEqual(
      sortSegments(await scan.segments(database, everything, period, ['company'])),
    )
  })

  it('notice when they are wrong, and are right again when made anew', async () => {
    await database.write([sql`DELETE FROM responses`])
    await saveResponses(database, [
      saveOf({ id: 'a', properties: { plan: 'pro' } }),
      saveOf({ id: 'b', rating: 3 }),
      saveOf({ id: 'c', rating: 3, now: 5 * day }),
      saveOf({ id: 'd', rating: 3, now: 9 * day }),
    ])
    const counts = [1, 2, 10_000]
    for (const atATime of counts) {
      await database.write([
        sql`UPDATE day_counts SET c9 = c9 + 1 WHERE c9 > 0`,
        sql`UPDATE quarter_counts SET quarter = 99999 WHERE c3 = 1 AND quarter = ${9 * 96}`,
        sql`DELETE FROM segment_counts`,
      ])
      for (const other of counts) expect(await countDifferences(database, 'demo', other)).toBe(5)
      await rebuildCounts(database, 'demo', atATime)
      for (const other of counts) expect(await countDifferences(database, 'demo', other)).toBe(0)
    }
  })
})
