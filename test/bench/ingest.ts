/**
 * What keeping the counts costs: the whole HTTP path under load from another process (64
 * connections, each save a new answer with three properties, acknowledged after its synced
 * commit), with the counting triggers and without, in alternating rounds. Prints the ratio and
 * ends with 1 when counting takes more than its share. `node test/bench/ingest.ts [rounds] [seconds]`
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/node.ts'
import { openFile } from '../../server/storage/file.ts'

const [rounds = 4, seconds = 5] = process.argv.slice(2).map(Number)
const largestShare = 0.15

/** Saves a second over one round on a fresh database. */
async function round(counting: boolean): Promise<{ perSecond: number; p99: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-ingest-'))
  const url = `file:${join(folder, 'bench.db')}`
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: url })
  await (await start(config)).close()
  if (!counting) {
    const database = await openFile(url)
    await database.write([sql`DROP TRIGGER responses_counted`])
    await database.close()
  }
  const running = await start(config)
  const result = await load(running.url.replace('localhost', '127.0.0.1'))
  await running.close()
  await rm(folder, { recursive: true, force: true })
  return result
}

/** Runs the load from a process of its own, so that it does not take turns with the server. */
function load(url: string): Promise<{ perSecond: number; p99: number }> {
  const child = spawn(
    process.execPath,
    [new URL('load.ts', import.meta.url).pathname, url, String(seconds)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`the load ended with ${code}`)),
    )
  })
}

/** The middle one, or what lies between the two in the middle: the upper of them would flatter. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const ratios: number[] = []
const rows = []
for (let i = 0; i < rounds; i += 1) {
  const without = await round(false)
  const counted = await round(true)
  ratios.push(counted.perSecond / without.perSecond)
  rows.push({
    'saves/s counted': Math.round(counted.perSecond),
    'p99 ms': counted.p99,
    'saves/s not counted': Math.round(without.perSecond),
    ratio: ratios.at(-1)!.toFixed(3),
  })
}
console.table(rows)
const taken = 1 - median(ratios)
console.log(`counting takes ${(100 * taken).toFixed(1)} % of ingest (at most ${100 * largestShare} %)`)
process.exitCode = taken > largestShare ? 1 : 0
