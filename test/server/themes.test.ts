import { type SQL, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/storage/db.ts'
import { importResponses } from '../../server/storage/import-responses.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { findSurveyById } from '../../server/storage/surveys.ts'
import { chooseCodebook, insertCodebook } from '../../server/storage/themes/codebooks.ts'
import { themeSegments, themeTimeline } from '../../server/storage/themes/counts.ts'
import { type Edition, editionsOf } from '../../server/storage/themes/editions.ts'
import { sampleComments } from '../../server/storage/themes/mentions.ts'
import { unreadAnswers } from '../../server/storage/themes/rebuild.ts'
import type { ThemeContext } from '../../server/themes/language-data.ts'
import { rebuildSlice } from '../../server/themes/rebuild.ts'
import { createTagger } from '../../server/themes/tagger.ts'
import { currentEditions } from '../../server/themes/theme-versions.ts'
import { languages } from '../../server/themes/word-lists.ts'
import { npsScales } from '../../shared/nps.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { countsOf } from '../../shared/themes/counts.ts'
import { addTally, type MutableTally, type Tally } from '../../shared/themes/tally.ts'
import { countAnew, type StoredReason as Stored } from '../support/countAnew.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'
import { fc } from '../support/seeded.ts'

let database: Database
let context: ThemeContext
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
  context = { database, languageData: async () => ({ languages, codebooks: defaultCodebooks }) }
  for (const [id, themes] of Object.entries(books)) {
    const codebook = { themes, parents: {}, language: 'en', translations: {} }
    await insertCodebook(database, {
      id,
      workspaceId: 'main',
      name: id,
      codebook,
      createdAt: 0,
      updatedAt: 0,
      edits: 1,
    })
  }
})
afterAll(() => close())

