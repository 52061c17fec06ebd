import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { migrateTo, notedMigrations } from '../../server/storage/migrate.ts'
import { migrations } from '../../server/storage/migrations/all.ts'
import { lastWriteFailure, openRemote, patienceOfUpkeep } from '../../server/storage/remote.ts'
import { writeProbe } from '../../server/storage/write-probe.ts'
import { startSqld } from '../support/sqld.ts'

/** Rows that a migration counts through: enough for more than the five seconds after which sqld lets others take over. */
const rows = 60_000_000

let sqld: Awaited<ReturnType<typeof startSqld>>
beforeAll(async () => {
  sqld = await startSqld()
  await migrateTo(openRemote(sqld.url), migrations)
})
afterAll(() => sqld.close())

const slow = {
  name: '9998_slow',
  statements: [
    'CREATE TABLE slow (n INTEGER)',
    `INSERT INTO slow SELECT count(*) FROM (
      WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT ${rows}) SELECT x FROM n)`,
  ],
}

// It takes the better part of a minute.
it.skipIf(!process.env.SAYSO_LONG)(
  'a migration longer than any request is done once, by one of two, while others go on trying to write',
  async () => {
    const patient = () => openRemote(sqld.url, undefined, { each: patienceOfUpkeep })
    const known = [...migrations, slow]
    let isDone = false
    const refused: unknown[] = []
    const began = performance.now()
    const migrating = Promise.all([migrateTo(patient(), known), migrateTo(patient(), known)])
    const writing = (async () => {
      while (!isDone) {
        // As a request does: with a client and two seconds of its own.
        await writeProbe(openRemote(sqld.url), Date.now()).catch(() => {
          refused.push(lastWriteFailure(sqld.url)?.trouble)
        })
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    })()
    const applied = await migrating
    isDone = true
    await writing
    const seconds = (performance.now() - began) / 1000
    console.log(`a migration of ${Math.round(seconds)} s, beside it ${refused.length} writes refused`)
    expect(applied.flat()).toEqual(['9998_slow'])
    expect(refused.length).toBeGreaterThan(0)
    const database = openRemote(sqld.url)
    expect((await notedMigrations(database)).filter((name) => name === '9998_slow')).toHaveLength(1)
    expect(await database.orm.all(sql`SELECT n FROM slow`)).toEqual([{ n: rows }])
    // It is asked every few seconds whether it is over.
    await vi.waitFor(() => writeProbe(database, Date.now()), { timeout: 10_000, interval: 500 })
  },
  600_000,
)
