import type { Metric } from '../../shared/scale.ts'
import { plainName, type Target, targets } from './column-names.ts'
import {
  guessColumns,
  indexOfColumn,
  isNamedAsId,
  isNamedAsTime,
  ratingColumn,
  ratingColumns,
} from './columns.ts'
import { isDate } from './dates.ts'
import { type Entry, holdsDates, holdsText, isEmptyIn, shareOf } from './examine.ts'
import type { Format } from './formats.ts'
import type { Head } from './head.ts'
import { asks, dateName, isNamedAsComment } from './header-words.ts'
import { TableProblem } from './problem.ts'

/** A column kept as a property. */
export interface PropertyColumn {
  readonly place: number
  /** Short enough for a property; no two alike. */
  readonly name: string
}

/** The column of each part, and of the columns kept as properties. */
export interface Mapping {
  readonly columns: Readonly<Partial<Record<Target, number>>>
  readonly properties: readonly PropertyColumn[]
  /** Whether somebody named the score's column. */
  readonly isRatingSaid: boolean
  /** What somebody should say before anything is stored: each with how to say it. */
  readonly doubts: readonly string[]
}

/** What whoever imports says about the columns. */
export interface ColumnChoices {
  /** `rating=Column name`, overriding the guess. */
  readonly map: readonly string[]
  readonly property: readonly string[]
  readonly noId: boolean
  readonly noDate: boolean
}

/** What columns are guessed by, besides their names. */
interface Guidance {
  readonly metric: Metric
  readonly isScore: (cell: string) => boolean
  readonly format: Format | null
}

const longestName = 64
const quoted = (part: Target, name: string) => `--map "${part}=${name}"`

/**
 * The guessed columns, looked at by what they hold and overridden by what was said. Throws a TableProblem for an
 * unknown column, or when none looks like the score.
 */
export function mapColumns(
  { header, titles }: Pick<Head, 'header' | 'titles'>,
  sample: readonly Entry[],
  choices: ColumnChoices,
  { metric, isScore, format }: Guidance,
): Mapping {
  const said = saidColumns({ header, titles }, choices)
  const isUsable = (target: Target, place: number) => {
    if (isEmptyIn(sample, place)) return target !== 'comment' && target !== 'answeredAt'
    if (target === 'rating') return shareOf(sample, place, isScore) > 0.3
    if (target === 'answeredAt') return shareOf(sample, place, isDate) > 0.3
    if (target === 'comment') return !holdsDates(sample, place)
    return true
  }
  const guess: Partial<Record<Target, number>> = {
    ...guessColumns(header, isUsable, metric),
    ...ofFormat(header, format, isUsable),
  }
  for (const target of targets) {
    const place = guess[target]
    if (place === undefined || Object.values(said).includes(place) || format?.columns?.[target] === null)
      delete guess[target]
  }
  const columns: Partial<Record<Target, number>> = { ...guess, ...said }
  const doubts: string[] = []
  if (columns.rating === undefined)
    columns.rating = questionColumn(
      { header, titles },
      sample,
      { metric, isScore, format },
      Object.values(columns),
    )
  else if (said.rating === undefined) {
    noteMetric(header, columns.rating, metric, doubts)
    if (!format?.columns?.rating) noteRival(header, columns.rating, sample, metric, isUsable, doubts)
  } else if (isNamedAsId(header[said.rating]!) && !choices.map.some((entry) => entry.startsWith('id=')))
    doubts.push(`«${header[said.rating]}» looks like an id and not like a score`)
  columns.comment ??= commentColumn({ header, titles }, sample, format, Object.values(columns))
  if (columns.answeredAt === undefined && !choices.noDate)
    columns.answeredAt = dateColumn(header, sample, Object.values(columns), doubts)
  if (choices.noId) delete columns.id
  if (choices.noDate) delete columns.answeredAt
  const known = Object.fromEntries(Object.entries(columns).filter(([, place]) => place !== undefined))
  const properties = propertiesOf({ header, titles }, choices.property)
  return { columns: known, properties, isRatingSaid: said.rating !== undefined, doubts }
}

function saidColumns(head: Pick<Head, 'header' | 'titles'>, { map }: ColumnChoices) {
  const said: Partial<Record<Target, number>> = {}
  for (const entry of map) {
    const [target, name] = [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]
    if (!(targets as readonly string[]).includes(target))
      throw new TableProblem(`--map takes PART=COLUMN, where PART is one of ${targets.join(', ')}`)
    said[target as Target] = placeOf(head, name)
  }
  return said
}

/** A column by its name, or by what is asked in it. Throws a TableProblem. */
function placeOf({ header, titles }: Pick<Head, 'header' | 'titles'>, name: string): number {
  const found = indexOfColumn(header, name) ?? indexOfColumn(titles, name)
  if (found === null)
    throw new TableProblem(`there is no column «${name}»; the header has: ${header.join(', ')}`)
  return found
}

function ofFormat(
  header: readonly string[],
  format: Format | null,
  isUsable: (target: Target, place: number) => boolean,
): Partial<Record<Target, number>> {
  const plain = header.map(plainName)
  const found: Partial<Record<Target, number>> = {}
  for (const target of targets) {
    const places = (format?.columns?.[target] ?? []).map((name) =>
      name === '' ? header.indexOf('#') : plain.indexOf(name),
    )
    const place = places.find((each) => each >= 0 && isUsable(target, each))
    if (place !== undefined) found[target] = place
  }
  return found
}

