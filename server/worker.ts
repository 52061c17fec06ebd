import { buildApp } from './app.ts'
import { readData } from './built-data/read-data.ts'
import { sendDue } from './campaigns/sender.ts'
import { type Config, readConfig } from './config.ts'
import type { Ctx } from './context.ts'
import { logFailure } from './http/failures.ts'
import { sha256 } from './http/hashing.ts'
import { createRequestLog } from './http/request-log.ts'
import { cachedKeyring } from './links/keyring.ts'
import { httpMailer } from './mail/http-mailer.ts'
import { createFloodWatch } from './responses/flood-watch.ts'
import {
  type Delivered,
  queueing,
  type SaveQueue,
  splitBy,
  storeDelivered,
  type Waiting,
} from './responses/save-queue.ts'
import type { Asset, OwnDatabases, Services } from './services.ts'
import { catchUp } from './storage/answers/index-answers.ts'
import type { Database } from './storage/db.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { migrate } from './storage/migrate.ts'
import { mayBeAt, openAt } from './storage/open-database.ts'
import { isPrepared } from './storage/prepared.ts'
import { patience } from './storage/remote.ts'
import { type Save, saveResponses } from './storage/responses.ts'
import { forgetOld } from './storage/retention.ts'
import { saveViews } from './storage/views.ts'
import { listOwnDatabases } from './storage/workspaces.ts'
import type { ThemeContext } from './themes/language-data.ts'
import { rebuildWithinBudget } from './themes/rebuild.ts'
import { createTagger } from './themes/tagger.ts'
import { prepare } from './workspaces/bootstrap.ts'
import { databaseOfSurvey, turnOf } from './workspaces/workspace-database.ts'

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
 * The databases this isolate has seen migrated, `null` for the main one. Not a shared promise: on Workers a
 * request must not wait for the I/O of another, and migrating twice changes nothing.
 */
const ready = new Set<string | null>()

let keyring: ReturnType<typeof cachedKeyring> | undefined
let log: ReturnType<typeof createRequestLog> | undefined

const tagger = createTagger()

/** Of what this isolate has seen; what it finds to be a flood, others read from the database. */
const floods = createFloodWatch()

/** What this isolate has put into the queue, and not seen stored yet. */
const waiting: Waiting = new Map()

/** The platform passes every request the same bindings, so they are checked once. */
const configs = new WeakMap<Bindings, Config>()

function configOf(bindings: Bindings): Config {
  const config = configs.get(bindings) ?? readConfig(bindings)
  configs.set(bindings, config)
  return config
}

/**
 * Migrates a database unless this isolate has seen it migrated. The very first request ever makes the
 * schema, in many calls: each of them has a deadline of its own.
 */
async function ensureReady(config: Config, own: string | null = null): Promise<void> {
  if (ready.has(own)) return
  const database = openAt(config, own)
  if (own === null) await prepareMain(database, config.adminKey)
  else await migrate(database)
  ready.add(own)
}

async function prepareMain(database: Database, adminKey: string | undefined): Promise<void> {
  if (await isPrepared(database, adminKey ? await sha256(adminKey) : null)) return
  await prepare(database, { adminKey, makeKey: false, now: Date.now() })
}

/**
 * The services of one request, over a workspace's own database, or with `null` over the main one.
 * `later` runs work after the response; `deadline` aborts what the response waits for.
 */
function servicesOf(
  bindings: Bindings,
  config: Config,
  later: (work: Promise<unknown>) => void,
  deadline?: AbortSignal,
  own: string | null = null,
): Services {
  // One client a request: shared between requests, the runtime kills queued calls as hung.
  const database = openAt(config, own, deadline)
  const directory = own === null ? database : openAt(config, null, deadline)
  keyring ??= cachedKeyring(config.secrets)
  log ??= createRequestLog(config.log)
  const [keptKeyring, keptLog] = [keyring, log]
  const themeContext = themeContextOf(bindings, database)
  const unhurried = () => themeContextOf(bindings, openAt(config, own))
  const ownDatabases: OwnDatabases = {
    mayBeAt: (url) => mayBeAt(config, url),
    async services(url) {
      const isLate = deadline && !ready.has(url)
      await ensureReady(config, url)
      return servicesOf(bindings, config, later, isLate ? AbortSignal.timeout(patience) : deadline, url)
    },
  }
  const saveNow = async (save: Save) => (await savingAll(themeContext)([save]))[0]!
  return {
    ...themeContext,
    directory,
    own: config.databaseTokens.size > 0 ? ownDatabases : null,
    save: bindings.SAVES ? queueing(database, bindings.SAVES, saveNow, waiting) : saveNow,
    saveView: async (view) => (await saveViews(database, [view]))[0]!,
    takesSaves: () => true,
    tagger,
    floods,
    later: (work) => later(work.catch((error) => logFailure(error, 'background'))),
    rebuildThemes: (changed) => later(rebuild(unhurried(), changed)),
    asset: (name) => readAsset(bindings, name),
    picture: (name) => readPicture(bindings, name),
    hash: sha256,
    now: Date.now,
    freeBytes: async () => null,
    logBytes: async () => null,
    hasGivenSecrets: config.secrets.length > 0,
    keyring: (workspaceId, fresh) =>
      keptKeyring(workspaceId, (id) => linkSecretsOf(directory, id), Date.now(), fresh),
    limit: (limited, name, weight) => secondsToWait(bindings[`LIMIT_${limited}`], name, weight),
    addressOf: ({ req }) => req.header('cf-connecting-ip') || 'unknown',
    logRequest: (request) => keptLog(request, Date.now()),
    // Isolates come and go, and none knows of the others: the platform has the metrics.
    metrics: null,
    // The next tick of the clock sends what is due.
    mail:
      config.mail && config.mail.by !== 'smtp'
        ? {
            wake: () => {},
            send: httpMailer(config.mail.by, config.mail.key, config.mail.url),
            takes: null,
          }
        : null,
    publicUrl: config.publicUrl,
  }
}

