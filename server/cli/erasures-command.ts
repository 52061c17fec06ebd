import { readFile, writeFile } from 'node:fs/promises'
import { readConfig } from '../config.ts'
import { carryOver } from '../storage/answers/changes.ts'
import { DatabaseInUse, type Tombstone } from '../storage/db.ts'
import { eraseAgain, tombstonesIn } from '../storage/erasure.ts'
import { openFile } from '../storage/file.ts'
import { migrate } from '../storage/migrate.ts'
import { openAt } from '../storage/open-database.ts'
import { CliError } from './api.ts'

/**
 * Saves the tombstones of the database at DATABASE_URL to a file, or erases again what such a file names and a
 * restored database has. For libSQL servers: beside a file there is a ledger. Returns a summary.
 */
export async function erasures(how: 'save' | 'replay', file: string): Promise<string> {
  const config = readConfig(process.env)
  const isFile = config.databaseUrl.startsWith('file:')
  const database = isFile ? await openFile(config.databaseUrl).catch(inUse) : openAt(config, null)
  try {
    await migrate(database)
    if (how === 'save') {
      const { key, tombstones } = await tombstonesIn(database)
      const lines = [{ key }, ...tombstones].map((line) => JSON.stringify(line))
      await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 })
      return `${file}: ${tombstones.length} names`
    }
    const [first, ...lines] = (await readFile(file, 'utf8')).trim().split('\n')
    const { key } = JSON.parse(first!) as { key: string }
    if (key !== (await tombstonesIn(database)).key)
      throw new CliError(`${file} is of another database, or of one restored from before there were erasures`)
    const replayed = await eraseAgain(
      database,
      lines.map((line) => JSON.parse(line) as Tombstone),
    )
    await carryOver(null, database)
    return `${replayed} names were erased again`
  } finally {
    await database.close()
  }
}

function inUse(error: unknown): never {
  if (error instanceof DatabaseInUse) throw new CliError(`${error.message}: stop it first`)
  throw error
}
