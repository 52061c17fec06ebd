import type { Interval } from '../../../shared/interval.ts'
import { roundHalfAway } from '../../../shared/rounding.ts'
import type { Score } from '../../../shared/score.ts'
import { numberText } from '../texts/formats.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { localeInUse } from '../texts/translatable.ts'

export type Unit = Score['unit']

/** NPS is usually given as a whole number, shares with one decimal; means on a short scale need two. */
const decimals = { points: 0, percent: 1, 'scale points': 2 } as const satisfies Record<Unit, number>

/** Shown where there is no number because nobody answered. */
export const none = '–'

/** A count with thousands separators. */
export function count(n: number): string {
  return numberText(n, localeInUse())
}

/** A number and its noun: 1 answer, 1,234 answers. */
export function counted(n: number, noun: keyof typeof numberTexts.counted): string {
  return numberTexts.counted[noun](n)
}

/** A value in its unit: 42, −3, 82.4%, 4.21. The page rounds here and nowhere else. */
export function figure(value: number | null, unit: Unit): string {
  return value === null ? none : written(value, unit, unit === 'percent' ? percentSign : {})
}

/** A figure, and its percent sign by itself where it has one, which is drawn smaller. */
export function figureAndSign(value: number | null, unit: Unit): readonly [figure: string, sign: string] {
  const text = figure(value, unit)
  const sign = text.match(/[%٪].*$/)?.[0] ?? ''
  return [text.slice(0, text.length - sign.length), sign]
}

const percentSign = { style: 'unit', unit: 'percent' } as const

function written(value: number, unit: Unit, options: Intl.NumberFormatOptions): string {
  const digits = { minimumFractionDigits: decimals[unit], maximumFractionDigits: decimals[unit] }
  const text = numberText(roundHalfAway(value, decimals[unit]), localeInUse(), { ...digits, ...options })
  return text.replace('-', '−')
}

/** A text with a capital and a full stop. */
export function sentenceOf(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

/** A factor, to the digits that matter: 2.4. */
export function number(value: number): string {
  return numberText(value, localeInUse(), { maximumSignificantDigits: 2 })
}

/** A round number on an axis, without decimals it does not need. */
export function axisFigure(value: number, unit: Unit): string {
  return numberText(value, localeInUse(), unit === 'percent' ? percentSign : {}).replace('-', '−')
}

/** A percentage of a share: 12.3%. */
export function percent(value: number | null): string {
  return figure(value, 'percent')
}

/** A difference in words without its sign. Percentages differ by percentage points, not by percent. */
export function distance(difference: number, unit: Unit): string {
  const size = written(Math.abs(difference), unit, {})
  if (unit === 'percent') return numberTexts.percentagePoints(size)
  return numberTexts.points(size, roundHalfAway(Math.abs(difference), decimals[unit]))
}

/** Whether a difference is so small that it reads as none. */
export function readsAsZero(difference: number, unit: Unit): boolean {
  return roundHalfAway(difference, decimals[unit]) === 0
}

/** A difference with its sign: +4, −2.1, 0. */
export function signed(difference: number, unit: Unit): string {
  return written(difference, unit, { signDisplay: 'exceptZero' })
}

/** An interval in the unit of the score: 35 to 49. */
export function range(interval: Interval | null, unit: Unit): string {
  return interval ? numberTexts.range(figure(interval.low, unit), figure(interval.high, unit)) : none
}

/** An interval of a difference: −2 to +9. */
export function differences({ low, high }: Interval, unit: Unit): string {
  return numberTexts.range(signed(low, unit), signed(high, unit))
}

/** The confidence level of an interval: 95%. */
export function confidence(interval: Interval): string {
  return numberText(interval.confidence, localeInUse(), { style: 'percent' })
}
