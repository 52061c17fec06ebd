import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AnswerFilter,
  countAnswers,
  findAndCount,
  findAnswers,
  type Place,
} from '../../server/storage/answers/find-answers.ts'
import type { Match } from '../../server/storage/answers/match.ts'
import { searchIn } from '../../server/storage/answers/vocabulary.ts'
import type { Database } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { adminKey } from '../support/collector.ts'
import { newFile } from '../support/server.ts'

const answers = 200_000
let database: Database
beforeAll(async () => {
  database = await openFile(newFile().variables.DATABASE_URL)
  await prepare(database, { adminKey, makeKey: false, now: 0 })
  // Everybody is called somebody, every other is of the other workspace, and 60 words begin the same.
  await database.write([
    sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${answers})
      INSERT INTO answer_index (key, survey_id, id, terms)
      SELECT n * 4096, 's', n, 'fw fw' || (n % 2) || ' xsomebody' || iif(n % 1000 < 60, ' xword' || (n % 1000), '') FROM n`,
  ])
}, 30_000)
afterAll(() => database.close())

const filterOf = (match: Match, rest: Partial<AnswerFilter> = {}): AnswerFilter => ({
  ...{ match, from: null, to: null, theme: null },
  ...rest,
})
const everything = filterOf({ token: 'fw' })

/** The milliseconds of the quickest of some times. */
async function millisecondsOf(filter: AnswerFilter, place: Place): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 15; turn += 1) {
    const began = performance.now()
    expect(await findAnswers(database, filter, place, 50)).toHaveLength(50)
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}

it('finds the oldest answers without reading the newer ones', async () => {
  const newest = await millisecondsOf(everything, null)
  expect(await millisecondsOf(everything, { before: 100 * 4096 })).toBeLessThan(newest * 4 + 0.5)
})

it('finds the first answers of a late period without reading the older ones', async () => {
  const oldest = await millisecondsOf(everything, { after: 0 })
  const late = { ...everything, from: answers - 100 }
  expect(await millisecondsOf(late, { after: 0 })).toBeLessThan(oldest * 4 + 0.5)
})

it('finds the beginning of a word that everybody has without gathering them all', async () => {
  const newest = await millisecondsOf(everything, null)
  const search = filterOf({ all: [{ token: 'fw' }, ...(await searchIn(database, 'someb'))] })
  expect(await millisecondsOf(search, null)).toBeLessThan(newest * 4 + 0.5)
})

it.each([
  ['somebody', answers],
  ['some', answers],
  ['word5', 11 * 200],
  ['wor', 60 * 200],
  ['word59', 200],
  ['word 5', 0],
  ['worda', 0],
])('a search for %s finds each answer with a word that begins so', async (text, n) => {
  const match = { all: [{ token: 'fw' }, ...(await searchIn(database, text))] }
  expect(await countAnswers(database, filterOf(match))).toEqual({
    n: Math.min(n, 20_000),
    isMore: n > 20_000,
  })
})

it('finds and counts at once what finding and counting do, from every place', async () => {
  const some = [
    everything,
    filterOf({ all: [{ token: 'fw1' }, { token: 'xword7' }] }),
    filterOf({ token: 'fnone' }),
    { ...everything, from: 100_000, to: 100_070 },
  ]
  const places = [
    null,
    ...[1, 100_060, 199_990].flatMap((at) => [{ before: at * 4096 }, { after: at * 4096 }]),
  ]
  for (const filter of some)
    for (const place of places)
      expect([place, await findAndCount(database, filter, place, 50)]).toEqual([
        place,
        {
          found: await findAnswers(database, filter, place, 50),
          count: await countAnswers(database, filter),
        },
      ])
})

it('leaves out what tells workspaces apart only where there is one', async () => {
  const filter = filterOf(
    { all: [{ token: 'fw1' }, { token: 'xsomebody' }] },
    { alone: { token: 'xword8' }, from: 0, to: 1000 },
  )
  expect((await countAnswers(database, filter)).n).toBe(1)
  await database.write([
    sql`INSERT INTO workspaces (id, name, created_at, allowed_origins, timezone, identity_secret) VALUES ('other', 'Other', 0, '[]', 'UTC', '')`,
  ])
  expect((await countAnswers(database, filter)).n).toBe(500)
  const { found } = await findAndCount(database, filter, null, 1000)
  expect(found).toHaveLength(500)
})
