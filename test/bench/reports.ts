/**
 * What a report costs at 10⁵, 10⁶ and 10⁷ answers, over data made here and brought in through
 * the import call: two years, three properties. Prints a table and ends with 1 when a budget is
 * missed. `node test/bench/reports.ts 100000 1000000 10000000`
 */

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../server/app.ts'
import { sha256 } from '../../server/http/hashing.ts'
import { keyringOf } from '../../server/links/keyring.ts'
import { readAssets } from '../../server/node/assets.ts'
import { createFloodWatch } from '../../server/responses/flood-watch.ts'
import { countDifferences } from '../../server/storage/counts/consistency.ts'
import { openFile } from '../../server/storage/file.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { saveViews, type ViewSave } from '../../server/storage/views.ts'
import { createTagger } from '../../server/themes/tagger.ts'
import { languages } from '../../server/themes/word-lists.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { secretsOf } from '../support/linkSecrets.ts'
import { seededRandom } from './random.ts'

const key = 'sayso_benchmark-key-0123456789'
const start = Date.UTC(2024, 0, 1)
const end = Date.UTC(2026, 0, 1)
const authorization = { authorization: `Bearer ${key}` }
const sizes = process.argv.slice(2).map(Number)
const budgets = { year: 20, growth: 1.5, filterOfAMillion: 100, pageOfAMillion: 100 }

const choices = {
  plan: ['free', 'pro', 'team', 'enterprise'],
  country: ['DE', 'US', 'FR', 'GB', 'JP', 'BR', 'IN', 'ES', 'IT', 'NL', 'SE', 'PL'],
  role: ['admin', 'editor', 'viewer', 'developer', 'owner'],
} as const

async function open() {
  const assets = await readAssets(new URL('../../dist/', import.meta.url))
  const folder = await mkdtemp(join(tmpdir(), 'sayso-bench-'))
  const database = await openFile(`file:${join(folder, 'bench.db')}`)
  await prepare(database, { adminKey: key, makeKey: false, now: start })
  const services = {
    database,
    directory: database,
    own: null,
    save: async (save: Parameters<typeof saveResponses>[1][number]) =>
      (await saveResponses(database, [save]))[0]!,
    tagger: createTagger(),
    languageData: async () => ({ languages, codebooks: defaultCodebooks }),
    rebuildThemes: () => {},
    asset: async (name: string) => assets.get(name) ?? null,
    keyring: () => keyringOf('main', secretsOf('a secret for a test')),
    hash: sha256,
    now: () => end,
    saveView: async (view: ViewSave) => (await saveViews(database, [view]))[0]!,
    takesSaves: () => true,
    freeBytes: async () => null,
    logBytes: async () => null,
    hasGivenSecrets: false,
    limit: async () => ({ wait: 0, quota: null }),
    addressOf: () => 'unknown',
    floods: createFloodWatch(),
    later() {},
    logRequest() {},
    metrics: null,
    mail: null,
    picture: async () => null,
    publicUrl: null,
    mailEvents: new Map(),
  }
  const app = buildApp(() => services)
  const close = async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { app, database, close }
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
async function signIn(app: Awaited<ReturnType<typeof open>>['app']): Promise<string> {
  const answer = await app.request('http://localhost/console/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost' },
    body: new URLSearchParams({ key }),
  })
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

async function p50(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now()
    await work()
    times.push(performance.now() - before)
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!
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

const rows: Record<string, Record<string, number | string>> = {}
for (const size of sizes) {
  const { app, database, close } = await open()
  const before = performance.now()
  const answer = await app.request('/v1/surveys/demo/import', {
    method: 'POST',
    headers: { ...authorization, 'content-type': 'application/x-ndjson' },
    body: bodyOf(lines(size)),
    duplex: 'half',
  } as RequestInit)
  const { added } = (await answer.json()) as { added: number }
  if (added !== size) throw new Error(`imported ${added} of ${size}`)
  const row: Record<string, number | string> = {
    'imported a second': Math.round((size / (performance.now() - before)) * 1000),
  }
  for (const [name, [query, rounds]] of Object.entries(reports)) {
    const read = async () => {
      const report = await app.request(`/v1/surveys/demo/report?${query}`, { headers: authorization })
      if (report.status !== 200) throw new Error(`${query}: ${report.status} ${await report.text()}`)
      return report.text()
    }
    row[name] = Number((await p50(rounds, read)).toFixed(2))
  }
  const cookie = await signIn(app)
  const look = async () => {
    const page = await app.request(`/console/surveys/demo?${year}`, { headers: { cookie } })
    if (page.status !== 200) throw new Error(`the page answers ${page.status}`)
    return page.text()
  }
  row['the page'] = Number((await p50(11, look)).toFixed(2))
  if (size <= 1_000_000) row['counts that differ from a scan'] = await countDifferences(database, 'demo')
  rows[size.toLocaleString('en')] = row
  await close()
  console.table(rows)
}
const years = Object.values(rows).map((row) => Number(row.year))
const growth = years.at(-1)! / years[0]!
console.log(`the year's report at the largest takes ${growth.toFixed(2)} times what it takes at the smallest`)
const million = rows['1,000,000']
const missed = [
  Math.max(...years) > budgets.year,
  growth > budgets.growth,
  million && Number(million['year, plan = pro']) > budgets.filterOfAMillion,
  million && Number(million['the page']) > budgets.pageOfAMillion,
]
process.exitCode = missed.some(Boolean) ? 1 : 0
