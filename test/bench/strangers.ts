/**
 * Whether the time an answer takes tells that another workspace has something: every call with an
 * id in its path, asked in turn with the id of another workspace's thing and with one nobody has,
 * both a 404. Prints the medians and their ratio; ends with 1 when one is further from 1 than noise.
 * `node test/bench/strangers.ts [rounds]`
 */
import { addressOf, type Call, callsOf, parametersOf } from '../contract/calls.ts'
import { idsFor } from '../contract/samples.ts'
import { clientOf } from '../support/client.ts'
import { startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'

const rounds = Number(process.argv[2] ?? 1500)
const noise = 0.15

const calls = callsOf(document).filter((call) => !call.isOpen && parametersOf(call).length > 0)
const collector = await startCollector()
const ours = clientOf(collector)
const { key } = (await ours.post('/v1/workspaces', { name: 'Strangers' })).body

/** Milliseconds one request of the stranger takes. */
async function timed({ method, bodies }: Call, address: string): Promise<number> {
  const type = bodies[0] && { 'content-type': bodies[0].type }
  const request = {
    method,
    headers: { authorization: `Bearer ${key}`, ...type },
    ...(bodies[0] && { body: '{}' }),
  }
  const begun = performance.now()
  await (await fetch(`${collector.url}${address}`, request)).arrayBuffer()
  return performance.now() - begun
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const rows: Record<string, { theirs: string; nobodys: string; ratio: number }> = {}
for (const call of calls) {
  const ids = await idsFor(call.path, ours)
  const addresses = {
    theirs: addressOf(call, (name) => ids[name]!),
    nobodys: addressOf(call, (name) => [...ids[name]!].reverse().join('')),
  }
  const times = { theirs: [] as number[], nobodys: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    for (const which of round % 2 ? (['theirs', 'nobodys'] as const) : (['nobodys', 'theirs'] as const))
      times[which].push(await timed(call, addresses[which]))
  }
  const [theirs, nobodys] = [median(times.theirs), median(times.nobodys)]
  rows[call.name] = {
    theirs: theirs.toFixed(3),
    nobodys: nobodys.toFixed(3),
    ratio: Number((theirs / nobodys).toFixed(3)),
  }
}
await collector.close()
console.table(rows)
const telling = Object.values(rows).filter(({ ratio }) => Math.abs(ratio - 1) > noise)
console.log(`${telling.length} of ${calls.length} calls differ by more than ${noise}`)
process.exitCode = telling.length > 0 ? 1 : 0
