import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { freePort } from '../../support/sqld.ts'

/** A worker in a workerd of its own, without the proxies that development puts before it. */
export async function startWorker(program: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-workerd-'))
  const port = await freePort()
  await bundle(program, folder)
  writeFileSync(join(folder, 'workerd.capnp'), configOf(port))
  const child = spawn('node_modules/.bin/workerd', ['serve', join(folder, 'workerd.capnp')], {
    stdio: 'inherit',
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (tries === 400) throw new Error('workerd does not answer')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    child,
    end() {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )

async function bundle(program: string, folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { target: 'webworker', noExternal: true },
    build: {
      ssr: true,
      minify: true,
      outDir: folder,
      rolldownOptions: { input: program, output: { entryFileNames: 'worker.js', codeSplitting: false } },
    },
  })
}

const configOf = (port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [(name = "worker", esModule = embed "worker.js")],
    compatibilityDate = "2026-10-01"))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
`
