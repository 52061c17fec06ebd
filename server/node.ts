import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { buildApp } from './app.ts'
import { readData } from './built-data/read-data.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import type { Call } from './context.ts'
import { sha256 } from './http/hashing.ts'
import { keepLog, type Seen } from './http/request-log.ts'
import { addKeyed } from './keyed.ts'
import { keepKeyring } from './links/keyring.ts'
import { smaller } from './node/brotli.ts'
import { directSaves } from './node/direct-saves.ts'
import { drain } from './node/drain.ts'
import { keep } from './node/keeper.ts'
import { keepAll } from './node/keepers.ts'
import { limiterOf } from './node/limiter.ts'
import { openPost } from './node/mail.ts'
import { keepMetrics } from './node/metrics.ts'
import { cutSlowRequests, serverLimits } from './node/slow-requests.ts'
import { bodyOf, incomingOf, wholeRequests } from './node/whole-requests.ts'
import { addPages } from './pages.ts'
import type { Grouping } from './responses/group-commit.ts'
import { isImport } from './responses/import-routes.ts'
import type { Asset, Services } from './services.ts'
import { endLeases } from './storage/campaign-queue.ts'
import { DatabaseInUse } from './storage/db.ts'
import { freeBytesFor, openFile } from './storage/file.ts'
import { linkSecretsOf } from './storage/link-secrets.ts'
import { migrate } from './storage/migrate.ts'
import { mayBeAt, openAt } from './storage/own.ts'
import { patience } from './storage/remote.ts'
import { createTagger } from './themes/tagger.ts'
import { prepare } from './workspaces/bootstrap.ts'

/** A server that is running. */
export interface Running {
  /** Where it listens, without a trailing slash. */
  readonly url: string
  /** The key made at the very first start, else `null`. It is kept nowhere. */
  readonly newKey: string | null
  close(): Promise<void>
}

/**
 * 2,000 waiting saves are a fifth of a second's work for a file. An answer comes within three
 * seconds, whatever the database does. One transaction at a time holds half more than each of two, and as
 * many as a turn of the event loop brings: else a crowd would be served at the pace of the turns.
 */
export const inFile: Grouping = { largest: 1000, atOnce: 1, most: 2000, patience: 2500 }

/** A server far away takes long for a little and not longer for much. */
const overHttp: Grouping = { largest: 200, atOnce: 8, most: 2000, patience }

/** Opens the databases, makes them ready, and serves. `grouping` is how saves to a file share commits. */
export async function start(config: Config, grouping = inFile): Promise<Running> {
  const { databaseUrl, adminKey, publicUrl, secrets, metricsKey } = config
  const isFile = databaseUrl.startsWith('file:')
  const directory = isFile ? await openFile(databaseUrl) : openAt(config, null)
  const { newKey } = await prepare(directory, { adminKey, makeKey: true, now: Date.now() })
  const assets = await readAssets()
  const keyring = keepKeyring(secrets)
  const asset = async (name: string) => assets.get(name) ?? null
  let isEnding = false
  const metrics = metricsKey ? keepMetrics() : null
  const log = keepLog(config.log)
  const shared = {
    directory,
    languageData: () => readData({ asset }, 'words'),
    takesSaves: () => main.hasRoom() && !isEnding,
    tagger: createTagger(),
    asset,
    hash: (secret: string) => hash('sha256', secret),
    now: Date.now,
    freeBytes: () => freeBytesFor(databaseUrl),
    keyring: (fresh?: 'fresh') => keyring(() => linkSecretsOf(directory), Date.now(), fresh),
    limit: limiterOf(config.limits),
    addressOf: (c: Call) => addressOf(c, config),
    bodyOf,
    watch(seen: Seen) {
      metrics?.watch(seen)
      log(seen, Date.now())
    },
    metrics: metrics && metricsKey ? { key: metricsKey, text: metrics.text } : null,
    publicUrl,
  }
  const post = openPost(config)
  // A file has no other process: whoever held a turn to send a mail is dead.
  if (isFile && post) await endLeases(directory, Date.now())
  const sending = post && { ...shared, ...post }
  const main = keep(directory, shared, isFile ? grouping : overHttp, sending)
  const keepers =
    config.databaseTokens.size > 0
      ? keepAll(directory, async (url) => {
          const database = openAt(config, url)
          await migrate(database)
          return keep(database, shared, overHttp, sending)
        })
      : null

  const services: Services = { ...shared, ...main.services, own: null }
  /** Over HTTP all that a request reads has one end together. */
  function forRequest(keeper = main, url: string | null = null): Services {
    const end = AbortSignal.timeout(patience)
    const listing = openAt(config, null, end)
    return {
      ...shared,
      ...keeper.services,
      database: url === null ? listing : openAt(config, url, end),
      directory: listing,
      own: keepers && {
        mayBeAt: (url) => mayBeAt(config, url),
        services: async (url) => forRequest(await keepers.at(url), url),
      },
    }
  }
  const servicesFor = isFile ? () => services : () => forRequest()
  const app = buildApp(servicesFor, addPages, addKeyed)
  const { server, port } = await listening(smaller(app.fetch), servicesFor, config)
  return {
    url: publicUrl ?? `http://localhost:${port}`,
    newKey,
    async close() {
      isEnding = true
      await drain(server as Server)
      await keepers?.close()
      await main.close()
      post?.close()
    },
  }
}

