import { cesScales } from '../ces.ts'
import { csatScales } from '../csat.ts'
import { npsScales } from '../nps.ts'
import { type Band, bandOf, type Scale } from '../scale.ts'
import type { Reading } from '../score.ts'

/** A scale under its name in files and commands, with its usual metric. */
export interface NamedScale {
  readonly name: string
  readonly reading: Reading
  readonly scale: Scale
}

const named = (metric: Reading['metric'], scales: Readonly<Record<string, Scale>>): NamedScale[] =>
  Object.entries(scales).map(([name, scale]) => ({ name, reading: { metric }, scale }))

/** Every scale a file of scores may use. 1–7 is taken for CES, not CSAT. */
export const scales: readonly NamedScale[] = [
  ...named('nps', npsScales),
  { name: '1-7', reading: { metric: 'ces' }, scale: cesScales['1-7'] },
  ...named('csat', csatScales).filter(({ name }) => name !== '1-7'),
  { name: '1-5-effort', reading: { metric: 'ces' }, scale: cesScales['1-5-effort'] },
]

/** The likely scale of a list of scores, from the smallest and largest: 1–5, 1–7, else 0–10. */
export function guessScale(scores: readonly number[]): NamedScale {
  const least = scores.reduce((a, b) => Math.min(a, b), 1)
  const largest = scores.reduce((a, b) => Math.max(a, b), 1)
  const name = ['1-5', '1-7'].find((each) => {
    const { scale } = scales.find((one) => one.name === each)!
    return least >= scale.min && largest <= scale.max
  })
  return scales.find((one) => one.name === (name ?? '0-10'))!
}

/** Whether all scores lie in −1…1, as in labelled files that give only the sentiment. */
export function areSigns(scores: readonly number[]): boolean {
  return scores.every((score) => Math.abs(score) <= 1)
}

/** The band of a score in −1…1, by its sign. */
export function bandOfSign(score: number): Band {
  if (score === 0) return 'neutral'
  return score > 0 ? 'positive' : 'negative'
}

/** Returns a function from a file's scores to bands: by `scale` when given, else by the guessed one. */
export function bandTeller(scores: readonly number[], scale?: Scale): (score: number) => Band {
  if (!scale && areSigns(scores)) return bandOfSign
  const on = scale ?? guessScale(scores).scale
  return (score) => bandOf(on, score)
}
