import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRemote } from '../../server/storage/remote.ts'
import { startSqld } from '../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
beforeAll(async () => {
  sqld = await startSqld()
  await openRemote(sqld.url).write(
    [sql`CREATE TABLE answers (id INTEGER PRIMARY KEY, comment TEXT)`],
    'migration',
  )
})
afterAll(() => sqld?.close())

const comment = 'x'.repeat(300)
const insert = (each: number) =>
  openRemote(sqld.url, undefined, { each }).write([sql`INSERT INTO answers (comment) VALUES (${comment})`])

it('a libSQL server survives writers who do not wait for it', async () => {
  const until = Date.now() + 4000
  let late = 0
  const hurried = async () => {
    while (Date.now() < until)
      await insert(40).catch(() => {
        late += 1
      })
  }
  await Promise.all(Array.from({ length: 60 }, hurried))
  expect(late).toBeGreaterThan(100)
  await expect
    .poll(() =>
      insert(10_000).then(
        () => 'written',
        () => 'refused',
      ),
    )
    .toBe('written')
})
