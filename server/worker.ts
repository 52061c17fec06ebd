import { buildApp } from './app.ts'
import { readData } from './built-data/read-data.ts'
import type { Config } from './config.ts'
import type { Ctx } from './context.ts'
import { type Bindings, configOf, hostsIn, knownMigrations, readAsset, readPicture } from './edge/bindings.ts'
import { consume } from './edge/queue.ts'
import { secondsToWait } from './edge/rate-limits.ts'
import { ensureReady } from './edge/ready.ts'
import { mailsATick, rebuild, tick } from './edge/tick.ts'
import { requireWrites, writesFail } from './edge/write-flag.ts'
import { databasePatience } from './http/database-patience.ts'
import { logFailure } from './http/failures.ts'
import { sha256 } from './http/hashing.ts'
import { createRequestLog } from './http/request-log.ts'
import { cachedKeyring } from './links/keyring.ts'
import { httpMailer } from './mail/http-mailer.ts'
import { createFloodWatch } from './responses/flood-watch.ts'
import { type Delivered, queueing, type Waiting } from './responses/save-queue.ts'
import type { LoggedRequest, OwnDatabases, Services } from './services.ts'
import type { Database } from './storage/db.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { mayBeAt, openAt } from './storage/open-database.ts'
import { lastWriteFailure, patienceOfKeyed, type RemoteOptions } from './storage/remote.ts'
import { type Save, saveResponses } from './storage/responses.ts'
import { saveViews } from './storage/views.ts'
import { createSurveyCache } from './surveys/survey-cache.ts'
import type { ThemeContext } from './themes/language-data.ts'
import { createTagger } from './themes/tagger.ts'

let keyring: ReturnType<typeof cachedKeyring> | undefined
let log: ReturnType<typeof createRequestLog> | undefined

const tagger = createTagger()

/** Of what this isolate has seen; what it finds to be a flood, others read from the database. */
const floods = createFloodWatch()

const publicSurveys = createSurveyCache()

/** What this isolate has put into the queue, and not seen stored yet. */
const waiting: Waiting = new Map()

/** Calls that nobody waits for, or with a key. */
const unhurried: RemoteOptions = { each: patienceOfKeyed }

/** A database whose first use looks whether it is ready: what needs none is served while it is away. */
function openReady(bindings: Bindings, config: Config, own: string | null, options: RemoteOptions): Database {
  const before = () => ensureReady(config, own, () => knownMigrations(bindings))
  return openAt(config, own, { ...options, before })
}

/**
 * The services of one request, over a workspace's own database, or with `null` over the main one.
 * `later` runs work after the response; `options` say how long calls may take; `opened` are those of the request that
 * were opened already, since what one of them has read it remembers.
 */
