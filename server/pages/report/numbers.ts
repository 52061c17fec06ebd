import type { Interval } from '../../../shared/interval.ts'
import { roundHalfAway } from '../../../shared/rounding.ts'
import type { Score } from '../../../shared/score.ts'

export type Unit = Score['unit']

/** NPS is usually given as a whole number, shares with one decimal; means on a short scale need two. */
const decimals = { points: 0, percent: 1, 'scale points': 2 } as const satisfies Record<Unit, number>

/** Shown where there is no number because nobody answered. */
export const none = '–'

/** A count with thousands separators. */
export function count(n: number): string {
  return n.toLocaleString('en')
}

/** A number and its noun: 1 answer, 1,234 answers. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** A value in its unit: 42, −3, 82.4%, 4.21. The page rounds here and nowhere else. */
export function figure(value: number | null, unit: Unit): string {
  if (value === null) return none
  const digits = decimals[unit]
  const text = roundHalfAway(value, digits).toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${text.replace('-', '−')}${unit === 'percent' ? '%' : ''}`
}

/** A text with a capital and a full stop. */
export function sentenceOf(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

/** A factor, to the digits that matter: 2.4. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 2 })
}

/** A round number on an axis, without decimals it does not need. */
export function axisFigure(value: number, unit: Unit): string {
  return `${value.toLocaleString('en').replace('-', '−')}${unit === 'percent' ? '%' : ''}`
}

/** A percentage of a share: 12.3%. */
export function percent(value: number | null): string {
  return figure(value, 'percent')
}

/** A difference in words without its sign. Percentages differ by percentage points, not by percent. */
export function distance(difference: number, unit: Unit): string {
  const size = figure(Math.abs(difference), unit).replace('%', '')
  if (unit === 'percent') return `${size} percentage points`
  return `${size} ${size === '1' ? 'point' : 'points'}`
}

/** A difference with its sign: +4, −2.1, 0. */
export function signed(difference: number, unit: Unit): string {
  const text = figure(difference, unit).replace('%', '')
  return /[1-9]/.test(text) && !text.startsWith('−') ? `+${text}` : text
}

/** An interval in the unit of the score: 35 to 49. */
export function range(interval: Interval | null, unit: Unit): string {
  return interval ? `${figure(interval.low, unit)} to ${figure(interval.high, unit)}` : none
}

const wholePercent = new Intl.NumberFormat('en', { style: 'percent' })

/** The confidence level of an interval: 95%. */
export function confidence(interval: Interval): string {
  return wholePercent.format(interval.confidence)
}
