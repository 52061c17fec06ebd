/**
 * Memory over a million saves: one server that takes answers over HTTP, looked at every 50,000 once
 * it is warm, which it is when the database's own memory is full. Prints each look and the ratio of
 * the greatest to the least, and ends with 1 when one lies more than a tenth from the middle of all.
 * `node test/bench/memory.ts [saves] [step]`
 */
import { rmSync } from 'node:fs'
import { newFile, startServer } from '../support/server.ts'
import { load } from './load.ts'
import { median } from './median.ts'

const [saves = 1_000_000, step = 50_000] = process.argv.slice(2).map(Number)
const furthest = 0.1
const warm = 6 * step
const metricsKey = 'a-key-of-the-memory-bench'

const file = newFile()
const server = await startServer(
  { ...file.variables, METRICS_KEY: metricsKey },
  'test/bench/collecting-server.ts',
)

/** Megabytes of the process: what it has of the machine, and what is alive of its heap. */
async function look() {
  server.child.kill('SIGUSR2')
  const headers = { authorization: `Bearer ${metricsKey}` }
  const text = await (await fetch(`${server.url}/metrics`, { headers })).text()
  const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]) / 1024 / 1024
  return { resident: figure('process_resident_memory_bytes'), heap: figure('nodejs_heap_size_used_bytes') }
}

async function save(most: number): Promise<void> {
  const { created, refused, broken } = await load(server.url, { most })
  if (created !== most) throw new Error(`${created} of ${most} created, ${refused} refused, ${broken} broken`)
}

await save(warm)
const looks: Awaited<ReturnType<typeof look>>[] = []
for (let made = step; made <= saves; made += step) {
  await save(step)
  const seen = await look()
  looks.push(seen)
  console.log(`${made}: ${seen.resident.toFixed(0)} MB resident, ${seen.heap.toFixed(1)} MB of heap alive`)
}
await server.end('SIGTERM')
rmSync(file.folder, { recursive: true, force: true })

const resident = looks.map((seen) => seen.resident)
const middle = median(resident)
const off = Math.max(...resident.map((size) => Math.abs(size / middle - 1)))
/** Of the heap only growth would be a leak: it falls when V8 throws away what it had compiled to start with. */
let least = Infinity
const growth = Math.max(
  ...looks.map(({ heap }) => {
    least = Math.min(least, heap)
    return heap / least - 1
  }),
)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
console.log(`resident: at most ${percent(off)} from the middle (at most ${percent(furthest)})`)
console.log(`heap: grew by at most ${percent(growth)} (at most ${percent(furthest)})`)
process.exitCode = off > furthest || growth > furthest ? 1 : 0
