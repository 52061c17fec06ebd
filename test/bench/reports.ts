/**
 * What a report costs at 10⁵, 10⁶ and 10⁷ answers, over data made here and brought in through
 * the import call: two years, three properties. Prints a table and ends with 1 when a budget is
 * missed. `node test/bench/reports.ts 100000 1000000 10000000`
 *
 * `--against FOLDER` holds it against an earlier version, in a checkout that is installed and built: the same answers
 * are brought into both, each report is asked of one and the other in turn, and it ends with 1 when one takes more than
 * 1.2 times as long as it did. `node test/bench/reports.ts 1000000 --against ../earlier`
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { saveResponses } from '../../server/storage/responses.ts'
import type { ViewSave } from '../../server/storage/views.ts'
import { secretsOf } from '../support/linkSecrets.ts'
import { seededRandom } from './random.ts'

const key = 'sayso_benchmark-key-0123456789'
const start = Date.UTC(2024, 0, 1)
const end = Date.UTC(2026, 0, 1)
const authorization = { authorization: `Bearer ${key}` }
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' } },
})
const sizes = positionals.map(Number)
const budgets = { year: 20, growth: 1.5, filterOfAMillion: 100, pageOfAMillion: 100, ofEarlier: 1.2 }

const choices = {
  plan: ['free', 'pro', 'team', 'enterprise'],
  country: ['DE', 'US', 'FR', 'GB', 'JP', 'BR', 'IN', 'ES', 'IT', 'NL', 'SE', 'PL'],
  role: ['admin', 'editor', 'viewer', 'developer', 'owner'],
} as const

/** The parts of the server as the version in a folder has them. */
async function versionIn(root: URL) {
  const load = (path: string) => import(new URL(path, root).href)
  const [
    app,
    hashing,
    keyring,
    assets,
    floods,
    counts,
    file,
    responses,
    views,
    tagger,
    words,
    bootstrap,
    books,
  ] = await Promise.all([
    load('server/app.ts') as Promise<typeof import('../../server/app.ts')>,
    load('server/http/hashing.ts') as Promise<typeof import('../../server/http/hashing.ts')>,
    load('server/links/keyring.ts') as Promise<typeof import('../../server/links/keyring.ts')>,
    load('server/node/assets.ts') as Promise<typeof import('../../server/node/assets.ts')>,
    load('server/responses/flood-watch.ts') as Promise<
      typeof import('../../server/responses/flood-watch.ts')
    >,
    load('server/storage/counts/consistency.ts') as Promise<
      typeof import('../../server/storage/counts/consistency.ts')
    >,
    load('server/storage/file.ts') as Promise<typeof import('../../server/storage/file.ts')>,
    load('server/storage/responses.ts') as Promise<typeof import('../../server/storage/responses.ts')>,
    load('server/storage/views.ts') as Promise<typeof import('../../server/storage/views.ts')>,
    load('server/themes/tagger.ts') as Promise<typeof import('../../server/themes/tagger.ts')>,
    load('server/themes/word-lists.ts') as Promise<typeof import('../../server/themes/word-lists.ts')>,
    load('server/workspaces/bootstrap.ts') as Promise<typeof import('../../server/workspaces/bootstrap.ts')>,
    load('shared/themes/codebooks.ts') as Promise<typeof import('../../shared/themes/codebooks.ts')>,
  ])
  return {
    ...{ ...app, ...hashing, ...keyring, ...assets, ...floods, ...counts, ...file },
    ...{ ...responses, ...views, ...tagger, ...words, ...bootstrap, ...books },
  }
}

async function open(root: URL) {
  const version = await versionIn(root)
  const assets = await version.readAssets(new URL('dist/', root))
  const folder = await mkdtemp(join(tmpdir(), 'sayso-bench-'))
  const database = await version.openFile(`file:${join(folder, 'bench.db')}`)
  await version.prepare(database, { adminKey: key, makeKey: false, now: start })
  const services = {
    database,
    directory: database,
    own: null,
    save: async (save: Parameters<typeof saveResponses>[1][number]) =>
      (await version.saveResponses(database, [save]))[0]!,
    tagger: version.createTagger(),
    languageData: async () => ({ languages: version.languages, codebooks: version.defaultCodebooks }),
    rebuildThemes: () => {},
    asset: async (name: string) => assets.get(name) ?? null,
    keyring: () => version.keyringOf('main', secretsOf('a secret for a test')),
    hash: version.sha256,
    now: () => end,
    saveView: async (view: ViewSave) => (await version.saveViews(database, [view]))[0]!,
    takesSaves: () => true,
    freeBytes: async () => null,
    logBytes: async () => null,
    hasGivenSecrets: false,
    limit: async () => ({ wait: 0, quota: null }),
    addressOf: () => 'unknown',
    floods: version.createFloodWatch(),
    later() {},
    logRequest() {},
    metrics: null,
    mail: null,
    picture: async () => null,
    publicUrl: null,
    mailEvents: new Map(),
  }
  const app = version.buildApp(() => services)
  const close = async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { app, differences: () => version.countDifferences(database, 'demo'), close }
}

