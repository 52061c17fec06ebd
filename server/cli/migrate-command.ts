import { type Config, ConfigError, readConfig } from '../config.ts'
import { DatabaseInUse } from '../storage/db.ts'
import { openFile } from '../storage/file.ts'
import { migrate } from '../storage/migrate.ts'
import { openAt } from '../storage/open-database.ts'
import { patienceOfUpkeep } from '../storage/remote.ts'
import { saysOf, troubleOf } from '../storage/trouble.ts'
import { listOwnDatabases } from '../storage/workspaces.ts'
import { prepare } from '../workspaces/bootstrap.ts'
import { CliError } from './api.ts'

/** The configuration in the environment, which must name a database. Throws a CliError that says what is missing. */
export function givenConfig(): Config {
  if (!process.env.DATABASE_URL)
    throw new CliError(
      'DATABASE_URL must be set here too, with DATABASE_AUTH_TOKEN: it is the database of the deployment (npm run deploy -- --no-migrate leaves its schema to the first tick)',
    )
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(error.message)
    throw error
  }
}

/**
 * Brings the database at DATABASE_URL up to date, and the own databases of its workspaces, each migration with as much
 * time as it needs. Returns a summary. Throws a CliError that says what is wrong with which of them.
 */
export async function migrateAll(): Promise<string> {
  const config = givenConfig()
  const isFile = config.databaseUrl.startsWith('file:')
  const main = isFile ? await openFile(config.databaseUrl).catch(inUse) : openAt(config, null, options)
  try {
    const applied = await named('the main database', async () => {
      const missing = await migrate(main)
      await prepare(main, { adminKey: config.adminKey, makeKey: false, now: Date.now() })
      return missing
    })
    const urls = config.databaseTokens.size > 0 ? await listOwnDatabases(main) : []
    const lines = [lineOf('the main database', applied)]
    for (const url of urls)
      lines.push(lineOf(hostOf(url), await named(hostOf(url), () => migrate(openAt(config, url, options)))))
    return lines.join('\n')
  } finally {
    await main.close()
  }
}

const options = { each: patienceOfUpkeep }

const lineOf = (name: string, applied: readonly string[]) =>
  `${name} is up to date${applied.length > 0 ? `: ${applied.join(', ')}` : ''}`

const hostOf = (url: string) => new URL(url.replace(/^libsql:/, 'https:')).host

async function named<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const found = troubleOf(error)
    if (!found) throw error
    throw new CliError(`${name}: ${saysOf(found)} (${found.cause})`)
  }
}

function inUse(error: unknown): never {
  if (!(error instanceof DatabaseInUse)) throw error
  throw new CliError(`${error.message}: a server brings its file up to date itself when it starts`)
}
