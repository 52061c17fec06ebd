import { cesScales } from '../../../shared/ces.ts'
import { csatScales } from '../../../shared/csat.ts'
import { type Distribution, fromPointCounts } from '../../../shared/distribution.ts'
import { npsScales } from '../../../shared/nps.ts'
import { points, type Scale } from '../../../shared/scale.ts'
import { type Reading, scoreOf } from '../../../shared/score.ts'

/** People in a known proportion: `parts[i]` of a hundred choose `scale.min + i`. */
export interface Population {
  readonly name: string
  readonly reading: Reading
  readonly scale: Scale
  readonly parts: readonly number[]
}

export const nps = { reading: { metric: 'nps' }, scale: npsScales['0-10'] } as const
export const csat = { reading: { metric: 'csat' }, scale: csatScales['1-5'] } as const
export const easy = { reading: { metric: 'ces' }, scale: cesScales['1-7'] } as const
export const effort = { reading: { metric: 'ces', primary: 'mean' }, scale: cesScales['1-7'] } as const

export const populations: readonly Population[] = [
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

export function sample({ scale, parts }: Population, n: number, random: () => number): Distribution {
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
export function truth({ reading, scale, parts }: Population): number {
  const everybody = points(scale).map((rating, step) => ({ rating, count: parts[step]! }))
  return scoreOf(reading, fromPointCounts(scale, everybody)).value!
}

/** Populations at the ends of their scales, and ones in the middle that are much like others' surveys. */
export const ends: readonly Population[] = [
  ...populations.filter(({ name }) => /usual|80 %|leaning/.test(name)),
  { name: 'NPS 90', ...nps, parts: [1, 0, 0, 1, 0, 1, 1, 1, 1, 24, 70] },
  { name: 'NPS −80', ...nps, parts: [60, 10, 5, 5, 2, 2, 2, 4, 4, 4, 2] },
  { name: 'CSAT 99 %', ...csat, parts: [0, 0, 1, 19, 80] },
  { name: 'CSAT 5 %', ...csat, parts: [70, 20, 5, 3, 2] },
  { name: 'CES mean, 57 % sevens', ...effort, parts: [2, 2, 3, 6, 10, 20, 57] },
  { name: 'CES mean, 95 % sevens', ...effort, parts: [0, 1, 0, 1, 1, 2, 95] },
  { name: 'CES mean, 80 % ones', ...effort, parts: [80, 8, 5, 3, 2, 1, 1] },
]
/** The population with a share of its people moved from the best points to the worst: a change to be found. */
export function worse({ parts, ...rest }: Population): Population {
  const moved = parts.map((part) => 0.8 * part)
  moved[0]! += 20
  return { ...rest, parts: moved }
}

/** Three standard errors, in percent, of a rate in percent seen in so many draws. */
export const errors = (rate: number, of: number) => 3 * Math.sqrt((rate * (100 - rate)) / of)
export const most = (of: number) => 6 + errors(6, of)
