import type { Band } from '../scale.ts'
import { type Calibrated, calibrate } from './calibration.ts'
import { readComment } from './comment.ts'
import type { Compiled } from './compile.ts'
import type { Polarity } from './polarity.ts'

/** A comment with the themes a person gave it. */
export interface Labelled {
  readonly text: string
  readonly themes: readonly string[]
  readonly polarity?: Readonly<Record<string, Polarity>>
  readonly band: Band | null
}

/** How well rules find what people tagged; 0–1, `null` where there is nothing to divide by. */
export interface Accuracy {
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

export interface ThemeAudit extends Accuracy {
  readonly theme: string
  readonly tagged: number
  readonly found: number
  readonly right: number
  /** Share found less share tagged, in percentage points. */
  readonly shareError: number
}

/** How many of the polarities people gave were told right. */
export interface Right {
  readonly count: number
  readonly of: number
}

export interface Audit {
  readonly n: number
  readonly themes: readonly ThemeAudit[]
  /** All decisions together. */
  readonly micro: Accuracy
  /** The mean over the themes. */
  readonly macro: { readonly f1: number | null }
  /** The mean size of the share errors, in percentage points. */
  readonly shareError: number | null
  readonly polarity: { readonly withScore: Right; readonly byWords: Right }
  /** Themes people tagged that the codebook has not; they are in none of the figures. */
  readonly absent: readonly { readonly theme: string; readonly tagged: number }[]
  /** Themes of the codebook that nobody tagged once; they are in none of the figures either. */
  readonly untagged: readonly string[]
}

/** Which themes were tagged and which were found in each comment. */
export interface Compared {
  readonly tagged: ReadonlySet<string>
  readonly found: ReadonlySet<string>
}

/** Finds the themes of labelled comments by rules, beside those people gave. */
export function compareThemes(compiled: Compiled, labelled: readonly Labelled[]): Compared[] {
  return labelled.map(({ text, themes }) => ({
    tagged: new Set(themes),
    found: new Set(readComment(compiled, text).themes.map(({ theme }) => theme)),
  }))
}

/** Measures a codebook against comments that people tagged. */
export function auditOf(compiled: Compiled, labelled: readonly Labelled[]): Audit {
  const compared = compareThemes(compiled, labelled)
  const names = [...compiled.ancestry.keys()]
  const audited = names.map((theme) => auditTheme(theme, compared))
  const themes = audited.filter(({ tagged }) => tagged > 0)
  const total = (part: 'tagged' | 'found' | 'right') => themes.reduce((sum, each) => sum + each[part], 0)
  return {
    n: labelled.length,
    themes,
    micro: accuracyOf(total('right'), total('found'), total('tagged')),
    macro: { f1: meanOf(themes.map(({ f1 }) => f1 ?? 0)) },
    shareError: meanOf(themes.map(({ shareError }) => Math.abs(shareError))),
    polarity: {
      withScore: polarityOf(compiled, labelled, true),
      byWords: polarityOf(compiled, labelled, false),
    },
    absent: absentOf(compiled, labelled),
    untagged: audited.filter(({ tagged }) => tagged === 0).map(({ theme }) => theme),
  }
}

function auditTheme(theme: string, compared: readonly Compared[]): ThemeAudit {
  let [tagged, found, right] = [0, 0, 0]
  for (const each of compared) {
    if (each.tagged.has(theme)) tagged += 1
    if (each.found.has(theme)) found += 1
    if (each.tagged.has(theme) && each.found.has(theme)) right += 1
  }
  const shareError = (100 * (found - tagged)) / Math.max(1, compared.length)
  return { theme, tagged, found, right, ...accuracyOf(right, found, tagged), shareError }
}

function accuracyOf(right: number, found: number, tagged: number): Accuracy {
  return {
    precision: found === 0 ? null : right / found,
    recall: tagged === 0 ? null : right / tagged,
    f1: found + tagged === 0 ? null : (2 * right) / (found + tagged),
  }
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Each polarity a person gave a theme of a comment, against what is told of it, found by a rule or not. */
function polarityOf(compiled: Compiled, labelled: readonly Labelled[], withScore: boolean): Right {
  let [count, of] = [0, 0]
  for (const { text, themes, polarity = {}, band } of labelled) {
    if (withScore && band === null) continue
    const told = readComment(compiled, text, { tagged: themes, band: withScore ? band : null })
    for (const each of told.themes) {
      if (!Object.hasOwn(polarity, each.theme)) continue
      of += 1
      if (polarity[each.theme] === each.polarity) count += 1
    }
  }
  return { count, of }
}

function absentOf(
  { ancestry }: Compiled,
  labelled: readonly Labelled[],
): { theme: string; tagged: number }[] {
  const counts = new Map<string, number>()
  for (const theme of labelled.flatMap(({ themes }) => [...new Set(themes)]))
    if (!ancestry.has(theme)) counts.set(theme, (counts.get(theme) ?? 0) + 1)
  return Array.from(counts, ([theme, tagged]) => ({ theme, tagged })).sort((a, b) => b.tagged - a.tagged)
}

/** The shares of all comments, calibrated by a sample of them that people tagged. */
export function calibratedBy(
  sample: readonly Compared[],
  found: readonly { readonly theme: string; readonly found: number }[],
): Calibrated[] {
  return calibrate(
    found.map((each) => ({
      ...each,
      sample: sample.map((one) => ({ tagged: one.tagged.has(each.theme), found: one.found.has(each.theme) })),
    })),
  )
}
