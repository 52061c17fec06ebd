import type { Metric, Scale } from '../../shared/scale.ts'
import { plainName, scaleIn } from './column-names.ts'
import { isNamedAsScore } from './columns.ts'
import { type DateOrder, type DateReading, readDate } from './dates.ts'
import type { Evidence } from './examine.ts'
import type { Format } from './formats.ts'
import { asUtc, clockIn } from './local-time.ts'
import type { Mapping } from './mapping.ts'
import { textOf, valueIn } from './nothing.ts'
import { TableProblem } from './problem.ts'
import { type EndLabels, plainWord, type ScoreWords, wordsFor } from './score-words.ts'
import { conversion, pointOf, type ScoreReading } from './scores.ts'

/** What whoever imports says about the values. */
export interface ValueChoices {
  readonly timezone: string | null
  readonly dates: DateOrder | null
  /** The scale the answers were given on, like 1-5. */
  readonly scale: string | null
  /** `good=1`: the point a word stands for. */
  readonly score: readonly string[]
}

/** The survey that a table is imported into. */
export interface Destination {
  readonly metric: Metric
  readonly scaleName: string
  readonly scale: Scale
  readonly timezone: string
}

/** How a table is read. */
export interface Plan {
  readonly mapping: Mapping
  readonly date: DateReading
  /** The zone of times that name none, in words. */
  readonly zone: string
  readonly score: ScoreReading
  readonly doubts: readonly string[]
  readonly format: Format | null
}

/** Settles how the values of a table are read. Throws a TableProblem for what no yes can settle. */
export function planOf(
  header: readonly string[],
  mapping: Mapping,
  evidence: Evidence,
  choices: ValueChoices,
  survey: Destination,
  { format, fileZone, ends }: { format: Format | null; fileZone: string | null; ends: readonly EndLabels[] },
): Plan {
  requireIds(header, mapping, evidence)
  const doubts = [...mapping.doubts]
  const rated = header[mapping.columns.rating!]!
  if (evidence.isRunning && !isNamedAsScore(rated, survey.metric))
    doubts.push(`«${rated}» counts the rows and does not look like a score`)
  const place = mapping.columns.answeredAt
  const dateName = place === undefined ? '' : header[place]!
  const zone = choices.timezone ?? zoneIn(dateName) ?? fileZone ?? format?.timezone ?? survey.timezone
  const score = scoreReading(
    header[mapping.columns.rating!]!,
    evidence,
    choices,
    survey,
    ends,
    doubts,
    mapping.isRatingSaid,
  )
  return {
    ...{ mapping, zone, score, doubts, format },
    date: { order: orderOf(dateName, evidence, choices.dates, format), clock: clockOf(zone) },
  }
}

function requireIds(
  header: readonly string[],
  { columns }: Mapping,
  { repeated, scientific }: Evidence,
): void {
  const name = columns.id === undefined ? '' : header[columns.id]
  const otherwise =
    'name another column with --map "id=COLUMN", or say --no-id to tell rows by what they hold'
  if (scientific !== null)
    throw new TableProblem(
      `the ids in «${name}» were cut by a spreadsheet, as line ${scientific} shows (like 1.18E+11): ${otherwise}`,
    )
  if (repeated)
    throw new TableProblem(
      `«${name}» holds the same id in lines ${repeated.lines.join(' and ')}${repeated.count > 1 ? `, and so in ${repeated.count - 1} more` : ''}: ${otherwise}`,
    )
}

/** A zone that a column's name states: (UTC), (GMT+2), (America/New_York). */
function zoneIn(name: string): string | null {
  const [, inner] = name.match(/[([]([^)\]]+)[)\]]\s*$/) ?? name.match(/[\s_](UTC|GMT)$/i) ?? []
  if (inner === undefined) return null
  const text = inner.trim()
  if (/^(UTC|GMT|Z)$/i.test(text)) return 'UTC'
  const [, sign, hours, minutes] = text.match(/^(?:UTC|GMT)\s*([+-])\s*(\d{1,2}):?(\d{2})?$/i) ?? []
  if (sign) return `UTC${sign}${hours!.padStart(2, '0')}:${minutes ?? '00'}`
  return /^[A-Z][A-Za-z]+\/[A-Za-z_/-]+$/.test(text) && isZone(text) ? text : null
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** The clock of a zone. Throws a TableProblem for a zone that there is not. */
export function clockOf(zone: string): DateReading['clock'] {
  const [, sign, hours, minutes] = zone.match(/^UTC([+-])(\d{2}):(\d{2})$/) ?? []
  if (sign) {
    const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000)
    return (wall) => asUtc(wall) - ahead
  }
  if (!isZone(zone)) throw new TableProblem(`there is no time zone «${zone}»: use a name like Europe/Berlin`)
  return clockIn(zone)
}