function savingAll(themeContext: ThemeContext) {
  return async (saves: readonly Save[]) =>
    saveResponses(themeContext.database, await tagger.tag(themeContext, saves, Date.now()))
}

/** Stores a batch of the queue, when there is one, each response in the database of its survey. */
async function storeQueued(batch: Delivered, env: Bindings): Promise<void> {
  const config = configOf(env)
  const directory = openAt(config, null)
  const placed = await splitBy(batch, ({ surveyId }) => databaseOfSurvey(directory, surveyId))
  for (const [own, part] of placed)
    await storeDelivered(part, async (saves) => {
      await ensureReady(config, own)
      return savingAll(themeContextOf(env, openAt(config, own)))(saves)
    })
}

function themeContextOf(bindings: Bindings, database: Database): ThemeContext {
  return { database, languageData: () => readData({ asset: (name) => readAsset(bindings, name) }, 'words') }
}

/** Milliseconds; what is left waits for the next minute. */
const indexBudget = 5000

async function rebuild(themeContext: ThemeContext, changed?: string): Promise<void> {
  await rebuildWithinBudget(themeContext, changed)
  await catchUp(themeContext.database, Date.now() + indexBudget)
}

/** Names this isolate saw exceed a limit, and until when: a binding cannot be asked without counting. */
const exceeded = new Map<string, number>()
const mostExceeded = 10_000

/** Seconds to wait by a rate-limit binding, which counts one a call; one that is not configured limits nothing. */
async function secondsToWait(binding: unknown, key: string, weight = 1): Promise<number> {
  const counter = binding as RateLimit | undefined
  if (!counter) return 0
  if (weight === 0) return Math.max(0, Math.ceil(((exceeded.get(key) ?? 0) - Date.now()) / 1000))
  const counted = await Promise.all(Array.from({ length: weight }, () => counter.limit({ key })))
  if (counted.every(({ success }) => success)) return 0
  if (exceeded.size >= mostExceeded) exceeded.clear()
  exceeded.set(key, Date.now() + periodOfLimits * 1000)
  return periodOfLimits
}

async function readAsset({ ASSETS }: Bindings, name: string): Promise<Asset | null> {
  const found = await ASSETS.fetch(`https://assets/${name}`)
  if (!found.ok) return null
  return { text: await found.text(), etag: found.headers.get('etag') ?? '' }
}

async function readPicture({ ASSETS }: Bindings, name: string): Promise<ArrayBuffer | null> {
  const found = await ASSETS.fetch(`https://assets/docs/${name}`)
  return found.ok ? found.arrayBuffer() : null
}

/** Milliseconds. A tick comes each minute; the next one continues what it leaves undone. */
const tickLength = 50_000
/** Each mail takes up to eight subrequests, of which the platform allows a thousand a tick. */
const turnsATick = 100

async function sendMail(bindings: Bindings, config: Config, own: string | null, turns: number) {
  const { mail, publicUrl } = config
  if (!mail || mail.by === 'smtp' || !publicUrl) return
  const services = servicesOf(bindings, config, () => {}, undefined, own)
  const mailer = httpMailer(mail.by, mail.key, mail.url)
  await sendDue({ ...services, publicUrl, mailer }, services.now() + tickLength, turns)
}

/** Workspaces' own databases that one tick serves beside the main one; where there are more, they rotate. */
const ownATick = 30

/** Turns of retention a tick, of three subrequests each; the next tick goes on where this one stopped. */
const forgettingATick = 60

/** Once a minute: sends due mail, continues rebuilds, and forgets what is old. */
async function scheduled(_: unknown, env: Bindings): Promise<void> {
  const config = configOf(env)
  await ensureReady(config)
  const all = config.databaseTokens.size > 0 ? await listOwnDatabases(openAt(config, null)) : []
  const looked = [null, ...turnOf(all, ownATick, Math.floor(Date.now() / 60_000))]
  const turns = Math.ceil(turnsATick / looked.length)
  const forgetting = Math.ceil(forgettingATick / looked.length)
  const end = Date.now() + tickLength
  // One database that is away must not hold up the others.
  const done = await Promise.allSettled(
    looked.map(async (own) => {
      await ensureReady(config, own)
      await forgetOld(openAt(config, own), Date.now(), (done) => done < forgetting && Date.now() < end)
      await sendMail(env, config, own, turns)
      await rebuild(themeContextOf(env, openAt(config, own)))
    }),
  )
  for (const each of done) if (each.status === 'rejected') logFailure(each.reason, 'scheduled')
}

async function servicesFor(c: Ctx): Promise<Services> {
  const bindings = c.env as unknown as Bindings
  const config = configOf(bindings)
  if (!ready.has(null)) await ensureReady(config)
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work)
  return servicesOf(bindings, config, later, AbortSignal.timeout(patience))
}

const app = buildApp(servicesFor, (bindings) => configOf(bindings as Bindings).publicUrl)

export default { fetch: app.fetch, scheduled, queue: storeQueued }
