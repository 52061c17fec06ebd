import { millisecondsADay as day } from '../../shared/day.ts'
import { asUtc, exists, type WallTime } from './local-time.ts'
import { monthOf } from './month-names.ts'

/** Which number of a date like 3/4/2025 is the day. */
export type DateOrder = 'day-first' | 'month-first'

/** What the cells of a column say about its order. */
export interface OrderEvidence {
  /** The first line whose date can only be read day first, or month first; `null` when there is none. */
  dayFirst: number | null
  monthFirst: number | null
  /** The first line whose date can be read both ways. */
  either: number | null
}

/** How a column of dates is read. */
export interface DateReading {
  readonly order: DateOrder | null
  /** The instant of a time that names no zone. */
  readonly clock: (wall: WallTime) => number
}

/** A date taken apart: as the clock shows it, or an instant that names itself. */
type Parsed =
  | { readonly kind: 'wall'; readonly wall: WallTime; readonly numbers?: readonly [number, number] }
  | { readonly kind: 'instant'; readonly time: number }

const time = String.raw`(?:(?:(?:,?\s+(?:(?:at|um|à|a las|alle|às|kl\.?|o|в)\s+)?)|T|,)(?<before>上午|下午|午前|午後|오전|오후|AM|PM)?\s*(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?)?\s*(?:Uhr)?\s*(?<half>[AaPp]\.?\s?[Mm]\b\.?|上午|下午|午前|午後|오전|오후)?)?`
const zone = String.raw`(?:\s*(?<zone>Z|[+-]\d{2}(?::?\d{2})?|\(?(?:GMT|UTC)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?\)?|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|BST)(?:\s*\([^)]*\))?)?`
const weekday = String.raw`(?:\p{L}+\.?,?\s+)?`

const forms: readonly RegExp[] = [
  // 2025-03-04, 2025/3/4, 2025年3月4日, 20250304
  new RegExp(
    String.raw`^(?<year>\d{4})(?:-|\/|\.|年|년)\s?(?<month>\d{1,2})(?:-|\/|\.|月|월)\s?(?<day>\d{1,2})\.?(?:日|일)?${time}${zone}$`,
    'u',
  ),
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})$/,
  // 4/3/2025, 04.03.25
  new RegExp(
    String.raw`^(?<first>\d{1,2})[/.-]\s?(?<next>\d{1,2})[/.-]\s?(?<year>\d{4}|\d{2})\.?${time}${zone}$`,
    'u',
  ),
  // 4 March 2025, Tue, 4. März 2025, 4 de marzo de 2025
  new RegExp(
    String.raw`^${weekday}(?<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-](?:de\s)?(?<name>\p{L}+\.?),?[\s-](?:de\s)?(?<year>\d{4}|\d{2})(?: г\.?)?${time}${zone}$`,
    'u',
  ),
  // March 4, 2025; Tue Mar 04 2025
  new RegExp(
    String.raw`^${weekday}(?<name>\p{L}+\.?)\s(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year>\d{4})${time}${zone}$`,
    'u',
  ),
]

const zones: Readonly<Record<string, number>> = {
  ...{ EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, CET: 1, CEST: 2, BST: 1 },
}

const hourLength = 3_600_000
/** The date in a cell, taken apart by an order; `null` when it is none. */
function parse(cell: string, order: DateOrder | null): Parsed | null {
  const text = cell
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
    .replaceAll(/[\u200e\u200f]/g, '')
    .trim()
  if (/^[\d.]+$/.test(text)) {
    const instant = numeric(text)
    if (instant) return instant
  }
  for (const form of forms) {
    const found = form.exec(text)?.groups
    if (found) return assemble(found, order)
  }
  return null
}

/** Unix time in seconds to microseconds, and days as spreadsheets count them. */
function numeric(text: string): Parsed | null {
  if (/^\d{9,10}(\.\d{1,6})?$/.test(text)) return { kind: 'instant', time: Math.floor(Number(text) * 1000) }
  if (/^\d{12,13}$/.test(text)) return { kind: 'instant', time: Number(text) }
  if (/^\d{16}$/.test(text)) return { kind: 'instant', time: Math.floor(Number(text) / 1000) }
  if (!/^\d{5}(\.\d+)?$/.test(text)) return null
  const serial = Number(text)
  // 1954 to 2119.
  if (serial < 20_000 || serial > 80_000) return null
  const at = new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400) * 1000)
  return {
    kind: 'wall',
    wall: {
      ...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
      ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds(), millisecond: 0 },
    },
  }
}