/** Answers as lines of JSON, in order of time as an export has them: ratings lean high, three in ten say who they are. */
function* lines(count: number): Generator<string> {
  const random = seededRandom(count)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  for (let i = 0; i < count; i += 1) {
    const plan = pick(choices.plan)
    const rating = Math.min(10, Math.floor(11 * random() ** (plan === 'free' ? 0.6 : 0.45)))
    const answeredAt = new Date(start + Math.floor(((i + random()) / count) * (end - start))).toISOString()
    const comment = random() < 0.3 ? 'It does what we need, most of the time.' : null
    const properties = { plan, country: pick(choices.country), role: pick(choices.role) }
    const respondent = random() < 0.3 ? { id: `u${Math.floor((random() * count) / 5)}` } : null
    yield JSON.stringify({ id: `a${i}`, rating, answeredAt, comment, properties, respondent })
  }
}

function bodyOf(source: Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const iterator = source[Symbol.iterator]()
  return new ReadableStream({
    pull(controller) {
      let text = ''
      for (let i = 0; i < 1000; i += 1) {
        const { value, done } = iterator.next()
        if (done) {
          controller.enqueue(encoder.encode(text))
          return controller.close()
        }
        text += `${value}\n`
      }
      controller.enqueue(encoder.encode(text))
    },
  })
}

/** The cookie of a session in the console. */
async function signIn(app: Running['app']): Promise<string> {
  const answer = await app.request('http://localhost/console/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams({ key }),
  })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!

/** The middle of the times that each of some works takes, in milliseconds: one after the other, in turn. */
async function p50(rounds: number, works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  for (const work of works) await work()
  const times = works.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [at, work] of works.entries()) {
      const before = performance.now()
      await work()
      times[at]!.push(performance.now() - before)
    }
  return times.map(middle)
}

const year = 'from=2025-01-01&to=2026-01-01&interval=week'
const reports = {
  year: [`${year}`, 41],
  'year, Berlin': [`${year}&timezone=Europe/Berlin`, 21],
  'year, Kathmandu, days': ['from=2025-01-01&to=2026-01-01&interval=day&timezone=Asia/Kathmandu', 21],
  'year, plan = pro': [`${year}&segment=plan:pro`, 5],
  'year, one channel': [`${year}&channel=import`, 21],
  'year, latest per person': [`${year}&count=latest`, 3],
} as const

const roots = [
  new URL('../../', import.meta.url),
  ...(options.against === undefined ? [] : [pathToFileURL(`${resolve(options.against)}/`)]),
]
type Running = Awaited<ReturnType<typeof open>>

async function fill({ app }: Running, size: number): Promise<number> {
  const before = performance.now()
  const answer = await app.request('/v1/surveys/demo/import', {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/x-ndjson' },
    body: bodyOf(lines(size)),
    duplex: 'half',
  } as RequestInit)
  const { added } = (await answer.json()) as { added: number }
  if (added !== size) throw new Error(`imported ${added} of ${size}`)
  return Math.round((size / (performance.now() - before)) * 1000)
}

const reader =
  (path: string, headers: Record<string, string>) =>
  ({ app }: Running) =>
  async () => {
    const report = await app.request(path, { headers })
    if (report.status !== 200) throw new Error(`${path}: ${report.status} ${await report.text()}`)
    return report.text()
  }

const rows: Record<string, Record<string, number | string>> = {}
let most = 0
for (const size of sizes) {
  const running = await Promise.all(roots.map(open))
  const row: Record<string, number | string> = {}
  for (const [at, each] of running.entries()) {
    const rate = await fill(each, size)
    if (at === 0) row['imported a second'] = rate
  }
  const measure = async (name: string, rounds: number, read: ReturnType<typeof reader>) => {
    const [now, earlier] = await p50(rounds, running.map(read))
    row[name] = Number(now!.toFixed(2))
    if (earlier === undefined) return
    row[`${name}, of earlier`] = Number((now! / earlier).toFixed(2))
    most = Math.max(most, now! / earlier)
  }
  for (const [name, [query, rounds]] of Object.entries(reports))
    await measure(name, rounds, reader(`/v1/surveys/demo/report?${query}`, authorization))
  // Sessions of two versions differ, and so each has its own.
  const cookies = new Map(
    await Promise.all(running.map(async (each) => [each, await signIn(each.app)] as const)),
  )
  await measure('the page', 11, (each) =>
    reader(`http://localhost/console/surveys/demo?${year}`, { cookie: cookies.get(each)! })(each),
  )
  if (size <= 1_000_000) row['counts that differ from a scan'] = await running[0]!.differences()
  rows[size.toLocaleString('en')] = row
  for (const each of running) await each.close()
  console.table(rows)
}
const years = Object.values(rows).map((row) => Number(row.year))
const growth = years.at(-1)! / years[0]!
console.log(`the year's report at the largest takes ${growth.toFixed(2)} times what it takes at the smallest`)
const million = rows['1,000,000']
const missed = [
  most > budgets.ofEarlier,
  Math.max(...years) > budgets.year,
  growth > budgets.growth,
  million && Number(million['year, plan = pro']) > budgets.filterOfAMillion,
  million && Number(million['the page']) > budgets.pageOfAMillion,
]
process.exitCode = missed.some(Boolean) ? 1 : 0
