import { buildApp } from './app.ts'
import { prepare } from './bootstrap.ts'
import { readConfig } from './config.ts'
import { readData } from './data.ts'
import { keepKeyring } from './links/keyring.ts'
import { sha256 } from './secrets.ts'
import type { Asset, Ctx, Services } from './services.ts'
import type { Database } from './storage/db.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { openRemote } from './storage/remote.ts'
import { saveResponses } from './storage/responses.ts'
import type { Library } from './themes/knowledge.ts'
import { makeReader } from './themes/reader.ts'
import { rebuildAWhile } from './themes/rebuild.ts'
import { logSeen } from './watch.ts'

/** Seconds, as in wrangler.toml. */
const periodOfLimits = 60

interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

interface Bindings {
  readonly ASSETS: { fetch(address: string): Promise<Response> }
  readonly [variable: string]: unknown
}

/**
 * Whether this isolate has seen the database ready. A flag and not a shared promise: requests
 * must not wait on each other's I/O, and preparing twice changes nothing.
 */
let ready = false

let keyring: ReturnType<typeof keepKeyring> | undefined

const reader = makeReader()

async function servicesFor(c: Ctx): Promise<Services> {
  const bindings = c.env as unknown as Bindings
  const config = readConfig(bindings)
  // One client a request: shared between requests, the runtime kills queued calls as hung.
  const database = openRemote(config.databaseUrl, config.databaseAuthToken)
  if (!ready) await prepare(database, { adminKey: config.adminKey, makeKey: false, now: Date.now() })
  ready = true
  keyring ??= keepKeyring(config.secrets)
  const keptKeyring = keyring
  const library = libraryOf(bindings, database)
  return {
    ...library,
    save: async (save) => (await saveResponses(database, await reader.read(library, [save], Date.now())))[0]!,
    reader,
    rebuildThemes: () => c.executionCtx.waitUntil(rebuildAWhile(library)),
    asset: (name) => readAsset(bindings, name),
    hash: sha256,
    now: Date.now,
    keyring: (fresh) => keptKeyring(() => linkSecretsOf(database), Date.now(), fresh),
    limit: (limited, name) => secondsToWait(bindings[`LIMIT_${limited}`], name),
    addressOf: ({ req }) => req.header('cf-connecting-ip') ?? null,
    watch: (seen) => logSeen(config.log, seen, Date.now()),
    // Isolates come and go, and none knows of the others: the platform counts.
    metrics: null,
    publicUrl: config.publicUrl,
  }
}

function libraryOf(bindings: Bindings, database: Database): Library {
  return { database, knowledge: () => readData({ asset: (name) => readAsset(bindings, name) }, 'words') }
}

/** What a rate-limit binding says; one that is not configured limits nothing. */
async function secondsToWait(binding: unknown, key: string): Promise<number> {
  const counter = binding as RateLimit | undefined
  return !counter || (await counter.limit({ key })).success ? 0 : periodOfLimits
}

async function readAsset({ ASSETS }: Bindings, name: string): Promise<Asset | null> {
  const found = await ASSETS.fetch(`https://assets/${name}`)
  if (!found.ok) return null
  return { text: await found.text(), etag: found.headers.get('etag') ?? '' }
}

/** Once a minute: goes on with whatever was left to do. */
async function scheduled(_: unknown, env: Bindings): Promise<void> {
  const { databaseUrl, databaseAuthToken } = readConfig(env)
  await rebuildAWhile(libraryOf(env, openRemote(databaseUrl, databaseAuthToken)))
}

export default { fetch: buildApp(servicesFor).fetch, scheduled }