type Groups = Readonly<Record<string, string | undefined>>

function assemble(found: Groups, order: DateOrder | null): Parsed | null {
  const year = Number(found.year!.length === 2 ? `20${found.year}` : found.year)
  const numbers = found.first ? ([Number(found.first), Number(found.next)] as const) : undefined
  const [dayOf, month] = numbers
    ? order === 'month-first'
      ? [numbers[1], numbers[0]]
      : numbers
    : [Number(found.day), found.name ? monthOf(found.name) : Number(found.month)]
  if (month === null) return null
  const hour = hourOf(found)
  if (hour === null) return null
  const wall: WallTime = {
    ...{
      year,
      month,
      day: dayOf,
      hour,
      minute: Number(found.minute ?? 0),
      second: Number(found.second ?? 0),
    },
    millisecond: Number((found.fraction ?? '0').padEnd(3, '0').slice(0, 3)),
  }
  if (!numbers && !exists(wall)) return null
  if (!found.zone) return { kind: 'wall', wall, ...(numbers && { numbers }) }
  if (!exists(wall)) return numbers ? { kind: 'wall', wall, numbers } : null
  const offset = offsetOf(found.zone)
  if (offset === null) return null
  // A zone beside an order that is not settled yet: the numbers are what is looked at.
  if (numbers && order === null) return { kind: 'wall', wall, numbers }
  return { kind: 'instant', time: asUtc(wall) - offset }
}

/** The hour of the day; `null` for none that a clock shows. */
function hourOf({ hour = '0', half, before, minute }: Groups): number | null {
  const part = half ?? before
  if (part === undefined) {
    // A lone number behind a date is no time.
    return hour !== '0' && minute === undefined ? null : Number(hour)
  }
  if (Number(hour) > 12) return null
  const isAfternoon = /^p/i.test(part) || ['下午', '午後', '오후'].includes(part)
  return (Number(hour) % 12) + (isAfternoon ? 12 : 0)
}

/** What a zone is ahead of UTC, in milliseconds. */
function offsetOf(name: string): number | null {
  const known = zones[name]
  if (known !== undefined) return known * hourLength
  const [, sign, hours, minutes] = name.match(/([+-])\s*(\d{1,2}):?(\d{2})?/) ?? []
  if (sign === undefined) return 0
  const ahead = Number(hours) * 60 + Number(minutes ?? 0)
  return ahead > 15 * 60 ? null : (sign === '-' ? -1 : 1) * ahead * 60_000
}

/** Adds what a cell says of its column's order; whether it is a date at all. */
export function noteDate(evidence: OrderEvidence, cell: string, line: number): boolean {
  const parsed = parse(cell, null)
  if (!parsed) return false
  if (parsed.kind === 'instant' || !parsed.numbers) return true
  const [first, next] = parsed.numbers
  const [fitsDayFirst, fitsMonthFirst] = [next <= 12 && first <= 31, first <= 12 && next <= 31]
  if (first === next) return first <= 12
  // Whoever writes dots writes the day first, unless the column says otherwise.
  const hasDots = /^\d{1,2}\./.test(cell.trim())
  if (fitsDayFirst && fitsMonthFirst) {
    if (!hasDots) evidence.either ??= line
  } else if (fitsDayFirst) evidence.dayFirst ??= line
  else if (fitsMonthFirst) evidence.monthFirst ??= line
  return fitsDayFirst || fitsMonthFirst
}

export const noEvidence = (): OrderEvidence => ({ dayFirst: null, monthFirst: null, either: null })

/** Whether a cell is a date by any order. */
export const isDate = (cell: string) => noteDate(noEvidence(), cell, 0)

/** Days after today that a date may be: clocks and zones differ. */
const slack = day
const earliest = Date.UTC(1990, 0, 1)

/** The instant of a cell, or what is wrong with it. */
export function readDate(
  cell: string,
  { order, clock }: DateReading,
  now: number,
): { readonly time: number } | { readonly problem: string } {
  const parsed = parse(cell, order)
  if (!parsed) return { problem: 'is not a time' }
  if (parsed.kind === 'wall' && !exists(parsed.wall)) return { problem: 'is no day of the calendar' }
  const time = parsed.kind === 'instant' ? parsed.time : clock(parsed.wall)
  if (time > now + slack) return { problem: 'is in the future' }
  if (time < earliest) return { problem: 'is before 1990' }
  return { time }
}
