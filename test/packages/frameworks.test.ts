import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAnswer } from '../journey/answers.ts'
import { pack } from '../journey/packed.ts'
import { visit } from '../journey/visit.ts'
import { launchChromium } from '../support/chromium.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { freePort } from '../support/sqld.ts'

/** Each fixture, with an option of its build where there are several. */
const applications: readonly [name: string, folder: string, option?: string][] = [
  ['Next with Turbopack', 'next'],
  ['Next with webpack', 'next', '--webpack'],
  ['Vite and React, in StrictMode', 'vite-react'],
  ['SvelteKit', 'sveltekit'],
  ['Astro', 'astro'],
  ['Angular', 'angular'],
]

const fixtures = join(import.meta.dirname, 'fixtures')
const minutes = 60_000

let folder: string
let tarball: string
let collector: Collector
let browser: Browser

// It installs the frameworks from the registry, which takes minutes.
describe.skipIf(!process.env.SAYSO_LONG)('the package in applications as people make them', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sayso-frameworks-'))
    tarball = pack(folder)
    ;[collector, browser] = await Promise.all([startCollector(), launchChromium()])
  }, 5 * minutes)
  afterAll(async () => {
    await Promise.all([browser?.close(), collector?.close()])
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(applications)(
    '%s: it builds, runs, and stores one answer',
    async (name, fixture, option) => {
      const app = install(name, fixture)
      run(app, 'npm', 'run', 'build', ...(option ? ['--', option] : []))
      const { url, stop } = await serve(app)
      try {
        const { page, card, problems, end } = await visit(browser, url)
        await card.waitFor()
        await card.getByRole('radio', { name: '9' }).click()
        await page.keyboard.type(`In ${name}`)
        await card.getByRole('button', { name: 'Send' }).click()
        await expectAnswer(collector, name, { rating: 9, comment: `In ${name}` })
        expect(await card.count()).toBe(1)
        expect(problems.filter((problem) => /^(error|warning|uncaught|policy)/.test(problem))).toEqual([])
        await end()
      } finally {
        await stop()
      }
    },
    10 * minutes,
  )
})

/** A copy of a fixture that asks this person of our collector, with all it needs installed. */
function install(person: string, fixture: string): string {
  const app = join(folder, person.replaceAll(/\W+/g, '-'))
  cpSync(join(fixtures, fixture), app, { recursive: true })
  for (const name of readdirSync(app, { recursive: true, encoding: 'utf8' })) {
    const file = join(app, name)
    if (!statSync(file).isFile()) continue
    const text = readFileSync(file, 'utf8')
    writeFileSync(
      file,
      text.replaceAll('https://feedback.example.com', collector.url).replaceAll('PERSON', person),
    )
  }
  run(app, 'npm', 'install', '--no-audit', '--no-fund', tarball)
  return app
}

const environment = {
  ...process.env,
  // The project's own Node, also where npm's path leads to another.
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  NODE_ENV: undefined,
  NEXT_TELEMETRY_DISABLED: '1',
  ASTRO_TELEMETRY_DISABLED: '1',
}

function run(app: string, command: string, ...given: string[]): void {
  try {
    execFileSync(command, given, { cwd: app, stdio: 'pipe', env: environment })
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer }
    throw new Error(`${command} ${given.join(' ')}:\n${stdout}\n${stderr}`)
  }
}

/** Runs the application's own server on a free port. */
async function serve(app: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const server = spawn('npm', ['start'], {
    ...{ cwd: app, stdio: 'pipe', detached: true },
    env: { ...environment, PORT: `${port}` },
  }) as ChildProcess
  let said = ''
  for (const stream of [server.stdout!, server.stderr!])
    stream.on('data', (text) => {
      said += text
    })
  const url = `http://127.0.0.1:${port}/`
  await expect
    .poll(
      () =>
        fetch(url).then(
          ({ status }) => status,
          () => said,
        ),
      { timeout: minutes },
    )
    .toBe(200)
  return {
    url,
    stop: () =>
      new Promise((stopped) => {
        server.on('close', () => stopped())
        // With all it started.
        process.kill(-server.pid!)
      }),
  }
}
