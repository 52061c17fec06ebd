import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { type DateOrder, noEvidence, noteDate, readDate } from '../../tables/dates.ts'
import { clockOf, orderOf } from '../../tables/plan.ts'
import { CliError } from '../api.ts'
import { valuesOf } from '../read-json.ts'
import { openTable } from '../read-table.ts'
import { beginningOf, openText } from '../read-text.ts'

/** What Delighted lets one save. */
export type SavedKind = 'answers' | 'people' | 'unsubscribes' | 'bounces' | 'metrics'

/** One object of an export. Names are as the API has them, also those of a table's columns; times are milliseconds. */
export interface SavedItem {
  readonly line: number
  readonly fields: Readonly<Record<string, unknown>>
  /** The cells of columns that the API has no name for, by the column. */
  readonly others: Readonly<Record<string, string>>
  /** Why it cannot be read. */
  readonly fault?: string | undefined
}

/** A saved export. */
export interface SavedFile {
  readonly file: string
  readonly hash: string
  /** `null` when nothing is in it. */
  readonly kind: SavedKind | null
  readonly items: readonly SavedItem[]
}

/** How times are read that name no zone, or whose order cannot be told. */
export interface TimesSaid {
  readonly timezone: string
  readonly dates: DateOrder | null
}

/** Reads exports, those of a folder too, as CSV, a workbook or JSON of the API. Throws a CliError for one that is nothing of Delighted's. */
export async function readSaved(paths: readonly string[], said: TimesSaid): Promise<SavedFile[]> {
  const files: SavedFile[] = []
  for (const path of await filesIn(paths)) files.push(await readOne(path, said))
  return files
}

async function filesIn(paths: readonly string[]): Promise<string[]> {
  const lists = paths.map(async (path) => {
    const found = await stat(path).catch(() => null)
    if (!found?.isDirectory()) return [path]
    const names = (await readdir(path)).filter((name) => known.has(extname(name).toLowerCase()))
    if (names.length === 0) throw new CliError(`${path} has no exports in it: CSV, JSON or .xlsx`)
    return names.sort().map((name) => join(path, name))
  })
  return (await Promise.all(lists)).flat()
}

const known = new Set(['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.xlsx'])

async function readOne(file: string, said: TimesSaid): Promise<SavedFile> {
  const begin = (await beginningOf(file)).toString('latin1')
  const isJson = /^(\u00ef\u00bb\u00bf)?\s*[[{]/.test(begin)
  const { hash, items } = isJson ? await readObjects(file) : await readRows(file)
  const kind = kindOf(items)
  if (kind === null && items.length > 0)
    throw new CliError(
      `${file} is none of Delighted's exports: survey responses, people, unsubscribes, bounces or metrics`,
    )
  return { file, hash, kind, items: withTimes(file, items, said) }
}

async function readObjects(file: string): Promise<{ hash: string; items: SavedItem[] }> {
  const text = await openText(file)
  const values = byMonth(await valuesOf(text))
  const items = values.map(({ value, line }): SavedItem => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { line, fields: {}, others: {}, fault: 'is no object' }
    return { line, fields: value as Record<string, unknown>, others: {} }
  })
  return { hash: text.hash, items }
}

/** One object that holds metrics by month: each with the month as a field. */
function byMonth(values: readonly { value: unknown; line: number }[]) {
  const [only] = values
  const whole = values.length === 1 ? (only!.value as Record<string, unknown> | null) : null
  const months = Object.entries(whole ?? {}).filter(([name]) => monthIn(name) !== null)
  if (months.length === 0) return values
  return months.map(([month, value]) => ({ value: { month, ...(value as object) }, line: only!.line }))
}

/** The month in a name, as 2025-01; `null` without one. */
export function monthIn(name: string): string | null {
  const [, year, month] = name.match(/(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])(?!\d)/) ?? []
  return year === undefined ? null : `${year}-${month}`
}

