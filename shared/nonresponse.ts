import { type Distribution, emptyDistribution, merge, total } from './distribution.ts'
import { type Interval, intervalOf } from './interval.ts'
import { type Reading, scoreOf } from './score.ts'
import { type Caution, cautionOf } from './segments.ts'

/** When those who were mailed answered: the sooner or the later half after the first mail, or after a reminder. */
export const waves = ['early', 'late', 'reminded'] as const
export type Wave = (typeof waves)[number]

/** The answers of people who were mailed, by when they came, and how many people never answered. */
export interface AskedCounts {
  readonly waves: Readonly<Record<Wave, Distribution>>
  readonly silent: number
  readonly properties: readonly AskedProperty[]
}

/** Who was mailed and who answered, by a property that their invitations have. */
export interface AskedProperty {
  readonly property: string
  readonly values: readonly { readonly value: string; readonly asked: number; readonly answered: number }[]
}

/** The score of one wave: `null` below ten answers. */
export interface WaveScore {
  readonly wave: Wave
  readonly n: number
  readonly value: number | null
  readonly interval: Interval | null
  readonly caution: Caution
}

/** What the silence of those who were mailed leaves open. Nothing of it changes the score. */
export interface Nonresponse {
  readonly asked: number
  readonly answered: number
  readonly silent: number
  /** Of those who answered; `null` below ten. */
  readonly value: number | null
  readonly waves: readonly WaveScore[]
  /**
   * The score of everybody mailed if each of the silent had chosen the worst point: it cannot be worse. `null` below
   * ten answers.
   */
  readonly worst: number | null
  readonly properties: readonly AskedProperty[]
}

/**
 * The waves of those who answered, and how bad the score of everybody who was mailed may be.
 *
 * Those who answer late or only when reminded are mostly nearer to those who never answer (the continuum of
 * resistance), so a score that falls from wave to wave falls further among the silent: further than the last wave says, so
 * that no bound is made of it.
 *
 * Source: Manski 1989 for the worst case; Lin and Schaeffer 1995 for the waves. Example: 40 promoters of 100
 * people, the others silent: NPS 100, at worst −20.
 */
export function nonresponse(
  reading: Reading,
  { waves: byWave, silent, properties }: AskedCounts,
): Nonresponse {
  const parts = waves.map((wave) => ({ wave, distribution: byWave[wave] }))
  const { scale } = byWave.early
  const all = parts.reduce((sum, { distribution }) => merge(sum, distribution), emptyDistribution(scale))
  const { n, value, unit } = scoreOf(reading, all)
  const isLowGood = unit === 'scale points' && scale.direction === 'down'
  const ends = unit === 'points' ? [-100, 100] : unit === 'percent' ? [0, 100] : [scale.min, scale.max]
  const shown = cautionOf(n) === 'counts only' ? null : value
  const scores = parts.map(({ wave, distribution }) => ({ wave, ...waveScore(reading, distribution) }))
  return {
    ...{ asked: n + silent, answered: n, silent, value: shown, waves: scores },
    worst: shown === null ? null : (n * shown + silent * ends[isLowGood ? 1 : 0]!) / (n + silent),
    properties,
  }
}

function waveScore(reading: Reading, distribution: Distribution): Omit<WaveScore, 'wave'> {
  const n = total(distribution)
  const caution = cautionOf(n)
  const isShown = caution !== 'counts only'
  return {
    n,
    value: isShown ? scoreOf(reading, distribution).value : null,
    interval: isShown ? intervalOf(reading, distribution) : null,
    caution,
  }
}
