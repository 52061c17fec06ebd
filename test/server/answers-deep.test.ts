import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findAnswers, type Place } from '../../server/storage/answers/find-answers.ts'
import type { Database } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import { migrate } from '../../server/storage/migrate.ts'
import { newFile } from '../support/server.ts'

const answers = 200_000
let database: Database
beforeAll(async () => {
  database = await openFile(newFile().variables.DATABASE_URL)
  await migrate(database)
  await database.write([
    sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${answers})
      INSERT INTO answer_index (key, survey_id, id, terms) SELECT n * 4096, 's', n, 'fw' FROM n`,
  ])
}, 30_000)
afterAll(() => database.close())

/** Milliseconds that the quickest of some takes. */
async function millisecondsOf(place: Place, from: number | null): Promise<number> {
  const filter = { match: { token: 'fw' }, from, to: null, theme: null }
  const times: number[] = []
  for (let turn = 0; turn < 15; turn += 1) {
    const began = performance.now()
    expect(await findAnswers(database, filter, place, 50)).toHaveLength(50)
    times.push(performance.now() - began)
  }
  return Math.min(...times)
}

it('finds the oldest answers without reading the newer ones', async () => {
  const newest = await millisecondsOf(null, null)
  expect(await millisecondsOf({ before: 100 * 4096 }, null)).toBeLessThan(newest * 4 + 0.5)
})

it('finds the first answers of a late period without reading the older ones', async () => {
  const oldest = await millisecondsOf({ after: 0 }, null)
  expect(await millisecondsOf({ after: 0 }, answers - 100)).toBeLessThan(oldest * 4 + 0.5)
})
