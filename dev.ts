/**
 * `npm run dev`: rebuilds the widget and restarts the server when their sources change. It stands before the
 * server, so that browsers cache nothing and a request during a restart waits for the server to be back.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { watch } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createBuilder } from 'vite'

const port = Number(process.env.PORT ?? 8787)
const innerPort = port + 1
/** How long nothing must change before the restart, in milliseconds. */
const quiet = 50
const retryDelay = 100
const mostRetries = 100

const builder = await createBuilder({
  ...{ logLevel: 'warn', build: { watch: {} } },
  // All parts are watched at once: none may remove what another has built.
  environments: { renderer: { build: { emptyOutDir: false } }, console: { build: { emptyOutDir: false } } },
})
await builder.buildApp()

/** Whether a source of `dist/data`, such as a language, may have changed since it was built. */
let isDataStale = true
let server = startServer()
let isEnding = false
let restarting: ReturnType<typeof setTimeout> | undefined

function startServer(): ChildProcess {
  if (isDataStale) spawnSync(process.execPath, ['server/built-data/build.ts'], { stdio: 'inherit' })
  isDataStale = false
  const env = { ...process.env, PORT: `${innerPort}` }
  return spawn(process.execPath, ['server/node.ts'], { env, stdio: 'inherit' }).on('exit', () => {
    if (isEnding) process.exit()
  })
}

/** Ends the server, which releases the database, and starts it again. */
function restart(): void {
  if (server.exitCode !== null) server = startServer()
  else
    server.kill() &&
      server.once('exit', () => {
        server = startServer()
      })
}

// Not node's own --watch, which sends messages of its own between the threads of the server.
for (const folder of ['server', 'shared', 'dist/widget', 'dist/console'])
  watch(folder, { recursive: true }, () => {
    isDataStale ||= folder === 'shared'
    clearTimeout(restarting)
    restarting = setTimeout(restart, quiet)
  })
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    isEnding = true
    server.kill(signal)
  })

/** Passes a request on; its body is read first, as it may have to be sent again. */
function pass(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, retries = 0): void {
  const { method, url, headers } = incoming
  const passed = request({ port: innerPort, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'cache-control': 'no-store' })
    answer.pipe(outgoing)
  })
  passed.on('error', () => {
    if (outgoing.headersSent || retries === mostRetries) outgoing.destroy()
    else setTimeout(pass, retryDelay, incoming, outgoing, body, retries + 1)
  })
  passed.end(body)
}

createServer(async (incoming, outgoing) => {
  pass(incoming, outgoing, Buffer.concat(await incoming.toArray()))
}).listen(port, () => console.log(`Look at http://localhost:${port}/demo`))
