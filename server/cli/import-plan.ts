import { createHash } from 'node:crypto'
import { scaleOf } from '../../shared/survey.ts'
import { readLocales } from '../built-data/read-locales.ts'
import type { ImportMapping } from '../contract/imports.ts'
import type { Survey } from '../contract/surveys.ts'
import { targets } from '../tables/column-names.ts'
import type { DateOrder } from '../tables/dates.ts'
import { type Entry, examine } from '../tables/examine.ts'
import { type Format, formatOf, formats } from '../tables/formats.ts'
import { type Mapping, mapColumns } from '../tables/mapping.ts'
import { numberTable } from '../tables/number-table.ts'
import { type Destination, type Plan, planOf, rowMaker } from '../tables/plan.ts'
import { TableProblem } from '../tables/problem.ts'
import { type EndLabels, scoreWordsOf } from '../tables/score-words.ts'
import { pointOf } from '../tables/scores.ts'
import { CliError } from './api.ts'
import type { SentRow } from './import-sending.ts'
import type { OwnExport, Table } from './read-table.ts'
import { oneLine } from './terminal.ts'

/** The options of `sayso import`. */
export interface ImportOptions {
  readonly file: string
  readonly survey: string
  /** `rating=Column name`, overriding the guess. */
  readonly map: readonly string[]
  /** Columns to keep as properties. */
  readonly property: readonly string[]
  /** `good=1` */
  readonly score: readonly string[]
  readonly timezone: string | undefined
  readonly dates: string | undefined
  readonly scale: string | undefined
  readonly format: string | undefined
  readonly encoding: string | undefined
  readonly sheet: string | undefined
  /** What tells this file's rows from equal rows of other files, where rows have neither ids nor dates. */
  readonly source: string | undefined
  readonly onConflict: string | undefined
  readonly noId: boolean
  readonly noDate: boolean
  readonly dryRun: boolean
  readonly yes: boolean
}

/** A file that was read to its end, and how its rows are stored. */
export interface Prepared {
  /** What is imported, and by which mapping. */
  readonly description: string
  /** The first rows as they would be stored. */
  readonly preview: readonly string[]
  readonly mapping: ImportMapping
  /** What must be said before anything is stored. */
  readonly doubts: readonly string[]
  rows(): AsyncGenerator<SentRow>
}

const sampleSize = 1000

/** Reads a file to its end and settles how it is stored, with the workspace's zone. Throws a CliError for what no yes can settle. */
export async function prepare(
  timezone: string,
  survey: Survey,
  table: Table | OwnExport,
  options: ImportOptions,
): Promise<Prepared> {
  if (!('head' in table)) return prepareExport(survey, table)
  try {
    return await prepareTable(timezone, survey, table, options)
  } catch (error) {
    if (error instanceof TableProblem) throw new CliError(error.message)
    throw error
  }
}

const title = (file: string, survey: Survey) =>
  `${file} → ${oneLine(survey.name)} (${survey.metric.toUpperCase()} on ${survey.scale})`

async function prepareExport(survey: Survey, table: OwnExport): Promise<Prepared> {
  async function* rows(): AsyncGenerator<SentRow> {
    for await (const { text, line } of table.rows()) {
      const id = tryId(text)
      yield id === null ? { line, refused: 'is not JSON' } : { line, text, id }
    }
  }
  // Read to its end first, so that nothing of a file that is cut off is stored.
  for await (const { line, refused } of rows())
    if (refused) throw new CliError(`${table.file} line ${line} ${refused}`)
  const description = `${title(table.file, survey)}\n  an export of Sayso: answers are stored as they were`
  return { description, preview: [], mapping: { format: 'sayso' }, doubts: [], rows }
}

function tryId(text: string): string | null {
  try {
    return String((JSON.parse(text) as { id?: unknown }).id)
  } catch {
    return null
  }
}

async function prepareTable(
  timezone: string,
  survey: Survey,
  table: Table,
  options: ImportOptions,
): Promise<Prepared> {
  const { header } = table.head
  const format = formatOf(header, options.format)
  if (options.format && !format)
    throw new CliError(`--format takes one of ${formats.map(({ name }) => name).join(', ')}`)
  const scale = scaleOf(survey.metric, survey.scale, survey.threshold)
  if (!scale) throw new CliError(`the survey's scale ${survey.scale} is not known`)
  const destination: Destination = { metric: survey.metric, scaleName: survey.scale, scale, timezone }
  const ends = await endsOf(survey)
  const sample = await sampleOf(table)
  const mapping = mapColumns(table.head, sample, options, {
    metric: survey.metric,
    isScore: scoreTest(destination, ends),
    format,
  })
  const evidence = await examine(allOf(table), mapping.columns, hash53)
  const plan = planOf(header, mapping, evidence, choicesOf(options), destination, {
    ...{ format, fileZone: table.head.timezone, ends },
  })
  const rows = rowsOf(table, plan, options)
  return {
    description: [title(table.file, survey), ...describe(table, mapping, plan)].join('\n'),
    preview: await previewOf(rows()),
    mapping: mappingOf(header, plan, options),
    doubts: plan.doubts,
    rows,
  }
}

/** The words at the ends of our surveys' scales in every language, and the survey's own. */
async function endsOf(survey: Survey): Promise<EndLabels[]> {
  const locales = Object.values(await readLocales())
  const usual = locales.map(({ questions }) => questions[survey.metric])
  return [survey, ...usual].map(({ lowLabel, highLabel }) => ({ low: lowLabel, high: highLabel }))
}