/** The order of a column's dates. Throws a TableProblem when it cannot be told. */
export function orderOf(
  name: string,
  { order: { dayFirst, monthFirst, either } }: Pick<Evidence, 'order'>,
  said: DateOrder | null,
  format: Format | null,
): DateOrder | null {
  if (said) return said
  if (dayFirst !== null && monthFirst !== null)
    throw new TableProblem(
      `the dates in «${name}» are written in two ways: line ${dayFirst} has the day first, line ${monthFirst} the month. Say --dates day-first or --dates month-first; the others are refused`,
    )
  if (dayFirst !== null) return 'day-first'
  if (monthFirst !== null) return 'month-first'
  if (either === null) return 'day-first'
  if (format?.order) return format.order
  throw new TableProblem(
    `the dates in «${name}» can be read day first and month first, as line ${either} shows: say --dates day-first or --dates month-first`,
  )
}

/** A scale by a name like 1-5. Throws a TableProblem for none. */
function scaleNamed(name: string): Scale {
  const [, min, max] = name.match(/^(\d{1,2})-(\d{1,3})$/) ?? []
  if (min === undefined || Number(min) >= Number(max))
    throw new TableProblem('--scale takes the scale the answers were given on, like 1-5 or 0-10')
  return { min: Number(min), max: Number(max), direction: 'up', positive: Number(max), negative: Number(min) }
}

function scoreReading(
  name: string,
  evidence: Evidence,
  choices: ValueChoices,
  survey: Destination,
  ends: readonly EndLabels[],
  doubts: string[],
  isSaid: boolean,
): ScoreReading {
  const isOwn = choices.scale === null || choices.scale === survey.scaleName
  const scale = isOwn ? survey.scale : scaleNamed(choices.scale!)
  const convert = isOwn ? (point: number) => point : conversion(scale, survey.scale)
  if (!convert)
    throw new TableProblem(
      `points of ${choices.scale} cannot be brought to ${survey.scaleName}: some would fall between two points. Import them into a survey on ${choices.scale}`,
    )
  if (choices.scale === null) noteScale(name, evidence.numbers, survey, doubts)
  const stated = scaleIn(name)
  if (choices.scale === null && stated && stated !== survey.scaleName && !isSaid)
    doubts.push(
      `«${name}» is on ${stated} by its name, and the survey on ${survey.scaleName}: say --scale, one of the two`,
    )
  const said = saidWords(choices.score)
  const words = wordsFor(evidence.words, scale, ends, said)
  if (!words)
    throw new TableProblem(
      `the words in «${name}» can be read in several ways: say the point of each, like ${evidence.words
        .slice(0, 2)
        .map((word) => `--score "${word}=POINT"`)
        .join(' ')}`,
    )
  return { scale, words, convert }
}

function saidWords(given: readonly string[]): ScoreWords {
  return new Map(
    given.map((entry) => {
      const [, word, point] = entry.match(/^(.+)=(\d{1,3})$/s) ?? []
      if (word === undefined) throw new TableProblem('--score takes WORD=POINT, like good=1')
      return [plainWord(word), Number(point)]
    }),
  )
}

/** Answers from which on the values of a column say something of their scale. */
const enough = 5
const plenty = 10

/** Adds a doubt when the points of a column are not of the survey's scale. */
function noteScale(
  name: string,
  numbers: ReadonlyMap<number, number>,
  { scale, scaleName }: Destination,
  doubts: string[],
): void {
  const found = [...numbers].filter(([, count]) => count > 0)
  const count = found.reduce((sum, [, times]) => sum + times, 0)
  const beyond = found
    .filter(([point]) => point < scale.min || point > scale.max)
    .reduce((sum, [, times]) => sum + times, 0)
  const highest = Math.max(...found.map(([point]) => point))
  const other = scaleName === '1-5' ? '0-10' : '1-5'
  const say = (why: string) =>
    doubts.push(
      `${why}, and the survey's scale is ${scaleName}: if they were given on another scale, say which, like --scale ${other}; if not, --scale ${scaleName}`,
    )
  if (count >= plenty && beyond * 4 > count) say(`${beyond} of ${count} scores in «${name}» are beyond it`)
  else if (
    (count >= enough && highest * 2 <= scale.max) ||
    (count >= plenty && scale.max - highest >= 2 && highest < 10)
  )
    say(`no score of ${count} in «${name}» is above ${highest}`)
}

