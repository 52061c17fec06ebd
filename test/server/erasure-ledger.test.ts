import { execFile } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../server/storage/db.ts'
import { erasePerson, replayErasures, tombstonesIn } from '../../server/storage/erasure.ts'
import { openFile } from '../../server/storage/file.ts'
import { openRemote } from '../../server/storage/remote.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { findSuppression, hashAddresses, listSuppressions } from '../../server/storage/suppressions.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { adminKey } from '../support/collector.ts'
import { saveOf } from '../support/database.ts'
import { startSqld } from '../support/sqld.ts'

const day = 86_400_000
const prepared = (database: Database) => prepare(database, { adminKey, makeKey: false, now: 0 })
const answers = async ({ orm }: Database) =>
  (await orm.all<{ id: string }>(sql`SELECT id FROM responses ORDER BY id`)).map(({ id }) => id)

let folder: string
let path: string
let database: Database
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sayso-ledger-'))
  path = join(folder, 'sayso.db')
  database = await openFile(`file:${path}`)
  await prepared(database)
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

/** Another database in the place of this one, as after a restore. */
async function replaced() {
  await database.close()
  await rm(path)
  database = await openFile(`file:${path}`)
  await prepared(database)
}

describe('the erasures kept beside a file', () => {
  it('are for the owner alone, without names, and outlive a line that was cut short', async () => {
    await erasePerson(database, 'main', 'ada@example.com', day)
    appendFileSync(`${path}.erased`, '\n{"workspaceId":"main","na')
    await erasePerson(database, 'main', 'bo@example.com', 2 * day)
    expect((statSync(`${path}.erased`).mode & 0o777).toString(8)).toBe('600')
    expect(readFileSync(`${path}.erased`, 'utf8')).not.toMatch(/ada@|bo@|example/)
    const { key } = await tombstonesIn(database)
    const kept = (await database.ledger!.read())!
    expect([kept.key, kept.erased.length]).toEqual([key, 4])
    await replayErasures(database, 31.5 * day)
    expect((await database.ledger!.read())!.erased).toHaveLength(2)
  })

  it('are done again in a database from before there were any, which takes their key', async () => {
    await saveResponses(database, [saveOf({ id: 'a', respondentId: 'ada', now: 1 })])
    await erasePerson(database, 'main', 'ada', day)
    await replaced()
    await saveResponses(database, [
      saveOf({ id: 'a', respondentId: 'ada', now: 1 }),
      saveOf({ id: 'b', respondentId: 'bo', now: 1 }),
    ])
    await database.close()
    database = await openFile(`file:${path}`)
    expect(await replayErasures(database, 2 * day)).toBeGreaterThan(0)
    expect(await answers(database)).toEqual(['b'])
    expect(await replayErasures(database, 2 * day)).toBe(0)
  })

  it('of another database are put aside, and nobody erased by them', async () => {
    await erasePerson(database, 'main', 'ada', day)
    const ofFirst = readFileSync(`${path}.erased`, 'utf8')
    await replaced()
    await rm(`${path}.erased`)
    await erasePerson(database, 'main', 'cy', day)
    await database.close()
    writeFileSync(`${path}.erased`, ofFirst)
    database = await openFile(`file:${path}`)
    await saveResponses(database, [saveOf({ id: 'a', respondentId: 'ada', now: 1 })])
    expect(await replayErasures(database, 2 * day)).toBe(0)
    expect(await answers(database)).toEqual(['a'])
    expect([existsSync(`${path}.erased`), existsSync(`${path}.erased.other`)]).toEqual([false, true])
  })

  it('hold what a crash kept from being done', async () => {
    await saveResponses(database, [saveOf({ id: 'a', respondentId: 'ada', now: 1 })])
    const failing = { ...database, write: () => Promise.reject(new Error('crashed')) }
    await expect(erasePerson(failing, 'main', 'ada', day)).rejects.toThrow('crashed')
    expect(await answers(database)).toEqual(['a'])
    await replayErasures(database, day)
    expect(await answers(database)).toEqual([])
  })
})

it('suppressions of earlier versions become hashes, and hold meanwhile', async () => {
  await database.write([
    sql`INSERT INTO suppressions (workspace_id, email, reason, created_at) VALUES ('main', 'old@example.com', 'bounced', 7)`,
  ])
  await hashAddresses(database)
  expect(await database.orm.all(sql`SELECT * FROM suppressions`)).toEqual([])
  expect(await findSuppression(database, 'main', 'OLD@example.com')).toMatchObject({ reason: 'bounced' })
  expect(await listSuppressions(database, 'main', '', 10)).toMatchObject([
    { email: null, reason: 'bounced', createdAt: 7 },
  ])
})

it('on a libSQL server, saved erasures are done again after a restore', async () => {
  const sqld = await startSqld()
  const sayso = (...args: string[]) =>
    new Promise<string>((resolve, reject) => {
      const env = { PATH: process.env.PATH, DATABASE_URL: sqld.url }
      execFile(process.execPath, ['server/cli.ts', ...args], { env }, (error, out) =>
        error ? reject(error) : resolve(out),
      )
    })
  const remote = openRemote(sqld.url)
  await prepared(remote)
  const restore = () =>
    saveResponses(remote, [
      saveOf({ id: 'a', respondentId: 'ada', now: 1 }),
      saveOf({ id: 'b', respondentId: 'bo', now: 1 }),
    ])
  await restore()
  await erasePerson(remote, 'main', 'ada', Date.now())
  expect(await answers(remote)).toEqual(['b'])
  const file = join(folder, 'erased.jsonl')
  await sayso('erasures', 'save', file)
  await remote.write([sql`DELETE FROM tombstones`])
  await restore()
  expect(await answers(remote)).toEqual(['a', 'b'])
  expect(await sayso('erasures', 'replay', file)).toContain('erased again')
  expect(await answers(remote)).toEqual(['b'])
  await sqld.close()
})
