import { cesScales } from '../ces.ts'
import { csatScales } from '../csat.ts'
import { npsScales } from '../nps.ts'
import { type Band, bandOf, type Scale } from '../scale.ts'
import type { Reading } from '../score.ts'

/** A scale by the name it has in files and commands, with the metric it is usually read under. */
export interface NamedScale {
  readonly name: string
  readonly reading: Reading
  readonly scale: Scale
}

const named = (metric: Reading['metric'], scales: Readonly<Record<string, Scale>>): NamedScale[] =>
  Object.entries(scales).map(([name, scale]) => ({ name, reading: { metric }, scale }))

/** Every scale a file of scores may be on. Where two metrics share a name the first is meant. */
export const scales: readonly NamedScale[] = [
  ...named('nps', npsScales),
  { name: '1-7', reading: { metric: 'ces' }, scale: cesScales['1-7'] },
  ...named('csat', csatScales).filter(({ name }) => name !== '1-7'),
  { name: '1-5-effort', reading: { metric: 'ces' }, scale: cesScales['1-5-effort'] },
]

/** The scale that scores seem to be on, by the least and the largest: 0–10, 1–5 or 1–7. */
export function guessScale(scores: readonly number[]): NamedScale {
  const least = scores.reduce((a, b) => Math.min(a, b), 1)
  const largest = scores.reduce((a, b) => Math.max(a, b), 1)
  const name = ['1-5', '1-7'].find((each) => {
    const { scale } = scales.find((one) => one.name === each)!
    return least >= scale.min && largest <= scale.max
  })
  return scales.find((one) => one.name === (name ?? '0-10'))!
}

/** Whether scores say only good, neutral or bad: none is beyond −1 and 1, as labelled files have them. */
export function areSigns(scores: readonly number[]): boolean {
  return scores.every((score) => Math.abs(score) <= 1)
}

/** The band of a score that is −1, 0 or 1, or lies between them. */
export function bandOfSign(score: number): Band {
  if (score === 0) return 'neutral'
  return score > 0 ? 'positive' : 'negative'
}

/** Tells the band of each score of a file: by the scale named, else by what the scores look like. */
export function bandTeller(scores: readonly number[], scale?: Scale): (score: number) => Band {
  if (!scale && areSigns(scores)) return bandOfSign
  const on = scale ?? guessScale(scores).scale
  return (score) => bandOf(on, score)
}
