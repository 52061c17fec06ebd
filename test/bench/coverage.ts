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
 * With accounts whose people answer alike, the cluster-robust interval must cover as much; so must the intervals of
 * differences, and of shares of themes that tags corrected. `drivers.ts` has those of what a theme does to the score.
 * `--short` does only that, with few draws: half a minute.
 *
 * Counts come in whole people, so the true coverage of a share's interval jumps with the
 * share: of 30 answers Wilson covers 95.7 % at 50 % and 93.0 % at 70 %. The populations
 * below are ones it treats fairly; what it does at every share is printed after them.
 */

import { compareClustered } from '../../shared/accounts.ts'
import { logGamma } from '../../shared/beta.ts'
import { clusteredScore } from '../../shared/clustered.ts'
import { compareScores } from '../../shared/comparison.ts'
import { type Distribution, merge, toPointCounts } from '../../shared/distribution.ts'
import { wilson } from '../../shared/interval/share-interval.ts'
import { intervalOf } from '../../shared/interval.ts'
import { bandOf, points, type Scale } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import { seededRandom } from './random.ts'
import { refereeDifferences } from './referee/differences.ts'
import { refereeFamilies } from './referee/families.ts'
import {
  ends,
  errors,
  most,
  type Population,
  populations,
  sample,
  truth,
  worse,
} from './referee/populations.ts'
import { refereeThemes } from './referee/themed.ts'

const short = process.argv.includes('--short')
const draws = 2000
const sizes = [30, 100, 1000]

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

refused += refereeDifferences(short) + refereeFamilies(short) + refereeThemes(short)
process.exitCode = outside.length === 0 && refused === 0 ? 0 : 1
