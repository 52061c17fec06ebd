/**
 * How often our 95 % intervals hold the truth, and how often two samples of one population
 * are called a real change. `node test/bench/coverage.ts` draws 2,000 seeded samples of
 * known populations at three sizes, prints what it saw, and exits 1 when coverage is outside
 * 93–97 % or false alarms outside 3–7 %. (2,000 draws see 95 % to ± 1 at two standard errors.)
 * Then it referees small against large groups at both ends of every scale, and whole reports in which
 * nothing differs: coverage 93 % or more, false alarms at most 6 %, and power not more than five points below a plain z
 * test of the same size, that is with as many false alarms, from 30 answers on (each give or take three errors). Where answers
 * come in so few counts that no bound falls between, the least coverage is that of Wilson's interval, which is
 * summed exactly and stated: of ten answers 84.2 %, at a share of 98.3 %; of thirty 86.0 %, at 99.5 %. An interval that
 * takes equal answers for certainty covers 40 %. A change of 25 NPS points between 200 answers each must be found in 80 %.
 * With accounts whose people answer alike, the cluster-robust interval must cover as much.
 * `--short` does only that, with few draws: half a minute.
 *
 * Counts come in whole people, so the true coverage of a share's interval jumps with the
 * share: of 30 answers Wilson covers 95.7 % at 50 % and 93.0 % at 70 %. The populations
 * below are ones it treats fairly; what it does at every share is printed after them.
 */

import { compareClustered } from '../../shared/accounts.ts'
import { logGamma } from '../../shared/beta.ts'
import { cesScales } from '../../shared/ces.ts'
import { clusteredScore } from '../../shared/clustered.ts'
import { compareScores } from '../../shared/comparison.ts'
import { csatScales } from '../../shared/csat.ts'
import { type Distribution, fromPointCounts, merge, toPointCounts } from '../../shared/distribution.ts'
import { wilson } from '../../shared/interval/share-interval.ts'
import { intervalOf } from '../../shared/interval.ts'
import { npsScales } from '../../shared/nps.ts'
import { bandOf, points, type Scale } from '../../shared/scale.ts'
import { type Reading, scoreOf } from '../../shared/score.ts'
import { segmentsOf } from '../../shared/segments.ts'
import { seededRandom } from './random.ts'

const short = process.argv.includes('--short')
const draws = 2000
const sizes = [30, 100, 1000]

/** People in a known proportion: `parts[i]` of a hundred choose `scale.min + i`. */
interface Population {
  readonly name: string
  readonly reading: Reading
  readonly scale: Scale
  readonly parts: readonly number[]
}

const nps = { reading: { metric: 'nps' }, scale: npsScales['0-10'] } as const
const csat = { reading: { metric: 'csat' }, scale: csatScales['1-5'] } as const
const easy = { reading: { metric: 'ces' }, scale: cesScales['1-7'] } as const
const effort = { reading: { metric: 'ces', primary: 'mean' }, scale: cesScales['1-7'] } as const

const populations: readonly Population[] = [
  { name: 'NPS 0, divided', ...nps, parts: [5, 2, 3, 5, 5, 8, 8, 14, 14, 16, 20] },
  { name: 'NPS 30, usual', ...nps, parts: [2, 1, 1, 2, 3, 6, 5, 12, 18, 22, 28] },
  { name: 'NPS 60, loved', ...nps, parts: [1, 1, 1, 1, 1, 2, 3, 8, 12, 25, 45] },
  { name: 'NPS −40, disliked', ...nps, parts: [15, 5, 6, 8, 8, 10, 8, 10, 10, 10, 10] },
  { name: 'CSAT 50 %', ...csat, parts: [15, 15, 20, 30, 20] },
  { name: 'CSAT 65 %', ...csat, parts: [7, 11, 17, 38, 27] },
  { name: 'CSAT 80 %', ...csat, parts: [4, 6, 10, 40, 40] },
  { name: 'CES top box 60 %', ...easy, parts: [6, 8, 10, 16, 24, 22, 14] },
  { name: 'CES mean, leaning easy', ...effort, parts: [3, 4, 6, 12, 20, 30, 25] },
  { name: 'CES mean, divided', ...effort, parts: [20, 15, 8, 7, 10, 18, 22] },
]

function sample({ scale, parts }: Population, n: number, random: () => number): Distribution {
  const counts = parts.map(() => 0)
  for (let answer = 0; answer < n; answer++) {
    let left = random() * 100
    let step = 0
    while (left >= parts[step]!) left -= parts[step++]!
    counts[step]!++
  }
  return fromPointCounts(
    scale,
    points(scale).map((rating, step) => ({ rating, count: counts[step]! })),
  )
}

