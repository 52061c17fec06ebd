/**
 * What saves lose to somebody who reads: 64 connections send answers to the largest of 500 surveys as fast as they can,
 * alone and beside a reader, turn by turn on one server with a million answers. A manager opens a page of the console
 * each second; others read without a pause: its pages, the report of a combination, all answers as CSV, `/v1/changes`.
 * Ends with 1 when a budget is missed. `node test/bench/beside.ts [file] [turns] [seconds] [readers]`; a file that
 * exists is used, and grows, else it is made, which takes minutes. `readers` is a pattern for their names.
 */
import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { signedInCookie } from '../support/reports.ts'
import { newFile, startServer } from '../support/server.ts'
import { fillConsole } from './console-data.ts'
import { type Load, load } from './load.ts'
import { median } from './median.ts'
import { processorOf } from './processor.ts'

const [given, turns = '5', seconds = '6', chosen = '.'] = process.argv.slice(2)
/** The share of saves a second that a manager may cost, and the longest that a save may wait for any reader. */
const budgets = { manager: 0.15, longest: 100 }

const path = given ?? newFile().path
if (!existsSync(path)) await fillConsole(path, 1_000_000, Date.now() - 3_600_000)
const server = await startServer({ DATABASE_URL: `file:${path}` })
const cookie = await signedInCookie(server)
const authorization = `Bearer ${server.key}`
const lastQuarter = `from=${new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10)}`

/** What a manager opens in the morning, one after the other. */
const pages = [
  '/console',
  `/console/surveys/demo?${lastQuarter}`,
  '/console/answers?survey=demo',
  '/console/answers?survey=demo&band=negative',
  '/console/people/person-47',
  '/console/accounts',
  '/console/surveys/demo?segment=plan:pro',
  '/console/answers?text=permissions',
  `/console/accounts/${encodeURIComponent('company 7')}`,
  '/console/people',
]

async function ask(address: string, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(server.url + address, { headers })
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`)
  return answer
}
/** Reads an answer of any length to its end. */
async function drain({ body }: Response): Promise<void> {
  for await (const _ of body!);
}

let opened = 0
const nextPage = async () => drain(await ask(pages[opened++ % pages.length]!, { cookie }))
let cursor = ''

interface Reader {
  read(): Promise<unknown>
  /** Milliseconds from the beginning of one reading to that of the next. */
  readonly every: number
}
const readers: Record<string, Reader> = {
  manager: { read: nextPage, every: 1000 },
  'pages without a pause': { read: nextPage, every: 0 },
  'a combination': {
    read: async () =>
      drain(await ask('/v1/surveys/demo/report?segment=plan:pro&segment=country:DE', { authorization })),
    every: 0,
  },
  csv: { read: async () => drain(await ask('/v1/answers.csv', { authorization })), every: 0 },
  mirror: {
    async read() {
      const page = await ask(`/v1/changes?limit=1000${cursor && `&after=${cursor}`}`, { authorization })
      const { nextCursor, hasMore } = (await page.json()) as { nextCursor: string; hasMore: boolean }
      cursor = hasMore ? nextCursor : ''
    },
    every: 0,
  },
}

/** Reads until it is stopped; then returns how often. */
function begin({ read, every }: Reader): () => Promise<number> {
  const ending = new AbortController()
  const work = (async () => {
    let times = 0
    while (!ending.signal.aborted) {
      const next = sleep(every, null, { signal: ending.signal }).catch(() => {})
      await read()
      times += 1
      await next
    }
    return times
  })()
  return () => {
    ending.abort()
    return work
  }
}

async function turn(reader: Reader | null): Promise<Load & { each: number; times: number }> {
  const stop = reader && begin(reader)
  const before = processorOf(server.child.pid!)
  const result = await load(server.url, { seconds: Number(seconds) })
  const each = (processorOf(server.child.pid!) - before) / result.created
  return { ...result, each, times: (await stop?.()) ?? 0 }
}

await load(server.url, { seconds: 3 })
for (const _ of pages) await nextPage()
let isMissed = false
const table: Record<string, unknown> = {}
for (const [name, reader] of Object.entries(readers).filter(([name]) => new RegExp(chosen).test(name))) {
  const alone = [await turn(null)]
  const beside: Awaited<ReturnType<typeof turn>>[] = []
  for (let made = 0; made < Number(turns); made += 1) {
    beside.push(await turn(reader))
    alone.push(await turn(null))
  }
  const of = (loads: readonly Load[], figure: 'perSecond' | 'p99' | 'longest') =>
    loads.map((each) => each[figure])
  const lost = beside.map(
    ({ perSecond }, place) => 1 - (2 * perSecond) / (alone[place]!.perSecond + alone[place + 1]!.perSecond),
  )
  const longest = Math.max(...of(beside, 'longest'))
  if ((name === 'manager' && median(lost) > budgets.manager) || longest > budgets.longest) isMissed = true
  table[name] = {
    'saves/s': Math.round(median(of(beside, 'perSecond'))),
    alone: Math.round(median(of(alone, 'perSecond'))),
    'lost %': (100 * median(lost)).toFixed(1),
    'of each turn': lost.map((share) => Math.round(100 * share)).join(' '),
    'p99 ms': median(of(beside, 'p99')).toFixed(0),
    'p99 alone': median(of(alone, 'p99')).toFixed(0),
    'longest ms': longest.toFixed(0),
    'longest alone': Math.max(...of(alone, 'longest')).toFixed(0),
    'µs a save': Math.round(median(beside.map(({ each }) => each))),
    'µs alone': Math.round(median(alone.map(({ each }) => each))),
    read: beside.reduce((sum, { times }) => sum + times, 0),
  }
}
console.table(table)
await server.end('SIGTERM')
if (given === undefined) rmSync(dirname(path), { recursive: true, force: true })
process.exitCode = isMissed ? 1 : 0