function listening(
  fetch: Parameters<typeof listen>[0]['fetch'],
  servicesFor: () => Services,
  { port, host }: Config,
) {
  const createServing = ((options: ServerOptions, answer: RequestListener) =>
    createServer(options, wholeRequests(directSaves(servicesFor, answer)))) as typeof createServer
  return new Promise<{ server: ReturnType<typeof listen>; port: number }>((resolve, reject) => {
    const serverOptions = serverLimits
    const options = { fetch, port, hostname: host, serverOptions, createServer: createServing }
    const server = listen(options, (info) => resolve({ server, port: info.port }))
    cutSlowRequests(server as Server, isImport)
    server.on('error', reject)
  })
}

/**
 * Who asks: the other end of the connection, or whom the proxy we trust says it is. The last
 * address in its header is the one it saw itself; those before it anybody can write.
 */
function addressOf(c: Call, { proxyHeader, limitsOwnMachine }: Config): string | null {
  if (proxyHeader) return c.req.header(proxyHeader)?.split(',').at(-1)?.trim() || null
  const address = incomingOf(c).socket.remoteAddress
  // Behind a proxy on this machine that nobody named, everybody would be one address.
  if (!limitsOwnMachine && /^(::1$|(::ffff:)?127\.)/.test(address ?? '')) return null
  return address ?? null
}

/** What was built, read once: it is a few small files. */
async function readAssets(): Promise<Map<string, Asset>> {
  const folder = new URL('../dist/', import.meta.url)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|json)$/.test(name),
  )
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Asset]> => {
        const text = readFileSync(new URL(name, folder), 'utf8')
        return [name.replaceAll('\\', '/'), { text, etag: await sha256(text) }]
      }),
    ),
  )
}

/** Runs the server for a person at a terminal: prints where things are, and one line when it cannot start. */
export async function serve(grouping = inFile): Promise<void> {
  try {
    const running = await start(readConfig(process.env), grouping)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(running))
    // Last, since whoever reads it may end the server at once.
    announce(running)
  } catch (error) {
    console.error(`sayso: ${reasonNotToStart(error)}`)
    process.exit(1)
  }
}

async function stop(running: Running): Promise<void> {
  await running.close()
  process.exit(0)
}

function announce({ url, newKey }: Running): void {
  const lines = [`demo     ${url}/demo`, `console  ${url}/console`, `API      ${url}/openapi.json`]
  if (newKey) lines.push(`key      ${newKey}`, '         (shown this once: keep it)')
  console.log(`\n  Sayso is running.\n\n  ${lines.join('\n  ')}\n`)
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