const books = {
  one: { pricing: ['price', 'expensive'], speed: ['slow*'] },
  two: { pricing: ['cheap'], money: ['price'], 'a:"\'ключ': ['support', 'price'] },
}
const day = 86_400_000
const someId = fc.integer({ min: 0, max: 8 }).map((n) => `r${n}`)
const someTime = fc.integer({ min: 0, max: 3 * day })
const content = {
  id: someId,
  rating: fc.integer({ min: 0, max: 10 }),
  comment: fc.option(
    fc
      .subarray(['the price', 'too expensive', 'slowly, slow', 'cheap', 'support', 'nothing of it 😀'])
      .map((parts) => parts.join(' and ') || 'x'),
  ),
  properties: fc.option(fc.constantFrom({ plan: 'pro' }, { plan: 'free', '"a:b': true }, { plan: 1 })),
  channel: fc.constantFrom('widget', 'page'),
}
const choices = fc.option(fc.subarray(['Price', 'Other', 'Speed'], { minLength: 1 }))
const command = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      ...content,
      choices,
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
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('judge' as const),
      id: someId,
      state: fc.constantFrom('counted', 'held', 'test'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget words' as const), id: someId }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('rules' as const), book: fc.constantFrom('one', 'two', null) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('rebuild' as const) }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never
/** Now and then something happens to the answers while a slice of them is read. */
const step = fc.tuple(command, fc.option(command, { freq: 3 }))

/** One server that notices another codebook only after a while. */
const tagger = createTagger()
let clock = 0

/** The same database, in which something else happens before the next write. */
function interrupted(meanwhile: () => Promise<unknown>): Database {
  let isOver = false
  return {
    ...database,
    async write(queries) {
      if (!isOver) {
        isOver = true
        await meanwhile()
      }
      return database.write(queries)
    },
  }
}

async function run(each: Command, meanwhile: Command | null): Promise<void> {
  const now = clock
  if (each.kind === 'save') await saveResponses(database, await tagger.tag(context, [saveOf(each)], now))
  if (each.kind === 'import') {
    const { id, rating, comment, properties, channel, answeredAt } = each
    const person = { respondentId: null, respondentEmail: null, respondentName: null }
    const row = { id, rating, comment, properties, channel, answeredAt, ...person }
    await importResponses(database, 'demo', await tagger.tag(context, [{ surveyId: 'demo', ...row }], now), 0)
  }
  if (each.kind === 'erase') await database.write([sql`DELETE FROM responses WHERE id = ${each.id}`])
  if (each.kind === 'judge')
    await database.write([sql`UPDATE responses SET state = ${each.state} WHERE id = ${each.id}`])
  if (each.kind === 'forget words')
    await database.write([sql`UPDATE responses SET comment = NULL WHERE id = ${each.id}`])
  if (each.kind === 'rules') {
    await chooseCodebook(database, 'demo', each.book)
    await currentEditions(context, (await findSurveyById(database, 'demo'))!, now)
    // Half of the time the server has not noticed when the next answer comes.
    if (each.book !== 'two') clock += 20_000
  }
  if (each.kind === 'rebuild')
    await rebuildSlice({
      ...context,
      database: interrupted(async () => meanwhile && (await run(meanwhile, null))),
    })
}

async function finish(): Promise<void> {
  await currentEditions(context, (await findSurveyById(database, 'demo'))!, clock)
  for (let slices = 0; await rebuildSlice(context); slices += 1)
    if (slices > 200) throw new Error('rebuilding does not end')
}

const sorted = (tally: Tally) => [...tally].sort(([a], [b]) => (a < b ? -1 : 1))
const everything = { surveyId: 'demo', channel: null, segment: null } as const

describe('the themes kept while saving', () => {
  it('equal reading every comment after any sequence of saves, verdicts, imports, erasures and codebooks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.uniqueArray(someTime, { minLength: 2, maxLength: 4 }),
        async (steps, times) => {
          await database.write([sql`DELETE FROM responses`])
          for (const [each, meanwhile] of steps) await run(each, meanwhile)
          await finish()

          const editions = await editionsOf(database, 'demo')
          expect(editions.map(({ state, cursorAt }) => [state, cursorAt])).toEqual([['served', null]])
          const [{ id, hash }] = editions as [(typeof editions)[number]]
          const edges = [...times].sort((a, b) => a - b)
          const tallies = await themeTimeline(database, id, everything, edges)
          const [from, to] = [edges[0]!, edges.at(-1)!]
          const isWithin = (a: number, b: number) => (row: Stored) =>
            row.answered_at >= a && row.answered_at < b
          for (const [place, tally] of tallies.entries())
            expect(sorted(tally)).toEqual(
              sorted(await countAnew(context, hash, isWithin(edges[place]!, edges[place + 1]!))),
            )
          const whole: MutableTally = new Map()
          for (const tally of tallies) addTally(whole, tally)
          expect(sorted(whole)).toEqual(sorted(await countAnew(context, hash, isWithin(from, to))))

          const properties = ['plan', '"a:b']
          const segments = await themeSegments(database, id, everything, { from, to }, properties)
          for (const { property, value, n, themes } of segments) {
            const has = (row: Stored) => String(JSON.parse(row.properties ?? '{}')[property]) === value
            const read = await countAnew(context, hash, (row) => isWithin(from, to)(row) && has(row))
            const counted = countsOf(read, npsScales['0-10'])
            expect(n).toBe(counted.n)
            const named = (some: Iterable<[string, number]>) =>
              [...some].filter(([, count]) => count > 0).sort()
            expect(named(themes)).toEqual(named(counted.themes.map((each) => [each.theme, each.n])))
          }
          const left = await database.orm.all<{ n: number }>(
            sql`SELECT (SELECT count(*) FROM themed WHERE edition <> ${id}) + (SELECT count(*) FROM theme_counts WHERE edition <> ${id}) AS n`,
          )
          expect(left).toEqual([{ n: 0 }])
          const [mentions] = await database.orm.all<{ n: number }>(
            sql`SELECT count(*) AS n FROM theme_mentions WHERE edition = ${id}`,
          )
          const [facts] = await database.orm.all<{ n: number }>(
            sql`SELECT count(*) AS n FROM themed m, json_each(m.facts) f WHERE m.edition = ${id} AND f.value ->> 0 = 'theme'`,
          )
          expect(mentions).toEqual(facts)
        },
      ),
      { numRuns: 150 },
    )
  }, 60_000)

  const changes: Record<string, () => Promise<unknown>> = {
    'its words are taken away': () => change(sql`comment = NULL`),
    'its words are put otherwise': () => change(sql`comment = 'slow'`),
    'it is held': () => change(sql`state = 'held'`),
    'it is moved': () => change(sql`answered_at = ${2 * day}, channel = 'page'`),
    'it is erased': () => database.write([sql`DELETE FROM responses WHERE id = 'r1'`]),
    'another comes before it unread': () => bring('r0'),
  }
  const change = (assigned: SQL) => database.write([sql`UPDATE responses SET ${assigned} WHERE id = 'r1'`])
  async function bring(id: string) {
    const person = { respondentId: null, respondentEmail: null, respondentName: null }
    const words = { rating: 3, comment: 'support', properties: null, channel: 'widget' }
    const row = { id, ...words, ...person, answeredAt: day - 1, themed: [] }
    await importResponses(database, 'demo', [row], 0)
  }
  it.each(Object.keys(changes))('equal reading every comment when %s while it is read', async (name) => {
    await database.write([sql`DELETE FROM responses`])
    for (const id of ['r1', 'r2', 'r3']) {
      const given = { id, comment: 'the price', choices: ['Other'], properties: { plan: 'free' }, now: day }
      await saveResponses(database, await tagger.tag(context, [saveOf(given)], clock))
    }
    await chooseCodebook(database, 'demo', 'one')
    await finish()
    await chooseCodebook(database, 'demo', 'two')
    await currentEditions(context, (await findSurveyById(database, 'demo'))!, clock)
    await rebuildSlice({ ...context, database: interrupted(changes[name]!) })
    await finish()
    const { id, hash } = (await editionsOf(database, 'demo'))[0]!
    const [kept] = await themeTimeline(database, id, everything, [0, 4 * day])
    expect(sorted(kept!)).toEqual(sorted(await countAnew(context, hash, () => true)))
  })
})

