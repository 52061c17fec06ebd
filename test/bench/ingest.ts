/**
 * Durable ingest through the whole HTTP path: checked, idempotent, counted, WAL with every commit
 * synced, 64 connections, load from a process of its own. In one run, in turns: the ceiling
 * (`ceiling.ts`), the collector, the collector without the counting triggers, the collector with one
 * commit per request, and the ceiling with that. Prints ratios, for figures differ between machines and between hours, and ends with 1
 * when a budget is missed. `node test/bench/ingest.ts [rounds] [seconds]`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { openFile } from '../../server/storage/file.ts'
import { newFile, startServer } from '../support/server.ts'
import { load } from './load.ts'
import { median } from './median.ts'
import { processorOf } from './processor.ts'

const [rounds = 4, seconds = 5] = process.argv.slice(2).map(Number)
/** Times one commit per request, the p99 in times the ceiling's, and the share of saves that counting costs. */
const budgets = { timesOneByOne: 4, timesCeilingP99: 4, countingShare: 0.15 }

const contenders = ['ceiling', 'collector', 'not counted', 'one by one', 'ceiling one by one'] as const
type Contender = (typeof contenders)[number]

/** One contender over one round, on a fresh database, once it is warm. */
async function round(contender: Contender) {
  const file = newFile()
  const { url, child, end } = await begin(contender, file)
  await load(url, { seconds: 2 })
  const before = processorOf(child.pid!)
  const result = await load(url, { seconds })
  const each = (processorOf(child.pid!) - before) / result.created
  await end()
  rmSync(file.folder, { recursive: true, force: true })
  return { ...result, each }
}

async function begin(contender: Contender, file: ReturnType<typeof newFile>) {
  if (contender === 'ceiling') return startCeiling(file.path, 'group')
  if (contender === 'ceiling one by one') return startCeiling(file.path, 'each')
  if (contender === 'one by one') return startServer(file.variables, 'test/bench/alone-server.ts')
  if (contender === 'not counted') {
    await (await startServer(file.variables)).end('SIGTERM')
    const database = await openFile(file.variables.DATABASE_URL)
    await database.write([sql`DROP TRIGGER responses_counted`])
    await database.close()
  }
  return startServer(file.variables)
}

async function startCeiling(path: string, mode: 'group' | 'each') {
  const program = fileURLToPath(new URL('ceiling.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [program, path, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await once(child.stdout!, 'data')
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    child,
    async end() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

const results: Record<Contender, Awaited<ReturnType<typeof round>>[]> = {
  ceiling: [],
  collector: [],
  'not counted': [],
  'one by one': [],
  'ceiling one by one': [],
}
for (let i = 0; i < rounds; i += 1)
  for (const contender of contenders) results[contender].push(await round(contender))

console.table(
  Object.fromEntries(
    contenders.map((contender) => [
      contender,
      {
        'saves/s': Math.round(median(results[contender].map(({ perSecond }) => perSecond))),
        'µs of processor': median(results[contender].map(({ each }) => each)).toFixed(1),
        'p50 ms': median(results[contender].map(({ p50 }) => p50)).toFixed(1),
        'p99 ms': median(results[contender].map(({ p99 }) => p99)).toFixed(1),
        refused: results[contender].reduce((sum, { refused }) => sum + refused, 0),
        broken: results[contender].reduce((sum, { broken }) => sum + broken, 0),
      },
    ]),
  ),
)
/** The median of the rounds' ratios: neighbours in time had the same machine. */
const ratio = (one: Contender, other: Contender, of: 'perSecond' | 'p99' | 'each' = 'perSecond') =>
  median(results[one].map((result, i) => result[of] / results[other][i]![of]))
const ofCeiling = ratio('collector', 'ceiling')
const timesOneByOne = ratio('collector', 'one by one')
const countingShare = 1 - ratio('collector', 'not counted')
const timesCeilingP99 = ratio('collector', 'ceiling', 'p99')
console.log(`${timesOneByOne.toFixed(1)} times one commit per request (at least ${budgets.timesOneByOne})`)
console.log(`p99 ${timesCeilingP99.toFixed(1)} times the ceiling's (at most ${budgets.timesCeilingP99})`)
console.log(`counting takes ${(100 * countingShare).toFixed(1)} % (at most ${100 * budgets.countingShare} %)`)
console.log(
  `${(100 * ofCeiling).toFixed(0)} % of the ceiling, with ${ratio('collector', 'ceiling', 'each').toFixed(1)} times its processor a save; ` +
    `${ratio('collector', 'ceiling one by one').toFixed(1)} times the ceiling with one commit per request`,
)
const missed =
  timesOneByOne < budgets.timesOneByOne ||
  timesCeilingP99 > budgets.timesCeilingP99 ||
  countingShare > budgets.countingShare
process.exitCode = missed ? 1 : 0
