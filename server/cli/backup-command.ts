import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { examine } from '../storage/checkup.ts'
import { DatabaseInUse } from '../storage/db.ts'
import { openFile, pathOf } from '../storage/file.ts'
import { migrate, notedMigrations } from '../storage/migrate.ts'
import { migrations } from '../storage/migrations/all.ts'
import { ask, CliError, type Connection } from './api.ts'

/** Writes the running server's database to a file, checks the copy, and only then gives it its name. */
export async function backup(connection: Connection, file: string): Promise<string> {
  const partial = `${file}.partial`
  const { body } = await ask(connection, '/v1/backup')
  await pipeline(Readable.fromWeb(body as never), createWriteStream(partial)).catch(() => {
    rmSync(partial, { force: true })
    throw new CliError('the copy broke off, as it does when somebody is erased meanwhile: run it again')
  })
  const found = await findingsOf(partial)
  if (found) throw new CliError(`the copy is not right and stays at ${partial}: ${found}`)
  renameSync(partial, file)
  return `${file}: ${statSync(file).size} bytes, checked`
}

/**
 * Puts a backup in the place of a database file whose server is stopped; the one that was there stays
 * beside it. Refuses a backup that is not right, and a file that is in use.
 */
export async function restore(file: string, databaseUrl: string, now: Date): Promise<string> {
  if (!existsSync(file)) throw new CliError(`there is no file ${file}`)
  if (!databaseUrl.startsWith('file:')) throw new CliError('DATABASE_URL must be a file to restore one')
  const path = pathOf(databaseUrl)
  mkdirSync(dirname(path), { recursive: true })
  const incoming = `${path}.incoming`
  await copyFile(file, incoming)
  const found = await findingsOf(incoming)
  if (found) {
    rmSync(incoming)
    throw new CliError(`${file} is not restored: ${found}`)
  }
  const before = existsSync(path) ? `${path}.before-${now.toISOString().replace(/[:.]/g, '-')}` : null
  if (before) {
    await letGo(databaseUrl)
    renameSync(path, before)
  }
  renameSync(incoming, path)
  return `${path} is ${file} now${before ? `; what was there is ${before}` : ''}`
}

/** Makes sure that nobody has the file, and that it is whole in itself, without a log beside it. */
async function letGo(databaseUrl: string): Promise<void> {
  try {
    await (await openFile(databaseUrl)).close()
  } catch (error) {
    if (error instanceof DatabaseInUse) throw new CliError(`${error.message}: stop it first`)
    throw error
  }
}

/**
 * What is wrong with a database file that nobody uses, in a line; `null` when nothing is. One of an
 * older version is brought up to date.
 */
async function findingsOf(path: string): Promise<string | null> {
  const database = await openFile(`file:${path}`).catch(() => null)
  try {
    if (!database) return 'it is no Sayso database'
    const noted = await notedMigrations(database)
    if (noted.length === 0) return 'it is no Sayso database'
    const unknown = noted.filter((name) => !migrations.some((known) => known.name === name))
    if (unknown.length > 0) return `it is of a newer version (${unknown.join(', ')})`
    await migrate(database)
    const { integrity, miscounted } = await examine(database, Date.now())
    if (integrity.length > 0) return integrity.slice(0, 3).join(', ')
    return miscounted.length > 0
      ? `the counts of ${miscounted.length} surveys differ from their responses`
      : null
  } catch {
    return 'it is no Sayso database'
  } finally {
    await database?.close()
  }
}
