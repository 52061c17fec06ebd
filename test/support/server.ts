import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { adminKey, unlimited } from './collector.ts'
import { freePort } from './sqld.ts'

/** The server as a process of its own, to be killed, starved or counted. */
export interface Server {
  readonly url: string
  readonly key: string
  readonly child: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Sends a signal and waits for the end; `SIGKILL` unless told otherwise. */
  end(signal?: NodeJS.Signals): Promise<void>
}

/** Compiled modules are kept between starts. */
export const compiled = join(tmpdir(), 'sayso-compiled')

/** Starts the server, or the bundle made of it, with these variables and waits until it listens; throws what it printed if it ends. */
export async function startServer(
  variables: Readonly<Record<string, string>>,
  program = 'server/node.ts',
): Promise<Server> {
  const port = variables.PORT ?? String(await freePort())
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: compiled,
      HOST: '127.0.0.1',
      SAYSO_ADMIN_KEY: adminKey,
      ...unlimited,
      ...variables,
      PORT: port,
    },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      printed += data
    })
  await new Promise<void>((resolve, reject) => {
    // It says where it is as soon as it listens.
    child.stdout.on('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    key: adminKey,
    child,
    output: () => printed,
    async end(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
  }
}

/** A folder for one database file, and the variable that names it. */
export function newFile(): { folder: string; path: string; variables: { DATABASE_URL: string } } {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-file-'))
  const path = join(folder, 'sayso.db')
  return { folder, path, variables: { DATABASE_URL: `file:${path}` } }
}
