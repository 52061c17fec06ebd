/**
 * What a score costs: ten million ratings, one a byte, counted into a distribution and
 * scored. `node test/bench/score-maths.ts` prints nanoseconds a rating, the best and the
 * middle of several rounds, against `fromRatings` and a plain loop. The aim is 1 ns.
 */
import { fromRatings } from '../../shared/distribution.ts'
import { fromBytes } from '../../shared/histogram.ts'
import { intervalOf } from '../../shared/interval.ts'
import { npsScales } from '../../shared/nps.ts'
import { scoreOf } from '../../shared/score.ts'
import { seededRandom } from './random.ts'

const { '0-10': scale } = npsScales
const count = 10_000_000
const rounds = 15

const random = seededRandom(1)
const ratings = Uint8Array.from({ length: count }, () => Math.floor(random() * 11))

/** Nanoseconds per item of the best and the middle round, after two to warm up. */
function time(items: number, run: () => unknown): { best: number; middle: number } {
  const times: number[] = []
  for (let round = -2; round < rounds; round++) {
    const start = performance.now()
    run()
    if (round >= 0) times.push(((performance.now() - start) * 1e6) / items)
  }
  times.sort((a, b) => a - b)
  return { best: times[0]!, middle: times[Math.floor(rounds / 2)]! }
}

/** The plainest count there is, for comparison: one tally. */
function plainCount(): number[] {
  const counts = new Array<number>(11).fill(0)
  for (const rating of ratings) counts[rating]!++
  return counts
}

const distribution = fromBytes(scale, ratings)
const few = ratings.subarray(0, count / 10)
const scored = time(count, () => scoreOf({ metric: 'nps' }, fromBytes(scale, ratings)))
const measured = {
  'score of bytes': scored,
  'one plain tally': time(count, plainCount),
  'fromRatings, a tenth of them': time(few.length, () => fromRatings(scale, few)),
}
const once = time(1, () => scoreOf({ metric: 'nps' }, distribution))
const interval = time(1, () => intervalOf({ metric: 'nps' }, distribution))

for (const [name, { best, middle }] of Object.entries(measured))
  console.log(`${name.padEnd(30)} ${best.toFixed(2).padStart(7)} ns a rating, middle ${middle.toFixed(2)}`)
console.log(`${'score of a distribution'.padEnd(30)} ${(once.middle / 1000).toFixed(1).padStart(7)} µs`)
console.log(
  `${'interval of a distribution'.padEnd(30)} ${(interval.middle / 1000).toFixed(1).padStart(7)} µs`,
)
process.exitCode = scored.best <= 1 ? 0 : 1
