/**
 * What a validated save costs inside workerd: the collector's whole way of an answer, read, checked,
 * its key hashed and answered, but for the database; beside the least a worker made with Hono can do.
 * In alternating rounds, each worker in a workerd of its own. Prints the ratio of requests a second and
 * ends with 1 under its budget. `node test/bench/workerd.ts [rounds] [seconds]`
 */
import { load } from './load.ts'
import { median } from './median.ts'
import { processorOf } from './processor.ts'
import { startWorker } from './workerd/workers.ts'

const [rounds = 4, seconds = 4] = process.argv.slice(2).map(Number)
const least = 0.6
const connections = 16

const hello = await startWorker('test/bench/workerd/hello.ts')
const collector = await startWorker('test/bench/workerd/validating.ts')

/** Answers a second, and the microseconds of processor each took. */
async function measure({ url, child }: typeof hello, kind: 'hello' | 'save', status: string) {
  const before = processorOf(child.pid!)
  const { statuses, took } = await load(url, { seconds, connections, kind })
  const count = statuses[status]
  if (!count) throw new Error(`${kind} was answered ${JSON.stringify(statuses)}`)
  return { perSecond: count / took, each: (processorOf(child.pid!) - before) / count }
}

const posts = () => measure(collector, 'save', '201')
const hellos = () => measure(hello, 'hello', '200')
await hellos()
await posts()
const ratios: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const [one, other] = [await hellos(), await posts()]
  ratios.push(other.perSecond / one.perSecond)
  console.log(
    `hello ${Math.round(one.perSecond)}/s, validated POST ${Math.round(other.perSecond)}/s: ${ratios.at(-1)!.toFixed(2)}; ` +
      `${one.each.toFixed(0)} and ${other.each.toFixed(0)} µs of processor each: ${(one.each / other.each).toFixed(2)}`,
  )
}
hello.end()
collector.end()
const ratio = median(ratios)
console.log(`a validated POST runs at ${ratio.toFixed(2)} of hello (at least ${least})`)
process.exitCode = ratio < least ? 1 : 0
