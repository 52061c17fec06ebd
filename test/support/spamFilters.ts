import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from './sqld.ts'

/** What a filter says of a mail: its points, and the rules that gave or took some. */
export interface Judged {
  readonly score: number
  readonly rules: Readonly<Record<string, number>>
}

/** Whether a program is installed; both filters are packages of Debian, `spamassassin` and `rspamd`. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** SpamAssassin without the network: the rules about what is in a mail. */
export async function spamAssassin(raw: Buffer): Promise<Judged> {
  const child = spawn('spamassassin', ['--local', '--test-mode'], { stdio: ['pipe', 'pipe', 'ignore'] })
  child.stdin.end(raw)
  const text = Buffer.concat(await child.stdout.toArray()).toString()
  const report = text.slice(text.lastIndexOf('Content analysis details'))
  const rules = [...report.matchAll(/^\s*(-?\d+\.\d+) ([A-Z][A-Z\d_]+)/gm)].map(([, points, name]) => [
    name!,
    Number(points),
  ])
  const score = report.match(/\((-?[\d.]+) points/)?.[1]
  if (score === undefined) throw new Error('SpamAssassin judged nothing')
  return { score: Number(score), rules: Object.fromEntries(rules) }
}

/** Modules that ask the network, or keep something between mails. */
const notAlone = ['rbl', 'fuzzy_check', 'phishing', 'greylist', 'ratelimit', 'neural', 'dkim_signing', 'asn']

/** rspamd with a configuration of its own, which asks nobody. */
export async function startRspamd() {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-rspamd-'))
  const local = join(folder, 'local.d')
  const port = await freePort()
  await mkdir(local)
  // It gives its rights away at start.
  await Promise.all([folder, local].map((each) => chmod(each, 0o777)))
  const files = {
    'options.inc': 'dns { nameserver = ["127.0.0.1:1"]; timeout = 0.05s; retransmits = 1; }',
    'worker-normal.inc': `bind_socket = "127.0.0.1:${port}";`,
    ...Object.fromEntries(['controller', 'proxy', 'fuzzy'].map((name) => [`worker-${name}.inc`, off])),
    ...Object.fromEntries(notAlone.map((name) => [`${name}.conf`, off])),
  }
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(local, name), text)))
  const places = ['DBDIR', 'RUNDIR', 'LOGDIR'].map((name) => `--var=${name}=${folder}`)
  const child = spawn('rspamd', ['-f', '-i', `--var=LOCAL_CONFDIR=${folder}`, ...places], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await untilAnswering(url)
  return {
    async judge(raw: Buffer): Promise<Judged> {
      const response = await fetch(`${url}/checkv2`, { method: 'POST', body: new Uint8Array(raw) })
      const { score, symbols } = (await response.json()) as { score: number; symbols: Symbols }
      const given = Object.entries(symbols).filter(([, symbol]) => symbol.score !== 0)
      return { score, rules: Object.fromEntries(given.map(([name, symbol]) => [name, symbol.score])) }
    },
    async close() {
      child.kill()
      await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Symbols = Readonly<Record<string, { readonly score: number }>>
const off = 'enabled = false;'

async function untilAnswering(url: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const answer = await fetch(`${url}/ping`).catch(() => null)
    if (answer?.ok) return
    await sleep(250)
  }
  throw new Error('rspamd does not answer')
}
