/**
 * How often the 95 % intervals of what a theme does to a score hold the truth: its delta (those who
 * speak of it less those who do not) and its impact (all less those who do not). `node
 * test/bench/drivers.ts` draws 2,000 seeded sets of comments at several sizes and shares of the
 * theme, prints what it saw, and exits 1 when a coverage is under 93 %, or that of a delta over 97.
 * An impact near zero, and one of hardly ten people, has a wider interval than it needs: below ten
 * there is none, so that only the samples count in which more spoke of the theme than usual. (2,000
 * draws see 95 % to ± 1 at two standard errors.)
 */
import { cesScales } from '../../shared/ces.ts'
import { csatScales } from '../../shared/csat.ts'
import { fromPointCounts } from '../../shared/distribution.ts'
import { npsScales } from '../../shared/nps.ts'
import { points, type Scale } from '../../shared/scale.ts'
import { type Reading, scoreOf } from '../../shared/score.ts'
import { readCodebook } from '../../shared/themes/codebook.ts'
import type { MutableTally } from '../../shared/themes/tally.ts'
import { separator } from '../../shared/themes/tally-key.ts'
import { type ThemeSummary, themeReport } from '../../shared/themes/theme-report.ts'
import { seededRandom } from './random.ts'

const draws = 2000
const sizes = [100, 300, 1000]
const shares = [0.1, 0.3, 0.6]

/** Those who speak of the theme, and those who do not: of a hundred, how many choose each point. */
interface Population {
  readonly name: string
  readonly reading: Reading
  readonly scale: Scale
  readonly speaking: readonly number[]
  readonly silent: readonly number[]
}

const nps = { reading: { metric: 'nps' }, scale: npsScales['0-10'] } as const
const usual = [2, 1, 1, 2, 3, 6, 5, 12, 18, 22, 28]

const populations: readonly Population[] = [
  { name: 'NPS, a complaint', ...nps, speaking: [15, 5, 6, 8, 8, 10, 8, 10, 10, 10, 10], silent: usual },
  { name: 'NPS, no difference', ...nps, speaking: usual, silent: usual },
  { name: 'NPS, a delight', ...nps, speaking: [1, 1, 1, 1, 1, 2, 3, 8, 12, 25, 45], silent: usual },
  {
    name: 'CSAT, a complaint',
    reading: { metric: 'csat' },
    scale: csatScales['1-5'],
    speaking: [15, 15, 20, 30, 20],
    silent: [4, 6, 10, 40, 40],
  },
  {
    name: 'CES mean, a complaint',
    reading: { metric: 'ces', primary: 'mean' },
    scale: cesScales['1-7'],
    speaking: [20, 15, 8, 7, 10, 18, 22],
    silent: [3, 4, 6, 12, 20, 30, 25],
  },
]

const theme = 'it'
const read = readCodebook({ themes: { [theme]: ['it'] } })
if ('errors' in read) throw new Error(read.errors[0]!.detail)
const { codebook } = read

function tallyOfDraw(
  { scale, speaking, silent }: Population,
  n: number,
  share: number,
  random: () => number,
) {
  const tally: MutableTally = new Map()
  const add = (...key: (string | number)[]) =>
    tally.set(key.join(separator), (tally.get(key.join(separator)) ?? 0) + 1)
  for (let comment = 0; comment < n; comment++) {
    const speaks = random() < share
    const parts = speaks ? speaking : silent
    let left = random() * 100
    let step = 0
    while (left >= parts[step]!) left -= parts[step++]!
    add('comments', scale.min + step)
    if (speaks) add('theme', theme, scale.min + step)
    else add('unmatched', scale.min + step)
  }
  return tally
}

/** The score of a population, of whom a hundred choose as `parts` says. */
function scoreOfParts({ reading, scale }: Population, parts: readonly number[]): number {
  const counts = points(scale).map((rating, step) => ({ rating, count: parts[step]! }))
  return scoreOf(reading, fromPointCounts(scale, counts)).value!
}

interface Coverage {
  readonly population: string
  readonly n: number
  readonly share: number
  /** Draws with an interval, and of those the percentages whose intervals hold the truth. */
  readonly told: number
  readonly delta: number
  readonly impact: number
}

function measure(population: Population, n: number, share: number, seed: number): Coverage {
  const random = seededRandom(seed)
  const delta = scoreOfParts(population, population.speaking) - scoreOfParts(population, population.silent)
  const holds = ({ interval }: Pick<NonNullable<ThemeSummary['delta']>, 'interval'>, value: number) =>
    interval !== null && interval.low <= value && value <= interval.high
  let told = 0
  const held = { delta: 0, impact: 0 }
  for (let draw = 0; draw < draws; draw++) {
    const tally = tallyOfDraw(population, n, share, random)
    const [found] = themeReport(tally, population.reading, population.scale, codebook).themes
    if (!found?.delta?.interval || !found.impact) continue
    told += 1
    if (holds(found.delta, delta)) held.delta += 1
    if (holds(found.impact, share * delta)) held.impact += 1
  }
  const percent = (count: number) => (100 * count) / told
  return {
    population: population.name,
    n,
    share,
    told,
    delta: percent(held.delta),
    impact: percent(held.impact),
  }
}

const isHonest = ({ delta, impact }: Coverage) => delta >= 93 && delta <= 97 && impact >= 93
const rows = populations.flatMap((population, place) =>
  sizes.flatMap((n) =>
    shares.map((share) => measure(population, n, share, 100_000 * place + 10 * n + 10 * share)),
  ),
)
const cells = (row: readonly (string | number)[]) => row.map((cell) => String(cell).padStart(8)).join('')

console.log(`${'population'.padEnd(24)}${cells(['n', 'share', 'told', 'delta %', 'impact %'])}`)
for (const row of rows) {
  const { population, n, share, told, delta, impact } = row
  const figures = cells([n, share, told, delta.toFixed(2), impact.toFixed(2)])
  console.log(`${population.padEnd(24)}${figures}${isHonest(row) ? '' : '  outside'}`)
}
for (const what of ['delta', 'impact'] as const) {
  const covers = rows.map((row) => row[what])
  console.log(`${what}: ${Math.min(...covers).toFixed(2)} to ${Math.max(...covers).toFixed(2)} %`)
}
const outside = rows.filter((row) => !isHonest(row))
console.log(`${rows.length - outside.length} of ${rows.length} as they should be`)
process.exitCode = outside.length === 0 ? 0 : 1
