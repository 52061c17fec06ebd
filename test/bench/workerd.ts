/**
 * What a validated save costs inside workerd: the shape checked, the limits asked, the database
 * not, beside the least the runtime can do, an empty answer; in alternating rounds. Prints the ratio
 * and ends with 1 under its budget. `node test/bench/workerd.ts [rounds] [seconds]`
 */
import autocannon from 'autocannon'
import { newResponse } from '../support/client.ts'
import { startWorkerdCollector } from '../support/workerd.ts'
import { median } from './median.ts'

const [rounds = 4, seconds = 4] = process.argv.slice(2).map(Number)
const least = 0.6

const collector = await startWorkerdCollector()

async function perSecond(path: string, post?: string): Promise<number> {
  const request =
    post === undefined
      ? {}
      : { method: 'POST' as const, headers: { 'content-type': 'text/plain' }, body: post }
  const result = await autocannon({
    url: `${collector.url}${path}`,
    connections: 16,
    duration: seconds,
    ...request,
  })
  return result.requests.average
}

/** Read, checked whole, and refused for its last field alone, before any database. */
const checked = JSON.stringify({
  ...newResponse('demo', { comment: 'The export is slow.', properties: { plan: 'pro' } }),
  channel: 'none',
})

await perSecond('/v1/public/responses', checked)
const ratios: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const hello = await perSecond('/healthz')
  const validated = await perSecond('/v1/public/responses', checked)
  ratios.push(validated / hello)
  console.log(
    `hello ${Math.round(hello)}/s, validated POST ${Math.round(validated)}/s: ${ratios.at(-1)!.toFixed(2)}`,
  )
}
await collector.close()
const ratio = median(ratios)
console.log(`a validated POST runs at ${ratio.toFixed(2)} of hello (at least ${least})`)
process.exitCode = ratio < least ? 1 : 0
