import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import type { Save } from '../../server/storage/responses.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { adminKey } from './collector.ts'

/** A prepared database file of its own, with the `demo` survey in it. */
export async function openTestDatabase(): Promise<{ database: Database; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-db-'))
  const database = await openFile(`file:${join(folder, 'sayso.db')}`)
  await prepare(database, { adminKey, makeKey: false, now: 0 })
  return {
    database,
    async close() {
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A save as the HTTP layer would make it; pass what should differ. */
export function saveOf(given: Partial<Save> & Pick<Save, 'id'>): Save {
  return {
    surveyId: 'demo',
    writeKeyHash: 'k',
    revision: 1,
    surveyVersion: null,
    rating: 9,
    comment: null,
    choices: null,
    contact: false,
    test: false,
    respondentId: null,
    respondentEmail: null,
    respondentName: null,
    respondentVerified: false,
    properties: null,
    channel: 'widget',
    language: null,
    origin: null,
    now: 0,
    ...given,
  }
}
