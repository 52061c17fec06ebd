import { rmSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import { newFile } from '../support/server.ts'

const file = newFile()
let database: Database
beforeAll(async () => {
  database = await openFile(file.variables.DATABASE_URL)
  await database.write([sql`CREATE TABLE seen (place INTEGER)`])
})
afterAll(async () => {
  await database.close()
  rmSync(file.folder, { recursive: true })
})

/** A write that keeps the thread of the file busy while all that follows is asked for. */
const long = () =>
  database.write([
    sql`INSERT INTO seen WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000) SELECT max(i) FROM n`,
  ])
const read = () => database.orm.all(sql`SELECT count(*) FROM seen`)
const save = () => database.write([sql`INSERT INTO seen VALUES (1)`])

/** The names of works that are asked for at once, in the order in which they are done. */
async function orderOf(works: readonly (readonly [name: string, work: () => Promise<unknown>])[]) {
  const done: string[] = []
  // After a read, so that the first write comes first.
  await read()
  await Promise.all(works.map(([name, work]) => work().then(() => done.push(name))))
  return done.join(' ')
}
const each = (times: number, name: string, work: () => Promise<unknown>) =>
  Array.from({ length: times }, (_, place) => [`${name}${place + 1}`, work] as const)

it('a save waits for one read, and not for all the reads asked for before it', async () => {
  const order = await orderOf([['long', long], ...each(4, 'read', read), ['save', save]])
  expect(order).toBe('long read1 save read2 read3 read4')
})

it('between two writes a read has its turn', async () => {
  const order = await orderOf([['long', long], ...each(3, 'save', save), ...each(3, 'read', read)])
  expect(order).toBe('long read1 save1 read2 save2 read3 save3')
})

it('what was asked for before the end is done before it', async () => {
  const other = newFile()
  const opened = await openFile(other.variables.DATABASE_URL)
  const read = (place: number) => opened.orm.all(sql`SELECT ${place}`).then(() => `read${place}`)
  const save = (name: string) => opened.write([sql`CREATE TABLE ${sql.raw(name)} (i)`]).then(() => name)
  const asked = Promise.all([save('one'), read(1), save('two'), read(2), save('three')])
  await opened.close()
  expect(await asked).toEqual(['one', 'read1', 'two', 'read2', 'three'])
  rmSync(other.folder, { recursive: true })
})
