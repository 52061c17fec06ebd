import type { Interval } from '../../../shared/interval.ts'
import { roundHalfAway } from '../../../shared/rounding.ts'
import type { Score } from '../../../shared/score.ts'

export type Unit = Score['unit']

/** NPS is known as a whole number, shares have one decimal, means of a few points need two. */
const decimals = { points: 0, percent: 1, 'scale points': 2 } as const satisfies Record<Unit, number>

/** What stands for a number there is none of: nobody answered. */
export const none = '–'

/** How many, with thousands apart. */
export function count(n: number): string {
  return n.toLocaleString('en')
}

/** A number and its noun: 1 answer, 1,234 answers. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}

/** A value of a score as its unit is written: 42, −3, 82.4%, 4.21. Rounded here and only here. */
export function figure(value: number | null, unit: Unit): string {
  if (value === null) return none
  const digits = decimals[unit]
  const written = roundHalfAway(value, digits).toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${written.replace('-', '−')}${unit === 'percent' ? '%' : ''}`
}

/** A round number on an axis, without decimals it does not need. */
export function axisFigure(value: number, unit: Unit): string {
  return `${value.toLocaleString('en').replace('-', '−')}${unit === 'percent' ? '%' : ''}`
}

/** A percentage of a share: 12.3%. */
export function percent(value: number | null): string {
  return figure(value, 'percent')
}

/** A difference without its sign and in words, since percent of percent would be another thing. */
export function distance(difference: number, unit: Unit): string {
  const size = figure(Math.abs(difference), unit).replace('%', '')
  if (unit === 'percent') return `${size} percentage points`
  return `${size} ${size === '1' ? 'point' : 'points'}`
}

/** A difference with its sign: +4, −2.1, 0. */
export function signed(difference: number, unit: Unit): string {
  const written = figure(difference, unit).replace('%', '')
  return /[1-9]/.test(written) && !written.startsWith('−') ? `+${written}` : written
}

/** From and to in the score's unit: 35 to 49. */
export function range(interval: Interval | null, unit: Unit): string {
  return interval ? `${figure(interval.low, unit)} to ${figure(interval.high, unit)}` : none
}

const wholePercent = new Intl.NumberFormat('en', { style: 'percent' })

/** How sure an interval is: 95%. */
export function sureness(interval: Interval): string {
  return wholePercent.format(interval.confidence)
}
