import { ConfigError } from '../config.ts'
import { readWorkerConfig } from '../edge/bindings.ts'
import { ping } from '../storage/db.ts'
import { pendingMigrations } from '../storage/migrate.ts'
import { migrations } from '../storage/migrations/all.ts'
import { openAt } from '../storage/open-database.ts'
import { patienceOfKeyed } from '../storage/remote.ts'
import { saysOf, troubleOf } from '../storage/trouble.ts'
import { labelsOfKeys, listOwnDatabases } from '../storage/workspaces.ts'
import { writeProbe } from '../storage/write-probe.ts'
import { hashesIn } from '../workspaces/environment-keys.ts'

/** One thing looked at. */
export interface Look {
  readonly name: string
  /** What is wrong and how it is mended, or `null`. */
  readonly wrong: string | null
  readonly well: string
}

/**
 * Looks at what a Worker would be given, before it is deployed: the settings, and each database from here. What cannot be
 * looked at while something else is wrong is left out.
 */
export async function lookAtRemote(variables: Readonly<Record<string, string | undefined>>): Promise<Look[]> {
  const looks: Look[] = []
  const look = async (name: string, well: string, find: () => Promise<string | null>) => {
    const wrong = await find().catch(reasonOf)
    looks.push({ name, wrong, well })
    return wrong === null
  }
  const config = await settingsOf(variables, looks)
  if (!config) return looks
  const lookAt = async (own: string | null, name: string) => {
    const database = openAt(config, own, { each: patienceOfKeyed })
    const isThere = await look(name, 'answers', () => ping(database).then(() => null))
    if (!isThere) return false
    const isCurrent = await look('schema', 'up to date', async () => {
      const missing = (await pendingMigrations(database, migrations)).map((migration) => migration.name)
      return missing.length > 0 ? `${missing.join(', ')} missing: run npx sayso migrate` : null
    })
    if (isCurrent) await look('writes', 'are taken', () => writeProbe(database, Date.now()).then(() => null))
    return isCurrent
  }
  if (!(await lookAt(null, 'database'))) return looks
  const main = openAt(config, null, { each: patienceOfKeyed })
  await look('key', 'is there', async () => {
    const labels = await labelsOfKeys(main)
    const hashes = await hashesIn(config.adminKey)
    if (labels.size === 0 && hashes.length === 0)
      return 'SAYSO_ADMIN_KEY must be set: the database has no key yet'
    return null
  })
  const urls = await listOwnDatabases(main)
  for (const url of urls) await lookAt(url, new URL(url.replace(/^libsql:/, 'https:')).host)
  return looks
}

async function settingsOf(variables: Readonly<Record<string, string | undefined>>, looks: Look[]) {
  try {
    const config = readWorkerConfig(variables)
    looks.push({ name: 'settings', wrong: null, well: 'can be used' })
    return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    looks.push({ name: 'settings', wrong: error.message, well: '' })
    return null
  }
}

function reasonOf(error: unknown): string {
  const found = troubleOf(error)
  if (!found) throw error
  return `${saysOf(found)} (${found.cause})`
}

/** What was looked at, as lines for a terminal. */
export function remoteTable(looks: readonly Look[]): string {
  return looks
    .map(({ name, wrong, well }) => `${wrong ? '✗' : '✓'} ${name.padEnd(10)} ${wrong ?? well}`)
    .join('\n')
}
