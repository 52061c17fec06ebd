import type { ExecutionContext } from 'hono'
import { getPath } from 'hono/utils/url'
import { buildApp, isKeyed, isPage } from './app.ts'
import { readData } from './built-data/read-data.ts'
import { type Config, readConfig } from './config.ts'
import type { Ctx } from './context.ts'
import { sha256 } from './http/hashing.ts'
import { logFailure } from './http/problem.ts'
import { keepLog } from './http/request-log.ts'
import { keepKeyring } from './links/keyring.ts'
import { httpMailer } from './mail/http-mailer.ts'
import { type Delivered, partedBy, queueing, type SaveQueue, storeDelivered } from './responses/save-queue.ts'
import type { Asset, OwnDatabases, Services } from './services.ts'
import type { Database } from './storage/db.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { mayBeAt, openAt } from './storage/own.ts'
import { isPrepared } from './storage/prepared.ts'
import { patience } from './storage/remote.ts'
import { type Save, saveResponses } from './storage/responses.ts'
import { saveViews } from './storage/views.ts'
import { listOwnDatabases } from './storage/workspaces.ts'
import type { ThemeContext } from './themes/language-data.ts'
import { createTagger } from './themes/tagger.ts'
import { databaseOfSurvey, turnOf } from './workspaces/workspace-database.ts'

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
 * Which databases this isolate has seen ready, `null` the main one. No shared promises: requests must
 * not wait on each other's I/O, and preparing twice changes nothing.
 */
const ready = new Set<string | null>()

let keyring: ReturnType<typeof keepKeyring> | undefined
let log: ReturnType<typeof keepLog> | undefined

const tagger = createTagger()

/** The platform hands every request the same bindings: they are read and checked once. */
const configs = new WeakMap<Bindings, Config>()

function configOf(bindings: Bindings): Config {
  const config = configs.get(bindings) ?? readConfig(bindings)
  configs.set(bindings, config)
  return config
}

/**
 * Of an isolate the first request asks whether the database is ready; the very first makes the schema,
 * which takes many calls: each of them has an end of its own.
 */
async function ensureReady(config: Config, own: string | null = null): Promise<void> {
  if (ready.has(own)) return
  const database = openAt(config, own)
  if (own === null) await prepareMain(database, config.adminKey)
  else {
    const { migrate } = await import('./storage/migrate.ts')
    await migrate(database)
  }
  ready.add(own)
}

async function prepareMain(database: Database, adminKey: string | undefined): Promise<void> {
  if (await isPrepared(database, adminKey ? await sha256(adminKey) : null)) return
  const { prepare } = await import('./workspaces/bootstrap.ts')
  await prepare(database, { adminKey, makeKey: false, now: Date.now() })
}

/**
 * `later` goes on with work after the answer; `deadline` ends what the answer waits for. The services
 * are over a workspace's own database, or with `null` over the main one.
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
  keyring ??= keepKeyring(config.secrets)
  log ??= keepLog(config.log)
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
    save: bindings.SAVES ? queueing(database, bindings.SAVES, saveNow) : saveNow,
    saveView: async (view) => (await saveViews(database, [view]))[0]!,
    takesSaves: () => true,
    tagger,
    rebuildThemes: (changed) => later(rebuild(unhurried(), changed)),
    asset: (name) => readAsset(bindings, name),
    hash: sha256,
    now: Date.now,
    freeBytes: async () => null,
    keyring: (fresh) => keptKeyring(() => linkSecretsOf(directory), Date.now(), fresh),
    limit: (limited, name) => secondsToWait(bindings[`LIMIT_${limited}`], name),
    addressOf: ({ req }) => req.header('cf-connecting-ip') ?? null,
    bodyOf: ({ req }) => req.arrayBuffer(),
    watch: (seen) => keptLog(seen, Date.now()),
    // Isolates come and go, and none knows of the others: the platform counts.
    metrics: null,
    // The next tick of the clock sends what is due.
    mail: config.mail && config.mail.by !== 'smtp' ? { wake: () => {} } : null,
    publicUrl: config.publicUrl,
  }
}

function savingAll(themeContext: ThemeContext) {
  return async (saves: readonly Save[]) =>
    saveResponses(themeContext.database, await tagger.tag(themeContext, saves, Date.now()))
}

/** Stores what waited in the queue, when there is one, each answer where its survey is. */
async function storeQueued(batch: Delivered, env: Bindings): Promise<void> {
  const config = configOf(env)
  const directory = openAt(config, null)
  const placed = await partedBy(batch, ({ surveyId }) => databaseOfSurvey(directory, surveyId))
  for (const [own, part] of placed)
    await storeDelivered(part, async (saves) => {
      await ensureReady(config, own)
      return savingAll(themeContextOf(env, openAt(config, own)))(saves)
    })
}

function themeContextOf(bindings: Bindings, database: Database): ThemeContext {
  return { database, languageData: () => readData({ asset: (name) => readAsset(bindings, name) }, 'words') }
}

async function rebuild(themeContext: ThemeContext, changed?: string): Promise<void> {
  const { rebuildWithinBudget } = await import('./themes/rebuild.ts')
  await rebuildWithinBudget(themeContext, changed)
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

async function sendMail(bindings: Bindings, config: Config, own: string | null, turns: number) {
  const { mail, publicUrl } = config
  if (!mail || mail.by === 'smtp' || !publicUrl) return
  const services = servicesOf(bindings, config, () => {}, undefined, own)
  const { sendDue } = await import('./campaigns/sender.ts')
  const mailer = httpMailer(mail.by, mail.key, mail.url)
  await sendDue({ ...services, publicUrl, mailer }, services.now() + tickLength, turns)
}

/** Workspaces' own databases that one tick looks after beside the main one; where there are more, they take turns. */
const ownATick = 30

/** Once a minute: goes on with whatever was left to do. Once a day: forgets what is not to be kept. */
async function scheduled({ cron }: { cron: string }, env: Bindings): Promise<void> {
  const config = configOf(env)
  await ensureReady(config)
  const all = config.databaseTokens.size > 0 ? await listOwnDatabases(openAt(config, null)) : []
  const isMinute = cron === everyMinute
  const looked = [null, ...(isMinute ? turnOf(all, ownATick, Math.floor(Date.now() / 60_000)) : all)]
  const turns = Math.ceil(turnsATick / looked.length)
  // One that is away holds up none of the others.
  const done = await Promise.allSettled(
    looked.map(async (own) => {
      await ensureReady(config, own)
      if (!isMinute) {
        const { forgetOld } = await import('./storage/retention.ts')
        return forgetOld(openAt(config, own), Date.now())
      }
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

const collecting = buildApp(servicesFor)
let pages: typeof collecting | undefined
let keyed: typeof collecting | undefined

/** The part of the HTTP surface that has a path. What an isolate is not asked for, it does not load. */
async function appFor(path: string) {
  if (isPage(path)) {
    const { addPages } = await import('./pages.ts')
    pages ??= buildApp(servicesFor, addPages)
    return pages
  }
  if (isKeyed(path)) {
    const { addKeyed } = await import('./keyed.ts')
    keyed ??= buildApp(servicesFor, addKeyed)
    return keyed
  }
  return collecting
}

async function answer(request: Request, env: Bindings, context: ExecutionContext): Promise<Response> {
  const app = await appFor(getPath(request))
  return app.fetch(request, env, context)
}

export default { fetch: answer, scheduled, queue: storeQueued }
