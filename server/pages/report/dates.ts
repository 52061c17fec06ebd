import type { Period } from '../../../shared/report.ts'
import { dateFormat } from '../texts/formats.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { dateLocaleInUse } from '../texts/translatable.ts'

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
const month = { month: 'short', year: 'numeric' } as const
const dayLength = 24 * 60 * 60 * 1000

type Parts = Intl.DateTimeFormatOptions

function format(timeZone: string, parts: Parts): Intl.DateTimeFormat {
  return dateFormat(dateLocaleInUse(), { timeZone, ...parts })
}

/** The day of a time in a time zone: 3 Mar 2026. */
export function dayOf(moment: string | number, timezone: string): string {
  return format(timezone, day).format(new Date(moment))
}

/** The last millisecond of a half-open period: people name its last day, not the day after. */
function lastOf(to: string): Date {
  return new Date(Date.parse(to) - 1)
}

/** A period by its first and last day: 1 – 31 Mar 2026; Since …, Until … or All time when it is open. */
export function periodInWords({ from, to, timezone }: Period): string {
  if (from && to) return format(timezone, day).formatRange(new Date(from), lastOf(to))
  if (from) return numberTexts.since(dayOf(from, timezone))
  return to ? numberTexts.until(format(timezone, day).format(lastOf(to))) : numberTexts.allTime
}

/** The same as a sentence goes on with it: since 29 May 2026, or all time. A month that comes first keeps its capital. */
export function periodInSentence(period: Period): string {
  const words = periodInWords(period)
  return period.from && period.to ? words : words[0]!.toLowerCase() + words.slice(1)
}

/** Formatters for the buckets of a trend: month and year for months and quarters, else days. */
export function bucketNames(interval: string, timezone: string) {
  const long = interval === 'month' || interval === 'quarter'
  const full = format(timezone, long ? month : day)
  const short = format(timezone, long ? month : { day: 'numeric', month: 'short' })
  return {
    full: ({ from, to }: { from: string; to: string }) => full.formatRange(new Date(from), lastOf(to)),
    short: ({ from, to }: { from: string; to: string }) =>
      short.format(interval.startsWith('rolling') ? lastOf(to) : new Date(from)),
  }
}

/** The date of a time in a time zone as date inputs need it: 2026-03-01. */
export function dateOf(moment: number, timezone: string): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const
  return dateFormat('en-CA', { timeZone: timezone, ...parts }).format(moment)
}

/** The date that many days later; earlier for a negative number. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10)
}

/** The period of the last `days` days, today included, as half-open dates. */
export function lastDays(days: number, now: number, timezone: string) {
  const today = dateOf(now, timezone)
  return { from: daysAfter(today, 1 - days), to: daysAfter(today, 1) }
}

/** The last day of a period that ends before a date or at a time; empty when it is open or no date. */
export function lastDayOf(to: string | undefined): string {
  if (to === undefined || !isDate(to.slice(0, 10))) return ''
  return isDate(to) ? daysAfter(to, -1) : to.slice(0, 10)
}

/** The date before which a period ends whose last day is given; what is no date stays, for the check to refuse. */
export function endOfLastDay(last: string): string {
  return isDate(last) ? daysAfter(last, 1) : last
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
