import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Scale } from '../../shared/scale.ts'
import type { LabelledComment } from '../../shared/themes/audit.ts'
import { bandOfSign, bandTeller } from '../../shared/themes/bands.ts'
import { CliError } from './api.ts'
import { readFailure } from './read-codebook.ts'

/** A line of a labelled file: a comment with the themes that a person tagged. */
interface Line {
  readonly text: string
  readonly themes: readonly string[]
  readonly polarity?: Readonly<Record<string, number>> | null
  readonly score?: number | null
  readonly lang?: string
}

/**
 * Reads tagged comments from JSON lines: `{text, themes[], polarity{}?, score?}`. Polarities are −1, 0
 * or 1. Scores are −1, 0 or 1, or ratings on `scale`, which is guessed from all scores when left out.
 * Throws a CliError that names the first invalid line.
 */
export async function readLabelled(file: string, scale?: Scale): Promise<LabelledComment[]> {
  const lines: Line[] = []
  try {
    let number = 0
    const input = createReadStream(file, 'utf8')
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      if (text.trim() !== '') lines.push(lineOf(text.replace(/^\ufeff/, ''), `${file} line ${number}`))
    }
  } catch (error) {
    throw error instanceof CliError ? error : new CliError(readFailure(file, error))
  }
  if (lines.length === 0) throw new CliError(`${file} has no lines`)
  const scores = lines.flatMap(({ score }) => score ?? [])
  const bandOf = bandTeller(scores, scale)
  return lines.map(({ text, themes, polarity, score, lang }) => ({
    text,
    themes,
    band: score == null ? null : bandOf(score),
    ...(polarity && { polarity: mapValues(polarity, bandOfSign) }),
    language: lang,
  }))
}

function lineOf(text: string, where: string): Line {
  const line = parsed(text, where)
  const error = errorOf(line)
  if (error) throw new CliError(`${where}: ${error}`)
  return line as unknown as Line
}

function parsed(text: string, where: string): Record<string, unknown> {
  try {
    const line = JSON.parse(text)
    if (typeof line === 'object' && line !== null) return line
  } catch {}
  throw new CliError(`${where} is not a JSON object`)
}

function errorOf({ text, themes, polarity, score, lang }: Record<string, unknown>): string | null {
  if (typeof text !== 'string') return '"text" must be the comment'
  if (!Array.isArray(themes) || themes.some((theme) => typeof theme !== 'string'))
    return '"themes" must be a list of names'
  const signs = polarity == null ? [] : typeof polarity === 'object' ? Object.values(polarity) : [null]
  if (signs.some((sign) => typeof sign !== 'number' || ![-1, 0, 1].includes(sign)))
    return '"polarity" must give themes −1, 0 or 1'
  if (score != null && !Number.isFinite(score)) return '"score" must be a number'
  if (lang !== undefined && typeof lang !== 'string') return '"lang" must be a language tag'
  return null
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
