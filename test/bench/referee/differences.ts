import { compareScores } from '../../../shared/comparison.ts'
import { seededRandom } from '../random.ts'
import { ends, errors, sample, truth, worse } from './populations.ts'

const pairs = [
  [10, 10],
  [10, 200],
  [10, 1000],
  [30, 30],
  [30, 1000],
  [200, 200],
  [1000, 1000],
] as const
const leastCovered = 93

/** The intervals of differences, where nothing differs and where a fifth fell to the worst. Returns how many cover too little. */
export function refereeDifferences(short: boolean): number {
  let refused = 0
  const draws = short ? 300 : 1000
  console.log('\nintervals of differences   sizes          cover nothing %  cover a fall %')
  for (const population of short ? ends.slice(0, 3) : ends)
    for (const [a, b] of short ? pairs.slice(0, 3) : pairs) {
      const random = seededRandom(a * 37 + b)
      const fallen = worse(population)
      const fall = truth(fallen) - truth(population)
      const [still, moved] = [tally(0), tally(fall)]
      for (let draw = 0; draw < draws; draw++) {
        const [first, other, second] = [
          sample(population, a, random),
          sample(fallen, a, random),
          sample(population, b, random),
        ]
        still.take(compareScores(population.reading, first, second).interval)
        moved.take(compareScores(population.reading, other, second).interval)
      }
      const percents = [still, moved].map(({ percent }) => percent())
      const isLow = percents.some((percent) => percent < leastCovered - errors(leastCovered, draws))
      if (isLow) refused++
      console.log(
        `${population.name.padEnd(26)} ${`${a}, ${b}`.padEnd(13)} ${percents.map((each) => each.toFixed(1).padStart(9)).join('       ')}${isLow ? '  covers too little' : ''}`,
      )
    }
  return refused
}

/** Counts intervals that hold a value, of those that are shown: where all agree on both sides there is none. */
function tally(value: number) {
  let [shown, held] = [0, 0]
  return {
    take(interval: { readonly low: number; readonly high: number } | null) {
      if (interval === null) return
      shown++
      if (interval.low <= value && value <= interval.high) held++
    },
    percent: () => (100 * held) / shown,
  }
}