/** The API's names, and what columns of theirs are called, the surest first. */
const columns: Readonly<Record<string, readonly string[]>> = {
  id: ['id', 'response_id', 'survey_response_id'],
  person_id: ['person_id', 'person'],
  email: ['email', 'person_email', 'email_address'],
  name: ['name', 'person_name', 'full_name'],
  phone_number: ['phone_number', 'person_phone_number', 'phone', 'mobile'],
  survey_type: ['survey_type', 'type', 'experience_type'],
  score: ['score', 'rating'],
  comment: ['comment', 'comments', 'feedback'],
  permalink: ['permalink', 'response_url', 'url'],
  // A table may say when it was sent, too.
  created_at: [
    ...['responded_at', 'response_received_at', 'response_date', 'response_time', 'answered_at', 'responded'],
    ...['date_responded', 'submitted_at', 'created_at', 'created', 'date'],
  ],
  updated_at: ['updated_at'],
  tags: ['tags', 'tag_list', 'tag'],
  notes: ['notes', 'note'],
  last_sent_at: ['last_sent_at', 'last_survey_sent_at', 'last_surveyed_at', 'sent_at'],
  last_responded_at: ['last_responded_at'],
  next_survey_scheduled_at: ['next_survey_scheduled_at', 'survey_scheduled_at', 'next_survey_at'],
  unsubscribed_at: ['unsubscribed_at', 'unsubscribed_on', 'unsubscribe_date'],
  bounced_at: ['bounced_at', 'bounced_on', 'bounce_date'],
  month: ['month', 'period'],
  since: ['since', 'from', 'start'],
  until: ['until', 'to', 'end'],
  nps: ['nps', 'nps_score'],
  ...Object.fromEntries(
    ['promoter', 'passive', 'detractor', 'response'].flatMap((band) => [
      [`${band}_count`, [`${band}_count`, `${band}s`]],
      [`${band}_percent`, [`${band}_percent`]],
    ]),
  ),
}

/** Fields that only metrics have: in another table such a column is a property. */
const ofMetrics = ['month', 'since', 'until', 'nps']

async function readRows(file: string): Promise<{ hash: string; items: SavedItem[] }> {
  const table = await openTable(file, {})
  if (!('head' in table)) throw new CliError(`${file} is an export of Sayso: say sayso import`)
  const { header } = table.head
  const names = header.map(plain)
  const isOfMetrics = names.includes('nps') && !names.includes('score')
  const places = Object.entries(columns)
    .filter(([field]) => isOfMetrics || !ofMetrics.includes(field))
    .map(
      ([field, aliases]) =>
        [field, aliases.map((name) => names.indexOf(name)).filter((at) => at >= 0)] as const,
    )
  const used = new Set(places.flatMap(([, found]) => found))
  const items: SavedItem[] = []
  for await (const { cells, line, fault } of table.entries()) {
    const cell = (place: number) => cells[place]?.trim() ?? ''
    const fields = places.map(([field, found]) => [field, found.map(cell).find(Boolean)] as const)
    const others = header.flatMap((name, place) =>
      used.has(place) || cell(place) === ''
        ? []
        : [[name.replace(/^person_properties[[._]?(.+?)\]?$/, '$1'), cell(place)]],
    )
    items.push({
      line,
      fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined)),
      others: Object.fromEntries(others),
      fault,
    })
  }
  return { hash: table.hash, items }
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '')

/** What a file holds, by the fields of all its objects. */
function kindOf(items: readonly SavedItem[]): SavedKind | null {
  const fields = new Set(items.flatMap((item) => Object.keys(item.fields)))
  const haveAll = (field: string) => items.every((item) => item.fault || item.fields[field])
  if (fields.has('score')) return 'answers'
  // A table of people may have such a column too, mostly empty.
  if (fields.has('unsubscribed_at') && haveAll('unsubscribed_at')) return 'unsubscribes'
  if (fields.has('bounced_at') && haveAll('bounced_at')) return 'bounces'
  if (fields.has('nps')) return 'metrics'
  return fields.has('email') || fields.has('phone_number') ? 'people' : null
}

const isTime = (field: string) => field.endsWith('_at') || field === 'since' || field === 'until'

/** The items with their times in milliseconds; a time that cannot be read is a fault of its item. */
function withTimes(file: string, items: readonly SavedItem[], { timezone, dates }: TimesSaid): SavedItem[] {
  const order = noEvidence()
  const texts = items.flatMap(({ fields, line }) =>
    Object.entries(fields).flatMap(([name, value]) =>
      isTime(name) && typeof value === 'string' ? [{ value, line }] : [],
    ),
  )
  for (const { value, line } of texts) noteDate(order, value, line)
  const reading = { order: orderOf(file, { order }, dates, null), clock: clockOf(timezone) }
  return items.map((item) => {
    const times: Record<string, number> = {}
    let { fault } = item
    for (const [name, value] of Object.entries(item.fields)) {
      if (!isTime(name) || value === null) continue
      const read = readDate(String(value), reading, Date.now())
      if ('time' in read) times[name] = read.time
      // When they are asked next is in the future, and said to nobody.
      else if (name !== 'next_survey_scheduled_at')
        fault ??= `${name} «${String(value).slice(0, 60)}» ${read.problem}`
    }
    return { ...item, fields: { ...item.fields, ...times }, fault }
  })
}