async function sampleOf(table: Table): Promise<Entry[]> {
  const sample: Entry[] = []
  for await (const entry of table.entries()) {
    if (!entry.fault) sample.push(entry)
    if (sample.length === sampleSize) break
  }
  return sample
}

/** Whether a cell is a score: by any words, of whichever column. */
function scoreTest({ scale }: Destination, ends: readonly EndLabels[]) {
  const words = scoreWordsOf(scale, ends)
  const widest = { ...scale, min: Math.min(scale.min, 0), max: Math.max(scale.max, 10) }
  return (cell: string) =>
    pointOf(cell, { scale, words }) !== null || pointOf(cell, { scale: widest, words }) !== null
}

/** Every entry. Throws a CliError at an open quote, after which nothing can be told apart. */
async function* allOf(table: Table): AsyncGenerator<Entry> {
  for await (const entry of table.entries()) {
    if (entry.fault?.includes('never closed'))
      throw new CliError(
        `${table.file} line ${entry.line}: ${entry.fault}, so that what follows cannot be read`,
      )
    yield entry
  }
}

function choicesOf({ timezone, dates, scale, score }: ImportOptions) {
  if (dates !== undefined && dates !== 'day-first' && dates !== 'month-first')
    throw new CliError('--dates takes day-first or month-first')
  return {
    timezone: timezone ?? null,
    dates: (dates as DateOrder | undefined) ?? null,
    scale: scale ?? null,
    score,
  }
}

function rowsOf(table: Table, plan: Plan, options: ImportOptions): () => AsyncGenerator<SentRow> {
  return async function* rows() {
    const toRow = rowMaker(table.head.header, plan, identifier(table, plan.mapping, options), Date.now())
    for await (const { cells, line, fault } of table.entries()) {
      const outcome = fault ? { refused: fault } : toRow(cells)
      yield 'row' in outcome
        ? { line, text: JSON.stringify(outcome.row), id: outcome.row.id }
        : { line, ...outcome }
    }
  }
}

/**
 * Ids of rows without one: a hash of their cells, numbered when equal rows came before. Rows without a date may
 * equal others' of another file, so the file's content is part of theirs. No page can save under such an id.
 */
function identifier(table: Table, { columns }: Mapping, { source }: ImportOptions) {
  const timesSeen = numberTable()
  const space = source ?? (columns.answeredAt === undefined ? table.hash : '')
  return (cells: readonly string[]) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([space, cells]))
      .digest()
    const earlier = timesSeen.get(numberIn(hash)) ?? 0
    timesSeen.set(numberIn(hash), earlier + 1)
    const digest = hash.toString('base64url').slice(0, 27)
    return `import:${earlier === 0 ? digest : `${digest}.${earlier}`}`
  }
}

/** 53 bits of a hash: of a million texts two have the same in one of 18,000 cases. */
const numberIn = (hash: Buffer) => hash.readUIntBE(0, 6) * 32 + (hash[6]! >> 3)

/** A number by which equal texts are found among millions. */
const hash53 = (text: string) => numberIn(createHash('sha1').update(text).digest())

const previewSize = 10

async function previewOf(rows: AsyncGenerator<SentRow>): Promise<string[]> {
  const lines: string[] = []
  for await (const { line, text, refused } of rows) {
    if (text !== undefined) lines.push(`  line ${line}: ${oneLine(text)}`)
    else if (refused !== undefined) lines.push(`  line ${line}: refused, ${refused}`)
    if (lines.length === previewSize) break
  }
  return ['as they would be stored:', ...lines]
}

/** How a file is read, as it is kept with the import. */
function mappingOf(header: readonly string[], plan: Plan, options: ImportOptions): ImportMapping {
  const { columns, properties } = plan.mapping
  const named = Object.entries(columns).map(([target, place]) => [target, header[place]!] as const)
  return {
    ...Object.fromEntries(named),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties.map(({ place, name }) => [name, header[place]!])),
    }),
    timezone: plan.zone,
    ...(plan.date.order && { dates: plan.date.order }),
    ...(options.scale && { scale: options.scale }),
    ...(options.score.length > 0 && { scores: options.score.join(', ') }),
    ...(plan.format && { format: plan.format.name }),
    ...(options.source && { source: options.source }),
  }
}

function describe(table: Table, mapping: Mapping, plan: Plan): string[] {
  const { header } = table.head
  const { columns, properties } = mapping
  const whenMissing: Partial<Record<(typeof targets)[number], string>> = {
    id: '(none: made from what each row holds, so that importing it again adds nothing)',
    answeredAt: '(none: the time of this import)',
  }
  const line = (name: string, text: string) => `  ${name.padEnd(13)} ${oneLine(text)}`
  const used = new Set([...Object.values(columns), ...properties.map(({ place }) => place)])
  const leftOut = header.filter((_, place) => !used.has(place))
  return [
    line('read as', [table.encoding, formatTitle(plan.format)].filter(Boolean).join(', ')),
    ...targets.map((target) => {
      const place = columns[target]
      return line(target, place === undefined ? (whenMissing[target] ?? '–') : header[place]!)
    }),
    line('properties', properties.map(({ place }) => header[place]).join(', ') || '–'),
    ...(columns.answeredAt === undefined
      ? []
      : [
          line(
            'times',
            `in ${plan.zone} where they name no zone${plan.date.order === 'month-first' ? ', month first' : ''} (--timezone)`,
          ),
        ]),
    ...(leftOut.length > 0
      ? [line('left out', `${leftOut.join(', ')}  (keep one with --property NAME)`)]
      : []),
  ]
}

const formatTitle = (format: Format | null) => format && `an export of ${format.title}`
