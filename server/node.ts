import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { buildApp } from './app.ts'
import { readData } from './built-data/read-data.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { databasePatience } from './http/database-patience.ts'
import { logFailure } from './http/failures.ts'
import { createRequestLog } from './http/request-log.ts'
import { cachedKeyring } from './links/keyring.ts'
import { addressOf, isUnnamedProxy } from './node/address.ts'
import { readAssets, readPicture } from './node/assets.ts'
import { type Background, startBackground, startOwnBackgrounds } from './node/background.ts'
import { withCompression } from './node/compress.ts'
import { drain } from './node/drain.ts'
import { limiterOf } from './node/limiter.ts'
import { openMailer } from './node/mailer.ts'
import { createMetrics } from './node/metrics.ts'
import { cutSlowRequests, cutStalledReaders, serverLimits } from './node/slow-requests.ts'
import { createFloodWatch } from './responses/flood-watch.ts'
import type { GroupLimits } from './responses/group-commit.ts'
import { isImport } from './responses/import-routes.ts'
import type { LoggedRequest, Services } from './services.ts'
import { endLeases } from './storage/campaign-queue.ts'
import { type Database, DatabaseInUse, StorageUnavailable } from './storage/db.ts'
import { replayErasures } from './storage/erasure.ts'
import { freeBytesFor, logBytesOf, openFile, pathOf } from './storage/file.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { migrate } from './storage/migrate.ts'
import { mayBeAt, openAt } from './storage/open-database.ts'
import {
  lastWriteFailure,
  patience,
  patienceOfKeyed,
  patienceOfUpkeep,
  type RemoteOptions,
} from './storage/remote.ts'
import { createSurveyCache } from './surveys/survey-cache.ts'
import { createTagger } from './themes/tagger.ts'
import { prepare } from './workspaces/bootstrap.ts'

/** A running server. */
export interface Running {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  /** The key made at the very first start, else `null`. It is stored nowhere. */
  readonly newKey: string | null
  /** Signs in to the console with that key, once and within an hour; `null` when none was made. */
  readonly onceToken: string | null
  close(): Promise<void>
}

/**
 * How saves to a database file share commits. 2,000 waiting saves are a fifth of a second's work. One
 * transaction at a time stores half more a second than two do; it takes all that one iteration of the
 * event loop brings, else a crowd would be served at the pace of the iterations.
 */
export const fileGroups: GroupLimits = { maxGroup: 1000, maxConcurrent: 1, maxWaiting: 2000, timeout: 2500 }

/** A server over the network costs a round trip a group, and not much more for a larger group. */
const remoteGroups: GroupLimits = { maxGroup: 200, maxConcurrent: 8, maxWaiting: 2000, timeout: patience }

/** Opens the databases, migrates them, and serves. `groups` is how saves to a file share commits. */
export async function start(config: Config, groups = fileGroups): Promise<Running> {
  const { databaseUrl, adminKey, publicUrl } = config
  const isFile = databaseUrl.startsWith('file:')
  const directory = isFile ? await openFile(databaseUrl) : openAt(config, null)
  /** For what nobody waits for. */
  const unhurried = isFile ? directory : openAt(config, null, { each: patienceOfUpkeep })
  const { newKey, onceToken } = await prepare(unhurried, { adminKey, makeKey: true, now: Date.now() })
  const replayed = await replayErasures(unhurried, Date.now())
  if (replayed > 0)
    console.warn(`sayso: the database is older than ${replayed} erasures, which were done again`)
  let isEnding = false
  const takesSaves = () => main.hasRoom() && !isEnding
  const shared = { ...(await processServices(config)), ...directoryServices(config, directory), takesSaves }
  const mail = openMailer(config)
  // No other process uses the file, so whoever held a lease to send a mail is dead.
  if (isFile && mail) await endLeases(directory, Date.now())
  const sending = mail && { ...shared, ...mail }
  const main = startBackground(
    { database: directory, unhurried },
    shared,
    isFile ? groups : remoteGroups,
    sending,
  )
  const owns =
    config.databaseTokens.size > 0
      ? startOwnBackgrounds(directory, async (url) => {
          const unhurried = openAt(config, url, { each: patienceOfUpkeep })
          await migrate(unhurried)
          const database = openAt(config, url)
          const gathered = openAt(config, url, { each: patienceOfKeyed, reads: 'gathered' })
          return startBackground({ database, unhurried, gathered }, shared, remoteGroups, sending)
        })
      : null

  main.start()
  const services: Services = { ...shared, ...main.services, own: null }
  const publicSurveys = createSurveyCache()
  function forRequest(options: RemoteOptions): Services {
    const directory = openAt(config, null, options)
    const opened = new Map<string, Promise<Services>>()
    const over = (background: Background, database: Database): Services => ({
      ...shared,
      ...background.services,
      database,
      directory,
      refusesWrites: async () => lastWriteFailure(databaseUrl),
      publicSurveys,
      own: owns && {
        mayBeAt: (url) => mayBeAt(config, url),
        services(url) {
          const services =
            opened.get(url) ??
            whileMigrating(owns.at(url)).then((own) => over(own, openAt(config, url, options)))
          opened.set(url, services)
          return services
        },
      },
    })
    return over(main, directory)
  }
  const app = buildApp(isFile ? () => services : (c) => forRequest(databasePatience(c.req)), () => config)
  const { server, port } = await listening(withCompression(app.fetch), config)
  return {
    url: publicUrl ?? `http://localhost:${port}`,
    newKey,
    onceToken,
    async close() {
      isEnding = true
      await drain(server)
      await owns?.close()
      await main.close()
      mail?.close()
    },
  }
}

