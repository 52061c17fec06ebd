import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { adminKey, unlimited } from './collector.ts'

/** The server as a process of its own, that can be killed and started again on the same file and port. */
export function serverProcess(port: number, variables: Readonly<Record<string, string>>) {
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  async function start() {
    child = spawn(process.execPath, ['server/node.ts'], {
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: `${port}`,
        SAYSO_ADMIN_KEY: adminKey,
        ...unlimited,
        ...variables,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (let tries = 0; tries < 4000; tries += 1) {
      if (
        await fetch(`${url}/healthz`).then(
          (answer) => answer.ok,
          () => false,
        )
      )
        return
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('the server does not answer')
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    const ended = child && once(child, 'exit')
    child?.kill(signal)
    await ended
    child = undefined
  }

  return {
    ...{ url, key: adminKey, start, kill: () => end('SIGKILL'), stop: () => child && end('SIGTERM') },
    signal: (name: 'SIGUSR2') => child?.kill(name),
  }
}
