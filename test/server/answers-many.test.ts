import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AnswerFilter,
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

const countOf = (n: number) => ({ n: Math.min(n, 20_000), isMore: n > 20_000 })

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
  expect((await findAndCount(database, filterOf(match), null, 0)).count).toEqual(countOf(n))
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
          count: countOf((await findAnswers(database, filter, null, 20_001)).length),
        },
      ])
})

describe('about a theme', () => {
  const hour = 3_600_000
  const newest = Date.UTC(2026, 0, 1)
  /** One an hour, each tenth of them in a row of the same second, whose places are not in the order of their times. */
  const said = Array.from({ length: 3000 }, (_, place) => {
    const at = newest - (place % 10 < 5 ? place - (place % 10) : place) * hour
    return { id: `about-${place}`, at, key: at * 4096 + (place % 10) * 5000, kind: place % 7, place }
  })
  const themes = { price: 3, support: 100, everything: 1 }
  const speakOf = (theme: string) => {
    const every = theme in themes ? themes[theme as keyof typeof themes] : Infinity
    return said.filter(({ place }) => (place + 1) % every === 0)
  }

  beforeAll(async () => {
    const mentioned = Object.keys(themes).flatMap((theme) =>
      speakOf(theme).map(({ id, at }) => ({ theme, id, at })),
    )
    await database.write([
      sql`INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, respondent_verified,
          channel, state, answered_at, updated_at)
        SELECT 'demo', j.value ->> 'id', 1, 1, '', 9, 0, 'page', 'counted', j.value ->> 'at', j.value ->> 'at'
        FROM json_each(${JSON.stringify(said)}) j`,
      sql`INSERT INTO answer_index (key, survey_id, id, terms)
        SELECT j.value ->> 'key', 'demo', j.value ->> 'id', 'fd fd' || (j.value ->> 'kind') FROM json_each(${JSON.stringify(said)}) j`,
      sql`INSERT INTO theme_editions (id, survey_id, hash, basis, state, created_at) VALUES (1, 'demo', '', '', 'served', 0)`,
      sql`INSERT INTO theme_mentions (edition, theme, answered_at, id)
        SELECT 1, j.value ->> 'theme', j.value ->> 'at', j.value ->> 'id' FROM json_each(${JSON.stringify(mentioned)}) j`,
    ])
  })

  const days = (number: number) => newest - number * 24 * hour
  it.each([...Object.keys(themes), 'nothing'])(
    'finds and counts what reading every answer finds: %s',
    async (theme) => {
      for (const kind of [null, 3])
        for (const [from, to] of [
          [null, null],
          [days(100), days(90)],
          [days(35), null],
          [null, days(60)],
        ] as const)
          for (const place of [
            null,
            ...[29, 64.6].flatMap((at) => [{ before: days(at) * 4096 }, { after: days(at) * 4096 }]),
          ]) {
            const fitting = speakOf(theme)
              .filter(
                (each) =>
                  (kind === null || each.kind === kind) &&
                  each.key >= (from ?? 0) * 4096 &&
                  each.key < (to ?? Infinity) * 4096,
              )
              .sort((a, b) => b.key - a.key)
            const beyond = fitting.filter(
              ({ key }) => !place || ('before' in place ? key < place.before! : key > place.after),
            )
            const nearest = (place && 'after' in place ? beyond.reverse() : beyond).slice(0, 50)
            const filter = {
              match: { token: kind === null ? 'fd' : `fd${kind}` },
              from,
              to,
              theme: { name: theme, editions: [1] },
            }
            const { found, count } = await findAndCount(database, filter, place, 50)
            expect([filter, place, count, found.map(({ id }) => id)]).toEqual([
              filter,
              place,
              { n: Math.min(fitting.length, 2000), isMore: fitting.length > 2000 },
              nearest.map(({ id }) => id),
            ])
          }
    },
  )
})

it('leaves out what tells workspaces apart only where there is one', async () => {
  const filter = filterOf(
    { all: [{ token: 'fw1' }, { token: 'xsomebody' }] },
    { alone: { token: 'xword8' }, from: 0, to: 1000 },
  )
  expect((await findAndCount(database, filter, null, 0)).count.n).toBe(1)
  await database.write([
    sql`INSERT INTO workspaces (id, name, created_at, allowed_origins, timezone, identity_secret) VALUES ('other', 'Other', 0, '[]', 'UTC', '')`,
  ])
  expect((await findAndCount(database, filter, null, 0)).count.n).toBe(500)
  const { found } = await findAndCount(database, filter, null, 1000)
  expect(found).toHaveLength(500)
})
