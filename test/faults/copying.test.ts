import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openFile } from '../../server/storage/file.ts'
import { newFile } from '../support/server.ts'

it('a copy is of the moment at which it began, however much is saved before it ends', async () => {
  const file = newFile()
  const database = await openFile(file.variables.DATABASE_URL)
  await database.write([sql`CREATE TABLE pages (batch INTEGER, text TEXT)`])
  /** 4 MB in one transaction, which is more than the log holds before it is moved into the file. */
  const fill = (batch: number) =>
    database.write([
      sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        INSERT INTO pages SELECT ${batch}, hex(randomblob(2100)) FROM n`,
    ])
  await fill(1)
  const parts: Uint8Array[] = []
  for await (const part of (await database.copy!()) as AsyncIterable<Uint8Array> & ReadableStream) {
    parts.push(part)
    await database.write([sql`DELETE FROM pages WHERE rowid % 2 = 0`])
    await fill(parts.length + 1)
  }
  await database.close()

  const copy = join(file.folder, 'copy.db')
  writeFileSync(copy, Buffer.concat(parts))
  const found = new DatabaseSync(copy)
  const [{ n, batches }] = found
    .prepare('SELECT count(*) AS n, max(batch) AS batches FROM pages')
    .all() as unknown as [{ n: number; batches: number }]
  expect(found.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  found.close()
  expect(parts.length).toBeGreaterThan(3)
  expect({ n, batches }).toEqual({ n: 1000, batches: 1 })
  rmSync(file.folder, { recursive: true })
})
