import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { carryOver } from '../storage/answers/changes.ts'
import { examine } from '../storage/checkup.ts'
import { type Database, DatabaseInUse } from '../storage/db.ts'
import { openFile, pathOf } from '../storage/file.ts'
import { migrate, notedMigrations } from '../storage/migrate.ts'
import { migrations } from '../storage/migrations/all.ts'
import { ask, CliError, type Connection } from './api.ts'

/** Copies the running server's database to a file. The file gets its final name only after the copy passed its check. Returns a summary; throws a CliError. */
export async function backup(connection: Connection, file: string): Promise<string> {
  const partial = `${file}.partial`
  const { body } = await ask(connection, '/v1/backup')
  await pipeline(Readable.fromWeb(body as never), createWriteStream(partial, { mode: 0o600 })).catch(() => {
    rmSync(partial, { force: true })
    throw new CliError(
      'the copy was interrupted, for example because a person was erased meanwhile: run it again',
    )
  })
  const problem = await problemOf(partial)
  if (problem) throw new CliError(`the copy failed its check and stays at ${partial}: ${problem}`)
  renameSync(partial, file)
  return `${file}: ${statSync(file).size} bytes, checked`
}

/**
 * Replaces a database file with a backup while the server is stopped; the old file is kept beside it.
 * Returns a summary. Throws a CliError for a backup that fails its check and for a file in use.
 */
export async function restore(file: string, databaseUrl: string, now: Date): Promise<string> {
  if (!existsSync(file)) throw new CliError(`there is no file ${file}`)
  if (!databaseUrl.startsWith('file:'))
    throw new CliError('DATABASE_URL must be a file: restoring to a server is not supported')
  const path = pathOf(databaseUrl)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const incoming = `${path}.incoming`
  await copyFile(file, incoming)
  const problem = await problemOf(incoming)
  if (problem) {
    rmSync(incoming)
    throw new CliError(`${file} is not restored: ${problem}`)
  }
  const old = existsSync(path) ? `${path}.before-${now.toISOString().replace(/[:.]/g, '-')}` : null
  await goOnFrom(old && databaseUrl, incoming)
  if (old) renameSync(path, old)
  renameSync(incoming, path)
  return `${path} is now ${file}${old ? `; the old database is ${old}` : ''}`
}

/**
 * Lets the incoming file go on with the numbers of changes of the one it replaces. That one is opened and closed, which
 * proves that no process uses it, and writes its log (WAL) into it.
 */
async function goOnFrom(databaseUrl: string | null, incoming: string): Promise<void> {
  const replaced = databaseUrl === null ? null : await openUnused(databaseUrl)
  const restored = await openFile(`file:${incoming}`)
  try {
    // One that is damaged, or older than these numbers, cannot say what was changed since.
    await carryOver(replaced, restored).catch(() => carryOver(null, restored))
  } finally {
    await Promise.all([replaced?.close(), restored.close()])
  }
}

async function openUnused(databaseUrl: string): Promise<Database> {
  try {
    return await openFile(databaseUrl)
  } catch (error) {
    if (error instanceof DatabaseInUse) throw new CliError(`${error.message}: stop it first`)
    throw error
  }
}

/**
 * Checks an unused database file. Returns the problem in one line; `null` when there is none.
 * Migrates a file of an older version.
 */
async function problemOf(path: string): Promise<string | null> {
  const database = await openFile(`file:${path}`).catch(() => null)
  try {
    if (!database) return 'it is not a Sayso database'
    const applied = await notedMigrations(database)
    if (applied.length === 0) return 'it is not a Sayso database'
    const unknown = applied.filter((name) => !migrations.some((known) => known.name === name))
    if (unknown.length > 0) return `it is of a newer version (${unknown.join(', ')})`
    await migrate(database)
    const { integrity, miscounted } = await examine(database, Date.now())
    if (integrity.length > 0) return integrity.slice(0, 3).join(', ')
    return miscounted.length > 0
      ? `the counts of ${miscounted.length} surveys differ from their responses`
      : null
  } catch {
    return 'it is not a Sayso database'
  } finally {
    await database?.close()
  }
}
