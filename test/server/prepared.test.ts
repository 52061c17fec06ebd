import { rmSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sha256 } from '../../server/http/hashing.ts'
import type { Database } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import { isPrepared } from '../../server/storage/prepared.ts'
import { hasSurvey } from '../../server/storage/surveys.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { adminKey } from '../support/collector.ts'
import { newFile } from '../support/server.ts'

const file = newFile()
let database: Database
beforeAll(async () => {
  database = await openFile(file.variables.DATABASE_URL)
})
afterAll(async () => {
  await database.close()
  rmSync(file.folder, { recursive: true })
})

const prepareNow = () => prepare(database, { adminKey, makeKey: false, now: 0 })

it('a database without a schema is not prepared', async () => {
  expect(await isPrepared(database, null)).toBe(false)
})

it('a database that was prepared is, for the key it was prepared with', async () => {
  await prepareNow()
  expect(await isPrepared(database, await sha256(adminKey))).toBe(true)
  expect(await isPrepared(database, null)).toBe(true)
  expect(await isPrepared(database, await sha256('another key of the environment'))).toBe(false)
})

it.each([
  ['what signs links', [sql`DELETE FROM link_secrets`]],
  [
    'the first workspace',
    ['survey_versions', 'surveys', 'keys', 'workspaces'].map((table) => sql`DELETE FROM ${sql.raw(table)}`),
  ],
  ['the key', [sql`DELETE FROM keys`]],
])('without %s it is not, until it is made again', async (_, removals) => {
  await database.write(removals)
  expect(await isPrepared(database, await sha256(adminKey))).toBe(false)
  await prepareNow()
  expect(await isPrepared(database, await sha256(adminKey))).toBe(true)
})

it('a demo that somebody deleted does not come back', async () => {
  await prepareNow()
  await database.write([sql`DELETE FROM survey_versions`, sql`DELETE FROM surveys`])
  expect(await isPrepared(database, await sha256(adminKey))).toBe(true)
  await prepareNow()
  expect(await hasSurvey(database, 'demo')).toBe(false)
})

it('a database that lacks a migration in the middle is not prepared', async () => {
  await database.write([sql`DELETE FROM migrations WHERE name = '0005_link_secrets'`])
  expect(await isPrepared(database, await sha256(adminKey))).toBe(false)
})
