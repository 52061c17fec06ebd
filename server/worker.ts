import { buildApp } from './app.ts'
import { prepare } from './bootstrap.ts'
import { sendDue } from './campaigns/sender.ts'
import { type Config, readConfig } from './config.ts'
import { readData } from './data.ts'
import { keepKeyring } from './links/keyring.ts'
import { httpMailer } from './mail/http-mailer.ts'
import { type Delivered, queueing, type SaveQueue, storeDelivered } from './saves-queue.ts'
import { sha256 } from './secrets.ts'
import type { Asset, Ctx, Services } from './services.ts'
import type { Database } from './storage/db.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { openRemote, patience } from './storage/remote.ts'
import { type Save, saveResponses } from './storage/responses.ts'
import { forgetOld } from './storage/retention.ts'
import type { Library } from './themes/knowledge.ts'
import { makeReader } from './themes/reader.ts'
import { rebuildAWhile } from './themes/rebuild.ts'
import { logSeen } from './watch.ts'

/** As in wrangler.toml. */
const everyMinute = '* * * * *'

/** Seconds, as in wrangler.toml. */
const periodOfLimits = 60

interface RateLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

interface Bindings {
  readonly ASSETS: { fetch(address: string): Promise<Response> }
  /** Only in a deployment with a queue. */
  readonly SAVES?: SaveQueue
  readonly [variable: string]: unknown
}

/**
 * Whether this isolate has seen the database ready. A flag and not a shared promise: requests
 * must not wait on each other's I/O, and preparing twice changes nothing.
 */
let ready = false

let keyring: ReturnType<typeof keepKeyring> | undefined

const reader = makeReader()

/** The first requests make the schema, which takes many calls: each of them has an end of its own. */
async function ensureReady({ databaseUrl, databaseAuthToken, adminKey }: Config): Promise<void> {
  if (ready) return
  await prepare(openRemote(databaseUrl, databaseAuthToken), { adminKey, makeKey: false, now: Date.now() })
  ready = true
}

/** `later` goes on with work after the answer; `deadline` ends what the answer waits for. */
function servicesOf(
  bindings: Bindings,
  config: Config,
  later: (work: Promise<unknown>) => void,
  deadline?: AbortSignal,
): Services {
  // One client a request: shared between requests, the runtime kills queued calls as hung.
  const database = openRemote(config.databaseUrl, config.databaseAuthToken, deadline)
  keyring ??= keepKeyring(config.secrets)
  const keptKeyring = keyring
  const library = libraryOf(bindings, database)
  const unhurried = () => libraryOf(bindings, openRemote(config.databaseUrl, config.databaseAuthToken))
  const saveNow = async (save: Save) => (await savingAll(library)([save]))[0]!
  return {
    ...library,
    save: bindings.SAVES ? queueing(database, bindings.SAVES, saveNow) : saveNow,
    takesSaves: () => true,
    reader,
    rebuildThemes: (changed) => later(rebuildAWhile(unhurried(), changed)),
    asset: (name) => readAsset(bindings, name),
    hash: sha256,
    now: Date.now,
    freeBytes: async () => null,
    keyring: (fresh) => keptKeyring(() => linkSecretsOf(database), Date.now(), fresh),
    limit: (limited, name) => secondsToWait(bindings[`LIMIT_${limited}`], name),
    addressOf: ({ req }) => req.header('cf-connecting-ip') ?? null,
    bodyOf: ({ req }) => req.arrayBuffer(),
    watch: (seen) => logSeen(config.log, seen, Date.now()),
    // Isolates come and go, and none knows of the others: the platform counts.
    metrics: null,
    // The next tick of the clock sends what is due.
    mail: config.mail && config.mail.by !== 'smtp' ? { wake: () => {} } : null,
    publicUrl: config.publicUrl,
  }
}

function savingAll(library: Library) {
  return async (saves: readonly Save[]) =>
    saveResponses(library.database, await reader.read(library, saves, Date.now()))
}

/** Stores what waited in the queue, when there is one. */
async function storeQueued(batch: Delivered, env: Bindings): Promise<void> {
  const { databaseUrl, databaseAuthToken } = readConfig(env)
  await storeDelivered(batch, savingAll(libraryOf(env, openRemote(databaseUrl, databaseAuthToken))))
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

/** A tick comes each minute; what it does not get done, the next one does. */
const tickLength = 50_000
/** Each takes up to eight calls to the outside, of which the platform allows a thousand a tick. */
const turnsATick = 100

async function sendMail(bindings: Bindings): Promise<void> {
  const config = readConfig(bindings)
  const { mail, publicUrl } = config
  if (!mail || mail.by === 'smtp' || !publicUrl) return
  await ensureReady(config)
  const services = servicesOf(bindings, config, () => {})
  const mailer = httpMailer(mail.by, mail.key, mail.url)
  await sendDue({ ...services, publicUrl, mailer }, services.now() + tickLength, turnsATick)
}

/** Once a minute: goes on with whatever was left to do. Once a day: forgets what is not to be kept. */
async function scheduled({ cron }: { cron: string }, env: Bindings): Promise<void> {
  const { databaseUrl, databaseAuthToken } = readConfig(env)
  const database = openRemote(databaseUrl, databaseAuthToken)
  if (cron !== everyMinute) return forgetOld(database, Date.now())
  await sendMail(env)
  await rebuildAWhile(libraryOf(env, database))
}

const app = buildApp(async (c: Ctx) => {
  const bindings = c.env as unknown as Bindings
  const config = readConfig(bindings)
  await ensureReady(config)
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work)
  return servicesOf(bindings, config, later, AbortSignal.timeout(patience))
})

export default { fetch: app.fetch, scheduled, queue: storeQueued }