/** A survey of one metric and a column called like another's: somebody must say that it is meant. */
function noteMetric(header: readonly string[], place: number, metric: Metric, doubts: string[]): void {
  const found = ratingColumn(header, metric, (each) => each === place)
  if (found?.place !== place || found.metric === null || found.metric === metric) return
  doubts.push(
    `«${header[place]}» is ${found.metric.toUpperCase()} by its name, and the survey is ${metric.toUpperCase()}: if it is the score, say ${quoted('rating', header[place]!)}`,
  )
}

/** A name without the number that tells it from the same one before. */
const withoutNumber = (name: string) => name.replace(/ \(\d+\.?\)$/, '')

/** Two columns that are called like the score and hold other points: somebody must say which is meant. */
function noteRival(
  header: readonly string[],
  place: number,
  sample: readonly Entry[],
  metric: Metric,
  isUsable: (target: Target, place: number) => boolean,
  doubts: string[],
): void {
  const called = ratingColumns(header.map(withoutNumber), metric)
  const rivals = called.filter(
    (other) =>
      !isEmptyIn(sample, other) &&
      isUsable('rating', other) &&
      sample.some(({ cells }) => cells[other] !== cells[place]),
  )
  if (rivals.length === 0 || !called.includes(place)) return
  const names = [place, ...rivals].map((each) => quoted('rating', header[each]!)).join(' or ')
  doubts.push(`which column is the score? Say ${names}`)
}

/** The only column that asks the metric's question and holds scores; else a TableProblem that says which might be. */
function questionColumn(
  { header, titles }: Pick<Head, 'header' | 'titles'>,
  sample: readonly Entry[],
  { metric, isScore, format }: Guidance,
  used: readonly (number | undefined)[],
): number {
  const places = header.map((_, place) => place).filter((place) => !used.includes(place))
  const scores = places.filter((place) => shareOf(sample, place, isScore) > 0.3)
  const isAsked = (place: number) =>
    asks(metric, titles[place]!) ||
    asks(metric, header[place]!) ||
    format?.answers?.test(plainName(header[place]!))
  const asking = scores.filter(isAsked)
  const groups = scores.filter((place) => header.includes(`${header[place]}_NPS_GROUP`))
  const [only, another] = groups.length === 1 && metric === 'nps' ? groups : asking
  if (
    only !== undefined &&
    another === undefined &&
    !/\b1\s?(-|–|to)\s?10\b/.test(metric === 'nps' ? titles[only]! : '')
  )
    return only
  if (header.map(withoutNumber).some((name) => isScore(name) || isDate(name)))
    throw new TableProblem(
      `the first line looks like an answer and not like names of columns (${header.join(', ')}): put a line of names above it`,
    )
  const likely = asking.length > 0 ? asking : scores.filter((place) => !isNamedAsId(header[place]!))
  const hint = likely[0] === undefined ? '' : `; name it: ${quoted('rating', header[likely[0]]!)}`
  throw new TableProblem(`no column looks like the score${hint}; the columns are: ${header.join(', ')}`)
}

function commentColumn(
  { header, titles }: Pick<Head, 'header' | 'titles'>,
  sample: readonly Entry[],
  format: Format | null,
  used: readonly (number | undefined)[],
): number | undefined {
  const places = header
    .map((_, place) => place)
    .filter((place) => !used.includes(place) && holdsText(sample, place))
  const answers = places.filter((place) => format?.answers?.test(plainName(header[place]!)))
  if (answers.length === 1) return answers[0]
  const named = places.filter((place) => isNamedAsComment(header[place]!) || isNamedAsComment(titles[place]!))
  if (named[0] !== undefined) return named[0]
  // The only column of sentences, whatever is asked above it.
  const sentences = places.filter(
    (place) => shareOf(sample, place, (cell) => (cell.match(/\p{L}{2,}/gu) ?? []).length > 3) > 0.5,
  )
  return sentences.length === 1 ? sentences[0] : undefined
}

/** The column of dates that says when the answer was given; a doubt where dates may be that or something else. */
function dateColumn(
  header: readonly string[],
  sample: readonly Entry[],
  used: readonly (number | undefined)[],
  doubts: string[],
): number | undefined {
  const dates = header
    .map((_, place) => place)
    .filter((place) => !used.includes(place) && holdsDates(sample, place))
  const surest = (['answer', 'date'] as const)
    .map((kind) => dates.filter((place) => dateName(header[place]!) === kind))
    .find((places) => places.length > 0)
  if (surest?.length === 1) return surest[0]
  if (dates.length > 0) {
    const names = dates.map((place) => quoted('answeredAt', header[place]!)).join(', ')
    doubts.push(`which column says when the answers were given? Say ${names}, or --no-date`)
  } else {
    const unread = header.find(
      (name, place) => isNamedAsTime(name) && !used.includes(place) && !isEmptyIn(sample, place),
    )
    if (unread !== undefined)
      doubts.push(
        `«${unread}» holds no dates that can be read: say --no-date if the answers are to be dated now`,
      )
  }
  return undefined
}

function propertiesOf(head: Pick<Head, 'header' | 'titles'>, names: readonly string[]): PropertyColumn[] {
  const used = new Set<string>()
  return names.map((asked) => {
    const place = placeOf(head, asked)
    const full = head.header[place]!
    let name = full.length > longestName ? `${full.slice(0, longestName - 1).trimEnd()}…` : full
    for (let times = 2; used.has(name); times += 1)
      name = `${full.slice(0, longestName - 5).trimEnd()}… ${times}`
    used.add(name)
    return { place, name }
  })
}