it('comments are sampled newest first, and no more of them than can be read at once', async () => {
  await database.write([sql`DELETE FROM responses`])
  const person = { respondentId: null, respondentEmail: null, respondentName: null }
  const rows = Array.from({ length: 450 }, (_, i) => {
    const words = { rating: 3, comment: 'x'.repeat(5000), properties: null, channel: 'widget' }
    return { id: `r${i}`, ...words, ...person, answeredAt: i }
  })
  await importResponses(database, 'demo', rows, 0)
  const within = { from: 0, to: 1000, selection: everything }
  const sample = await sampleComments(database, within, 10_000)
  expect(sample.map(({ id }) => id)).toEqual(
    rows
      .map(({ id }) => id)
      .reverse()
      .slice(0, 400),
  )
  expect(await sampleComments(database, within, 3)).toHaveLength(3)
})

it('a slice of comments that are read again holds as many as can be read at once, and one at least', async () => {
  await database.write([sql`DELETE FROM responses`])
  const person = { respondentId: null, respondentEmail: null, respondentName: null }
  const rows = Array.from({ length: 100 }, (_, i) => {
    const properties = Object.fromEntries(Array.from({ length: 50 }, (_, p) => [`p${p}`, 'x'.repeat(500)]))
    const words = { rating: 3, comment: `price ${'x'.repeat(4990)}`, channel: 'widget' }
    return { id: `r${i + 100}`, ...words, properties, ...person, answeredAt: i }
  })
  await importResponses(database, 'demo', rows, 0)
  const edition = { id: 0, surveyId: 'demo', cursorAt: 0, cursorId: '' } as Edition
  const slice = await unreadAnswers(database, edition, 2000)
  expect(slice.map(({ id }) => id)).toEqual(rows.slice(0, 14).map(({ id }) => id))
  const next = { ...edition, cursorAt: 13, cursorId: 'r113' }
  expect((await unreadAnswers(database, next, 3)).map(({ id }) => id)).toEqual(['r114', 'r115', 'r116'])
})