/** An answer as the import call takes it. */
export interface Row {
  readonly id: string
  readonly rating: number
  readonly comment?: string
  readonly answeredAt?: string
  readonly respondent?: Readonly<Record<string, string>>
  readonly properties?: Readonly<Record<string, string>>
}

/** What a record is: an answer, none, or one that cannot be taken. */
export type Outcome = { readonly row: Row } | { readonly leftOut: string } | { readonly refused: string }

const tokenOnly = /^[\x21-\x7e]{1,200}$/

/**
 * Returns a function that turns records into rows. `identify` makes the id of a record without one.
 */
export function rowMaker(
  header: readonly string[],
  plan: Plan,
  identify: (cells: readonly string[]) => string,
  now: number,
): (cells: readonly string[]) => Outcome {
  const { mapping, format } = plan
  const { columns } = mapping
  const plain = header.map(plainName)
  const value = (cells: readonly string[], place: number | undefined) =>
    place === undefined ? '' : valueIn(cells[place])

  return (cells) => {
    const why = format?.leaveOut?.((name) => valueIn(cells[plain.indexOf(name)]))
    if (why) return { leftOut: why }
    const rating = ratingIn(header, cells, plan)
    if (typeof rating === 'string') return { refused: rating }
    const answeredAt = timeIn(header, cells, plan, now)
    if (answeredAt && 'refused' in answeredAt) return answeredAt
    const comment = textOf(cells[columns.comment!])
    const respondent = nonEmpty({
      id: value(cells, columns.respondentId),
      email: value(cells, columns.email),
      name: textOf(cells[columns.name!]),
    })
    const properties = nonEmpty(
      Object.fromEntries(mapping.properties.map(({ place, name }) => [name, textOf(cells[place])])),
    )
    const id = value(cells, columns.id)
    return {
      row: {
        id: id === '' ? identify(cells) : tokenOnly.test(id) ? id : encodeURIComponent(id),
        rating,
        ...(comment && { comment }),
        ...(answeredAt && { answeredAt: answeredAt.time }),
        ...(respondent && { respondent }),
        ...(properties && { properties }),
      },
    }
  }
}

/** The survey's point in a record, or why there is none. */
function ratingIn(
  header: readonly string[],
  cells: readonly string[],
  { mapping, score }: Plan,
): number | string {
  const place = mapping.columns.rating!
  const cell = valueIn(cells[place])
  const { min, max } = score.scale
  if (cell === '') return `rating: «${header[place]}» is empty`
  const point = pointOf(cell, score)
  if (point === null)
    return `rating: «${header[place]}» holds «${shown(cell)}», which is no point of ${min}-${max}`
  return (
    score.convert(point) ??
    `rating: «${header[place]}» holds «${shown(cell)}», which falls between two points of the survey's scale`
  )
}

function timeIn(
  header: readonly string[],
  cells: readonly string[],
  { mapping, date }: Plan,
  now: number,
): { time: string } | { refused: string } | null {
  const place = mapping.columns.answeredAt
  if (place === undefined) return null
  const cell = valueIn(cells[place])
  if (cell === '') return { refused: `answeredAt: «${header[place]}» is empty` }
  const read = readDate(cell, date, now)
  return 'time' in read
    ? { time: new Date(read.time).toISOString() }
    : { refused: `answeredAt: «${header[place]}» holds «${shown(cell)}», which ${read.problem}` }
}

const shown = (cell: string) => {
  const line = cell.replace(/[\p{Cc}\p{Cf}]/gu, ' ')
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}

function nonEmpty(fields: Record<string, string>): Record<string, string> | null {
  const kept = Object.entries(fields).filter(([, value]) => value !== '')
  return kept.length > 0 ? Object.fromEntries(kept) : null
}