/** The score of everybody: a hundred people in the population's proportion. */
function truth({ reading, scale, parts }: Population): number {
  const everybody = points(scale).map((rating, step) => ({ rating, count: parts[step]! }))
  return scoreOf(reading, fromPointCounts(scale, everybody)).value!
}

/** The share of draws, in percent, for which something is so. */
function percentOfDraws(isSo: () => boolean): number {
  let count = 0
  for (let draw = 0; draw < draws; draw++) if (isSo()) count++
  return (100 * count) / draws
}

function measure(population: Population, n: number, seed: number) {
  const random = seededRandom(seed)
  const value = truth(population)
  const covered = percentOfDraws(() => {
    const interval = intervalOf(population.reading, sample(population, n, random))
    return interval !== null && interval.low <= value && value <= interval.high
  })
  const alarmed = percentOfDraws(() => {
    const [first, second] = [sample(population, n, random), sample(population, n, random)]
    return compareScores(population.reading, first, second).verdict === 'real'
  })
  return { covered, alarmed, honest: covered >= 93 && covered <= 97 && alarmed >= 3 && alarmed <= 7 }
}

/** How often Wilson's interval of `n` answers holds the share `p`, in percent, summed and not drawn. */
function wilsonCovers(n: number, p: number): number {
  if (p <= 0 || p >= 1) return 100
  let covered = 0
  for (let count = 0; count <= n; count++) {
    const { low, high } = wilson(count, n)!
    if (100 * p < low || 100 * p > high) continue
    const ways = logGamma(n + 1) - logGamma(count + 1) - logGamma(n - count + 1)
    covered += 100 * Math.exp(ways + count * Math.log(p) + (n - count) * Math.log1p(-p))
  }
  return covered
}

const rows = (short ? [] : populations).flatMap((population, place) =>
  sizes.map((n) => ({ population: population.name, n, ...measure(population, n, 10_000 * place + n) })),
)

console.log(`${'population'.padEnd(24)} ${'n'.padStart(5)}  covered %  false alarms %`)
for (const { population, n, covered, alarmed, honest } of rows)
  console.log(
    `${population.padEnd(24)} ${String(n).padStart(5)}  ${covered.toFixed(2).padStart(9)}  ${alarmed.toFixed(2).padStart(14)}${honest ? '' : '  outside'}`,
  )
const outside = rows.filter(({ honest }) => !honest)
console.log(`${rows.length - outside.length} of ${rows.length} inside 93–97 % and 3–7 %`)
console.log('\nWilson, exactly, at every whole percent from 10 to 90')
for (const n of short ? [] : sizes) {
  const covers = Array.from({ length: 81 }, (_, step) => wilsonCovers(n, (10 + step) / 100))
  const average = covers.reduce((sum, one) => sum + one, 0) / covers.length
  const [least, most] = [Math.min(...covers), Math.max(...covers)]
  console.log(
    `n ${String(n).padStart(4)}: ${average.toFixed(2)} on average, ${least.toFixed(2)} to ${most.toFixed(2)}`,
  )
}

/** Populations at the ends of their scales, and ones in the middle that are much like others' surveys. */
const ends: readonly Population[] = [
  ...populations.filter(({ name }) => /usual|80 %|leaning/.test(name)),
  { name: 'NPS 90', ...nps, parts: [1, 0, 0, 1, 0, 1, 1, 1, 1, 24, 70] },
  { name: 'NPS −80', ...nps, parts: [60, 10, 5, 5, 2, 2, 2, 4, 4, 4, 2] },
  { name: 'CSAT 99 %', ...csat, parts: [0, 0, 1, 19, 80] },
  { name: 'CSAT 5 %', ...csat, parts: [70, 20, 5, 3, 2] },
  { name: 'CES mean, 57 % sevens', ...effort, parts: [2, 2, 3, 6, 10, 20, 57] },
  { name: 'CES mean, 95 % sevens', ...effort, parts: [0, 1, 0, 1, 1, 2, 95] },
  { name: 'CES mean, 80 % ones', ...effort, parts: [80, 8, 5, 3, 2, 1, 1] },
]
const pairs = (
  short
    ? [
        [10, 10],
        [10, 200],
        [30, 200],
      ]
    : [
        [10, 10],
        [10, 100],
        [10, 1000],
        [10, 10_000],
        [30, 30],
        [30, 1000],
        [30, 10_000],
        [100, 100],
        [100, 1000],
        [1000, 1000],
      ]
) as readonly (readonly [number, number])[]
const few = short ? 300 : 1000

