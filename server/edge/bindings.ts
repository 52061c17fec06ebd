import { readData } from '../built-data/read-data.ts'
import { type Config, ConfigError, readConfig } from '../config.ts'
import type { SaveQueue } from '../responses/save-queue.ts'
import type { Asset } from '../services.ts'
import { StorageUnavailable } from '../storage/db.ts'
import type { Migration } from '../storage/migrate.ts'
import { migrationNames } from '../storage/migrations/names.ts'
import type { Flags } from './write-flag.ts'

/** What wrangler.toml binds, and the variables and secrets beside it. */
export interface Bindings {
  readonly ASSETS: { fetch(address: string): Promise<Response> }
  /** Only in a deployment with a queue, as is the next. */
  readonly SAVES?: SaveQueue
  readonly FLAGS?: Flags
  /** An Analytics Engine dataset, for whoever wants metrics. */
  readonly METRICS?: {
    writeDataPoint(point: { blobs: string[]; doubles: number[]; indexes: string[] }): void
  }
  readonly [variable: string]: unknown
}

/** Settings of the Node server that Workers cannot follow, and what to do instead. */
const instead: Readonly<Record<string, string>> = {
  PORT: 'means nothing on Workers: take it away',
  HOST: 'means nothing on Workers: take it away',
  LIMIT_PER_ADDRESS: limitInstead('address'),
  LIMIT_PER_KEY: limitInstead('key'),
  LIMIT_PER_SURVEY: limitInstead('survey'),
  TRUSTED_PROXY_HEADER: 'means nothing on Workers, where the platform says who asks: take it away',
  TRUSTED_PROXY_HOPS: 'means nothing on Workers, where the platform says who asks: take it away',
  METRICS_KEY:
    'opens nothing on Workers: bind an Analytics Engine dataset as METRICS in wrangler.toml instead',
  SMTP_URL: 'cannot be used on Workers, which send by HTTP alone: set MAIL_SERVICE and MAIL_KEY instead',
}

function limitInstead(limited: string): string {
  return `means nothing on Workers: set the limit of LIMIT_${limited} in wrangler.toml instead`
}

/** Reads the variables of a Worker; throws a ConfigError for one that is wrong, or that would be ignored. */
export function readWorkerConfig(variables: Readonly<Record<string, unknown>>): Config {
  const ignored = Object.keys(instead).find((name) => variables[name])
  if (ignored) throw new ConfigError(`${ignored} ${instead[ignored]}`)
  if (!variables.DATABASE_URL)
    throw new ConfigError('DATABASE_URL must be set to a libSQL server, like https://…')
  const config = readConfig(variables)
  if (config.databaseUrl.startsWith('file:'))
    throw new ConfigError('DATABASE_URL must be a libSQL server, like https://…: Workers have no files')
  return config
}

/** The platform passes every request the same bindings, so they are checked once. */
const configs = new WeakMap<object, Config>()

/** The configuration of this isolate. Throws what is wrong with it, with its fix. */
export function configOf(bindings: Bindings): Config {
  try {
    const config = configs.get(bindings) ?? readWorkerConfig(bindings)
    configs.set(bindings, config)
    return config
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    throw new StorageUnavailable(error.message, { trouble: 'configuration' })
  }
}

/** Where the server is reached; nowhere when the configuration is wrong, which each request is told. */
export function hostsIn(bindings: Bindings): Pick<Config, 'publicUrl' | 'delightedHost'> {
  try {
    return configOf(bindings)
  } catch {
    return { publicUrl: null, delightedHost: null }
  }
}

export async function readAsset({ ASSETS }: Bindings, name: string): Promise<Asset | null> {
  const found = await ASSETS.fetch(`https://assets/${name}`)
  if (!found.ok) return null
  return { text: await found.text(), etag: found.headers.get('etag') ?? '' }
}

export async function readPicture({ ASSETS }: Bindings, name: string): Promise<ArrayBuffer | null> {
  const found = await ASSETS.fetch(`https://assets/docs/${name}`)
  return found.ok ? found.arrayBuffer() : null
}

/** The migrations of this version. Throws when the files were built of another. */
export async function knownMigrations(bindings: Bindings): Promise<readonly Migration[]> {
  const known = await readData({ asset: (name) => readAsset(bindings, name) }, 'migrations')
  if (!migrationNames.every((name) => known.some((each) => each.name === name)))
    throw new Error('data/migrations.json is of another version: run npm run build')
  return known
}