/** What was started, unless it takes long: then its schema is being brought up to date. */
function whileMigrating<Started>(starting: Promise<Started>): Promise<Started> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new StorageUnavailable('it is not ready yet', { trouble: 'migrating' }))
    const timer = setTimeout(late, patience)
    starting.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const unnamedProxy =
  'sayso: a proxy on this machine asks for everybody, so one limit holds for all: name its header in TRUSTED_PROXY_HEADER'

/** The services that are the same for every database and request of this process. */
async function processServices(config: Config) {
  const assets = await readAssets(new URL('../dist/', import.meta.url))
  const asset = async (name: string) => assets.get(name) ?? null
  const metrics = config.metricsKey ? createMetrics() : null
  const log = createRequestLog(config.log)
  let isWarned = false
  return {
    asset,
    picture: (name: string) => readPicture(new URL('../dist/docs/', import.meta.url), name),
    languageData: () => readData({ asset }, 'words'),
    tagger: createTagger(),
    floods: createFloodWatch(),
    later: (work: Promise<unknown>) => void work.catch((error) => logFailure(error, 'background')),
    hash: (secret: string) => hash('sha256', secret),
    now: Date.now,
    limit: limiterOf(config.limits),
    addressOf(c: Parameters<typeof addressOf>[0]) {
      if (!isWarned && isUnnamedProxy(c, config)) {
        isWarned = true
        console.warn(unnamedProxy)
      }
      return addressOf(c, config)
    },
    logRequest(request: LoggedRequest) {
      metrics?.count(request)
      log(request, Date.now())
    },
    metrics: metrics && config.metricsKey ? { key: config.metricsKey, text: metrics.text } : null,
    publicUrl: config.publicUrl,
    mailEvents: config.mailEvents,
  }
}

function directoryServices({ databaseUrl, secrets }: Config, directory: Database) {
  const keyring = cachedKeyring(secrets)
  return {
    directory,
    freeBytes: () => freeBytesFor(databaseUrl),
    logBytes: () => logBytesOf(databaseUrl),
    hasGivenSecrets: secrets.length > 0,
    keyring: (workspaceId: string, fresh?: 'fresh') =>
      keyring(workspaceId, (id) => linkSecretsOf(directory, id), Date.now(), fresh),
  }
}

function listening(fetch: Parameters<typeof listen>[0]['fetch'], { port, host }: Config) {
  return new Promise<{ server: Server; port: number }>((resolve, reject) => {
    const options = { fetch, port, hostname: host, serverOptions: serverLimits }
    // Node's plain HTTP server, since no other is asked for.
    const server = listen(options, (info) => resolve({ server, port: info.port })) as Server
    cutSlowRequests(server, (path) => isImport(path.slice(path.indexOf('/v1/'))))
    cutStalledReaders(server)
    server.on('error', reject)
  })
}

/** Runs the server for a person at a terminal: prints where things are, and one line when it cannot start. */
export async function serve(groups = fileGroups): Promise<void> {
  try {
    const config = readConfig(process.env)
    const running = await start(config, groups)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(running))
    // Last, since whoever reads it may stop the server at once.
    announce(running, config)
  } catch (error) {
    console.error(`sayso: ${reasonNotToStart(error)}`)
    process.exit(1)
  }
}

async function stop(running: Running): Promise<void> {
  await running.close()
  process.exit(0)
}

function announce({ url, newKey, onceToken }: Running, { databaseUrl, host, publicUrl }: Config): void {
  const lines = [`demo     ${url}/demo`, `console  ${url}/console`, `API      ${url}/openapi.json`]
  if (newKey) lines.push(...keyLines(newKey, databaseUrl))
  // Elsewhere it would be kept in a log.
  if (onceToken && process.stdout.isTTY)
    lines.push(`sign in  ${url}/console/first/${onceToken}`, '         (works once, within an hour)')
  console.log(`\n  Sayso is running.\n\n  ${lines.join('\n  ')}\n`)
  if (publicUrl === null && !/^(localhost|127\..*|::1)$/.test(host))
    console.warn(
      'sayso: PUBLIC_URL is not set, so links and cookies are made for whatever host a request names: set it to where people reach the server',
    )
}

/** The first key, for a terminal; elsewhere what is printed is kept in a log, so the key goes to a file of its own. */
function keyLines(newKey: string, databaseUrl: string): string[] {
  if (process.stdout.isTTY) return [`key      ${newKey}`, '         (shown this once: keep it)']
  const path = databaseUrl.startsWith('file:') ? `${pathOf(databaseUrl)}.first-key` : 'sayso.first-key'
  try {
    writeFileSync(path, `${newKey}\n`, { mode: 0o600, flag: 'wx' })
    return [`key      in ${path}`, '         (kept nowhere else: read it, then delete the file)']
  } catch (error) {
    return [
      `key      cannot be written to ${path}: ${(error as NodeJS.ErrnoException).code}`,
      '         (set SAYSO_ADMIN_KEY to one of your own, and start again)',
    ]
  }
}

function reasonNotToStart(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof DatabaseInUse)
    return `${error.message}: stop that one first, or set DATABASE_URL to another file`
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE')
    return 'PORT is in use by another program: stop it, or set PORT to another number'
  return message ?? String(error)
}

if (import.meta.main) await serve()