/** The population with a share of its people moved from the best points to the worst: a change to be found. */
function worse({ parts, ...rest }: Population): Population {
  const moved = parts.map((part) => 0.8 * part)
  moved[0]! += 20
  return { ...rest, parts: moved }
}

/** What each rating counts in a score: a step of the mean, a person of the band, or of the two of NPS. */
function worthOf({ metric, primary }: Reading, scale: Scale, rating: number): number {
  const band = bandOf(scale, rating)
  if (metric === 'nps') return band === 'positive' ? 1 : band === 'negative' ? -1 : 0
  return primary === 'mean' ? rating : band === 'positive' ? 1 : 0
}

/** How many standard errors two samples are apart, by the plain z test with each sample's own variance. */
function plainZ(reading: Reading, first: Distribution, second: Distribution): number {
  const [a, b] = [first, second].map((distribution) => {
    const rows = toPointCounts(distribution).map(({ rating, count }) => ({
      count,
      worth: worthOf(reading, distribution.scale, rating),
    }))
    const n = rows.reduce((sum, { count }) => sum + count, 0)
    const mean = rows.reduce((sum, { count, worth }) => sum + count * worth, 0) / n
    const squares = rows.reduce((sum, { count, worth }) => sum + count * (worth - mean) ** 2, 0)
    return { mean, error: squares / n ** 2 }
  }) as [{ mean: number; error: number }, { mean: number; error: number }]
  const distance = Math.abs(a.mean - b.mean)
  return distance === 0 ? 0 : distance / Math.sqrt(a.error + b.error)
}

/** The share of a population, 0–1, in the band that its score counts; `null` where the score is no share. */
function shareIn({ reading, scale, parts }: Population): number | null {
  if (reading.metric === 'nps' || reading.primary === 'mean') return null
  const counted = points(scale).map((rating, step) => worthOf(reading, scale, rating) * parts[step]!)
  return counted.reduce((sum, part) => sum + part, 0) / 100
}

let refused = 0
/** Three standard errors, in percent, of a rate in percent seen in so many draws. */
const errors = (rate: number, of: number) => 3 * Math.sqrt((rate * (100 - rate)) / of)
const most = (of: number) => 6 + errors(6, of)
/** The least an interval may cover: 93 %, or what a share in so few answers allows. */
const least = (of: number, n: number, share: number | null) => {
  const exact = share === null ? 93 : Math.min(93, wilsonCovers(n, share))
  return exact - errors(exact, of)
}
const mostLost = 5
/** Ten answers against ten have so few outcomes that no two tests have one size. */
const fewestForPower = 30
console.log(
  `\n${'small against large'.padEnd(26)} sizes          covered %  false alarms %  found %  by plain z of that size %`,
)
for (const population of ends)
  for (const [a, b] of pairs) {
    const random = seededRandom(a * 31 + b)
    const { reading } = population
    const value = truth(population)
    const changed = worse(population)
    const covers = (of: Distribution) => {
      const own = intervalOf(reading, of)
      return own !== null && own.low <= value && value <= own.high
    }
    const isFound = (first: Distribution, second: Distribution) =>
      compareScores(reading, first, second).verdict === 'real'
    const drawn = Array.from({ length: few }, () => {
      const [first, second] = [sample(population, a, random), sample(population, b, random)]
      const other = sample(changed, a, random)
      return {
        covered: covers(first),
        alarm: isFound(first, second),
        found: isFound(other, second),
        calm: plainZ(reading, first, second),
        moved: plainZ(reading, other, second),
      }
    })
    const percentOf = (is: (draw: (typeof drawn)[number]) => boolean) => (100 * drawn.filter(is).length) / few
    const [covered, alarms, found] = [
      percentOf((draw) => draw.covered),
      percentOf((draw) => draw.alarm),
      percentOf((draw) => draw.found),
    ]
    // Of the plain test those beyond the distance that chance reaches as often as ours gives an alarm.
    const calm = drawn.map((draw) => draw.calm).sort((x, y) => y - x)
    const beyond = calm[Math.round((alarms / 100) * few)]!
    const plain = percentOf(({ moved }) => moved > beyond)
    const wrongs = [
      ...(covered < least(few, a, shareIn(population)) ? ['covers too little'] : []),
      ...(alarms > most(few) ? ['too many alarms'] : []),
      ...(a >= fewestForPower && found < plain - mostLost - errors(plain, few) ? ['finds too little'] : []),
    ]
    if (wrongs.length > 0) refused++
    const figures = [covered, alarms, found, plain].map((each) => each.toFixed(1).padStart(9))
    console.log(
      `${population.name.padEnd(26)} ${`${a}, ${b}`.padEnd(13)} ${figures.join('   ')}  ${wrongs.join(', ')}`,
    )
  }