function servicesOf(
  bindings: Bindings,
  config: Config,
  later: (work: Promise<unknown>) => void,
  options: RemoteOptions,
  own: string | null = null,
  opened: Map<string, Promise<Services>> = new Map(),
): Services {
  // One client a request: shared between requests, the runtime kills queued calls as hung.
  const database = openReady(bindings, config, own, options)
  const directory = own === null ? database : openReady(bindings, config, null, options)
  keyring ??= cachedKeyring(config.secrets)
  log ??= createRequestLog(config.log)
  const [keptKeyring, keptLog] = [keyring, log]
  const themeContext = themeContextOf(bindings, database)
  const ownDatabases: OwnDatabases = {
    mayBeAt: (url) => mayBeAt(config, url),
    services(url) {
      const known = opened.get(url)
      if (known) return known
      const ready = ensureReady(config, url, () => knownMigrations(bindings))
      const opening = ready.then(() => servicesOf(bindings, config, later, options, url, opened))
      opened.set(url, opening)
      return opening
    },
  }
  const saveNow = async (save: Save) => (await savingAll({ ...themeContext, later })([save]))[0]!
  const { SAVES, FLAGS } = bindings
  return {
    ...themeContext,
    directory,
    own: config.databaseTokens.size > 0 ? ownDatabases : null,
    save: SAVES ? queueing(database, SAVES, saveNow, waiting, () => requireWrites(FLAGS)) : saveNow,
    saveView: async (view) => (await saveViews(database, [view]))[0]!,
    takesSaves: () => true,
    refusesWrites: async () => (await writesFail(FLAGS)) ?? lastWriteFailure(config.databaseUrl),
    publicSurveys,
    tagger,
    floods,
    later: (work) => later(work.catch((error) => logFailure(error, 'background'))),
    rebuildThemes(changed) {
      const work = rebuild(themeContextOf(bindings, openReady(bindings, config, own, unhurried)), changed)
      later(work.catch((error) => logFailure(error, 'themes')))
    },
    asset: (name) => readAsset(bindings, name),
    picture: (name) => readPicture(bindings, name),
    hash: sha256,
    now: Date.now,
    freeBytes: async () => null,
    logBytes: async () => null,
    hasGivenSecrets: config.secrets.length > 0,
    keyring: (workspaceId, fresh) =>
      keptKeyring(workspaceId, (id) => linkSecretsOf(directory, id), Date.now(), fresh),
    // A binding does not say how much is left.
    limit: async (limited, name, weight) => ({
      wait: await secondsToWait(bindings[`LIMIT_${limited}`], name, weight),
      quota: null,
    }),
    addressOf: ({ req }) => req.header('cf-connecting-ip') || 'unknown',
    logRequest(request) {
      measure(bindings, request)
      keptLog(request, Date.now())
    },
    // Isolates come and go, and none knows of the others: the platform has the metrics.
    metrics: null,
    // The next tick of the clock sends what is due.
    mail:
      config.mail && config.mail.by !== 'smtp'
        ? {
            wake: () => {},
            send: httpMailer(config.mail.by, config.mail.key, config.mail.url),
            takes: null,
            perHour: 60 * mailsATick,
          }
        : null,
    publicUrl: config.publicUrl,
    mailEvents: config.mailEvents,
  }
}

/** A data point of a request, where there is a dataset for them. */
function measure({ METRICS }: Bindings, { method, route, status, ms, code }: LoggedRequest): void {
  METRICS?.writeDataPoint({ indexes: [route], blobs: [method, route, code ?? ''], doubles: [status, ms] })
}

function savingAll(themeContext: Parameters<typeof tagger.tag>[0]) {
  return async (saves: readonly Save[]) =>
    saveResponses(themeContext.database, await tagger.tag(themeContext, saves, Date.now()))
}

function themeContextOf(bindings: Bindings, database: Database): ThemeContext {
  return { database, languageData: () => readData({ asset: (name) => readAsset(bindings, name) }, 'words') }
}

/** Stores a batch of the queue, when there is one. */
async function storeQueued(batch: Delivered & { queue: string }, bindings: Bindings): Promise<void> {
  const config = await logged('queue', () => configOf(bindings))
  await consume(batch, bindings, (own) => async (saves) => {
    const database = openReady(bindings, config, own, unhurried)
    return savingAll(themeContextOf(bindings, database))(saves)
  })
}

/** Once a minute. */
async function scheduled(_: unknown, bindings: Bindings): Promise<void> {
  await logged('scheduled', async () => {
    const config = configOf(bindings)
    await tick(bindings, (own) => servicesOf(bindings, config, () => {}, unhurried, own))
  })
}

/** Logs why work of the platform's own calls fails, beside telling the platform that it did. */
async function logged<Result>(route: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    logFailure(error, route)
    throw error
  }
}

async function servicesFor(c: Ctx): Promise<Services> {
  const bindings = c.env as unknown as Bindings
  const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work)
  return servicesOf(bindings, configOf(bindings), later, { ...databasePatience(c.req), keep: later })
}

const app = buildApp(servicesFor, (bindings) => hostsIn(bindings as Bindings))

export default { fetch: app.fetch, scheduled, queue: storeQueued }
