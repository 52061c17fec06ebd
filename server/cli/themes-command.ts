import { bandOf } from '../../shared/scale.ts'
import { auditOf, compareThemes } from '../../shared/themes/audit.ts'
import { type NamedScale, scales } from '../../shared/themes/bands.ts'
import { drawnCalibration } from '../../shared/themes/calibration-draws.ts'
import type { Codebook } from '../../shared/themes/codebook.ts'
import { readComment } from '../../shared/themes/comment.ts'
import { type Compiled, compile } from '../../shared/themes/compile.ts'
import { discover } from '../../shared/themes/discovery.ts'
import { count, makeCounter, tallyOf } from '../../shared/themes/tally.ts'
import { themeReport } from '../../shared/themes/theme-report.ts'
import { languages } from '../themes/word-lists.ts'
import { CliError } from './api.ts'
import { auditTable } from './audit-table.ts'
import { codebookOf } from './read-codebook.ts'
import { readComments } from './read-comments.ts'
import { readLabelled } from './read-labelled.ts'
import { discoveryTable, themeTable } from './theme-tables.ts'

/** The options of `sayso themes`, which works without a server. */
export interface ThemesOptions {
  readonly codebook?: string | undefined
  readonly language?: string | undefined
  readonly scale?: string | undefined
  readonly sample?: string | undefined
  readonly map?: readonly string[] | undefined
  readonly json?: boolean | undefined
}

interface Request {
  readonly options: ThemesOptions
  readonly codebook: Codebook
  readonly compiled: Compiled
  readonly scale: NamedScale | undefined
}

/** A result as JSON and as text. */
interface Result {
  readonly value: unknown
  readonly table: string
}

/** Runs `audit`, `suggest` or `tally` on a file and prints the result. Throws a CliError. */
export async function themes(
  subcommand: string | undefined,
  file: string | undefined,
  options: ThemesOptions,
): Promise<void> {
  if (!file || (subcommand !== 'audit' && subcommand !== 'suggest' && subcommand !== 'tally'))
    throw new CliError('usage: sayso themes audit LABELLED.jsonl | suggest FILE.csv | tally FILE.csv')
  const codebook = await codebookOf(options.codebook, options.language)
  const compiled = compile(codebook, languages)
  const request = { options, codebook, compiled, scale: scaleNamed(options.scale) }
  const { value, table } = await { audit, suggest, tally }[subcommand](file, request)
  console.log(options.json ? JSON.stringify(value, null, 2) : table)
}

async function audit(file: string, { options, compiled, scale }: Request): Promise<Result> {
  const labelled = await readLabelled(file, scale?.scale)
  const compared = compareThemes(compiled, labelled)
  const result = auditOf(compiled, labelled, compared)
  const calibration = drawnCalibration(compared, result.themes, sizeOf(options.sample))
  return { value: { ...result, calibration }, table: auditTable(result, calibration) }
}

async function suggest(file: string, { options, compiled, scale: given }: Request): Promise<Result> {
  const { comments, scale } = await readComments(file, { map: options.map ?? [], scale: given })
  const searched = comments.map(({ text, rating }) => ({
    text,
    band: rating === null ? null : bandOf(scale.scale, rating),
    matched: readComment(compiled, text).themes.length > 0,
  }))
  const value = discover(searched, compiled)
  return { value, table: discoveryTable(value) }
}

async function tally(file: string, { options, codebook, compiled, scale: given }: Request): Promise<Result> {
  const { comments, scale } = await readComments(file, { map: options.map ?? [], scale: given })
  const counter = makeCounter(compiled)
  for (const { text, rating } of comments) {
    const band = rating === null ? null : bandOf(scale.scale, rating)
    count(counter, { text, rating, band })
  }
  const value = themeReport(tallyOf(counter), scale.reading, scale.scale, codebook)
  return { value, table: themeTable(value, scale) }
}

function scaleNamed(name: string | undefined): NamedScale | undefined {
  const scale = scales.find((each) => each.name === name)
  if (name !== undefined && !scale)
    throw new CliError(`--scale must be one of ${scales.map((each) => each.name).join(', ')}`)
  return scale
}

/** The number of tagged comments used for a calibration. Throws a CliError when it is not a number. */
function sizeOf(sample = '200'): number {
  if (!/^[1-9]\d{0,5}$/.test(sample)) throw new CliError('--sample must be a number of comments, like 200')
  return Number(sample)
}