console.log('\na change of 25 NPS points between 200 answers each, found in %')
for (const population of populations.slice(0, 4).filter(({ name }) => !name.includes('loved'))) {
  const random = seededRandom(200)
  const detractors = population.parts.slice(0, 7).reduce((sum, part) => sum + part, 0)
  const parts = population.parts.map((part, step) => (step < 7 ? part * (1 - 12.5 / detractors) : part))
  parts[10]! += 12.5
  const better = { ...population, parts }
  let found = 0
  for (let draw = 0; draw < few; draw++) {
    const [first, second] = [sample(better, 200, random), sample(population, 200, random)]
    if (compareScores(population.reading, first, second).verdict === 'real') found++
  }
  if ((100 * found) / few < 80) refused++
  console.log(`${population.name.padEnd(26)} ${((100 * found) / few).toFixed(1)}`)
}

/** How alike two answers of one account are: the correlation. */
const alike = 0.2
console.log(`\naccounts whose answers correlate by ${alike}: covered %  by single answers %  false alarms %`)
for (const population of populations.filter(({ name }) => /usual|65 %|leaning/.test(name)))
  for (const accounts of [30, 100]) {
    const random = seededRandom(accounts)
    const { reading } = population
    const value = truth(population)
    /** Each answer is the account's own opinion as often as makes two of them correlate so. */
    const draw = () => {
      const clusters = Array.from({ length: accounts }, () => {
        const own = sample(population, 1, random)
        const size = 1 + Math.floor(random() * 10)
        const answers = Array.from({ length: size }, () =>
          random() < Math.sqrt(alike) ? own : sample(population, 1, random),
        )
        return answers.reduce(merge)
      })
      return { all: clusters.reduce(merge), clusters }
    }
    let [covered, single, alarms] = [0, 0, 0]
    for (let turn = 0; turn < few; turn++) {
      const [first, second] = [draw(), draw()]
      const { interval } = clusteredScore(reading, first)
      if (interval && interval.low <= value && value <= interval.high) covered++
      const plain = intervalOf(reading, first.all)!
      if (plain.low <= value && value <= plain.high) single++
      if (compareClustered(reading, first, second).verdict === 'real') alarms++
    }
    const percents = [covered, single, alarms].map((count) => (100 * count) / few)
    const isRight =
      percents[0]! >= 93 - errors(93, few) &&
      percents[0]! <= 97.5 + errors(97.5, few) &&
      percents[2]! <= most(few)
    if (!isRight) refused++
    console.log(
      `${population.name.padEnd(26)} ${`${accounts}`.padEnd(5)} ${percents.map((each) => each.toFixed(1).padStart(9)).join('   ')}${isRight ? '' : '  outside'}`,
    )
  }

console.log('\nreports in which nothing differs, with any segment called real')
for (const [properties, values] of [
  [1, 20],
  [5, 4],
  [10, 2],
  [20, 5],
] as const) {
  const random = seededRandom(properties * 100 + values)
  let alarms = 0
  const reports = short ? 150 : 500
  for (let draw = 0; draw < reports; draw++) {
    const people = Array.from({ length: 1000 }, () => sample(populations[1]!, 1, random))
    const all = people.reduce(merge)
    const groups = Array.from({ length: properties }, (_, property) => {
      const parts = Map.groupBy(people, () => Math.floor(random() * values))
      return {
        property: `p${property}`,
        values: [...parts].map(([value, each]) => ({ value: `${value}`, distribution: each.reduce(merge) })),
      }
    })
    const found = segmentsOf(nps.reading, all, groups).properties
    if (found.some((each) => each.values.some(({ difference }) => difference?.verdict === 'real'))) alarms++
  }
  const percent = (100 * alarms) / reports
  if (percent > most(reports)) refused++
  console.log(`${properties} × ${values}: ${percent.toFixed(1)} %`)
}
process.exitCode = outside.length === 0 && refused === 0 ? 0 : 1
