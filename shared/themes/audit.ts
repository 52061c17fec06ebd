import type { Band } from '../scale.ts'
import { type Share, share } from '../share.ts'
import { type CalibratedShare, calibrate } from './calibration.ts'
import { readComment } from './comment.ts'
import type { Compiled } from './compile.ts'
import type { Mention } from './match.ts'
import type { Polarity } from './polarity.ts'

/** A comment with the themes a person tagged it with. */
export interface LabelledComment {
  readonly text: string
  readonly themes: readonly string[]
  readonly polarity?: Readonly<Record<string, Polarity>>
  readonly band: Band | null
  readonly language?: string | undefined
}

/** How well rules find what people tagged, in percent; `null` when the denominator is 0. */
export interface Accuracy {
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

export interface ThemeAudit extends Accuracy {
  readonly theme: string
  /** The share of comments people tagged with it, and in which rules found it. */
  readonly tagged: Share
  readonly found: Share
  /** Comments both tagged and found: true positives. */
  readonly right: number
  /** Share found − share tagged, in percentage points. */
  readonly shareError: number
}

/** How often a rule is right, in all comments it fires in, and in those where no other rule finds its theme. */
export interface RuleAudit {
  readonly theme: string
  readonly rule: string
  readonly found: number
  readonly right: number
  readonly alone: number
  readonly rightAlone: number
}

export interface Audit {
  readonly n: number
  readonly themes: readonly ThemeAudit[]
  /** Micro average: over all pairs of comment and theme. */
  readonly micro: Accuracy
  /** Macro average: the mean over themes; a theme without F1 counts as 0. */
  readonly macro: { readonly f1: number | null }
  /** The mean absolute share error, in percentage points. */
  readonly shareError: number | null
  /** The share of people's polarities that are matched, using the rating and using the words only. */
  readonly polarity: { readonly withScore: Share; readonly byWords: Share }
  /** The rules of audited themes that fired, the most harmful first. */
  readonly rules: readonly RuleAudit[]
  /** Tagged themes the codebook does not have; excluded from all figures. */
  readonly absent: readonly { readonly theme: string; readonly tagged: number }[]
  /** Themes of the codebook that nobody tagged; excluded from all figures too. */
  readonly untagged: readonly string[]
}

/** The themes of one comment: tagged by a person, and found by rules. */
export interface ComparedComment {
  readonly tagged: ReadonlySet<string>
  readonly found: ReadonlySet<string>
  readonly mentions: readonly Mention[]
}

/** Finds the themes of labelled comments by rules, next to the tagged ones. */
export function compareThemes(compiled: Compiled, labelled: readonly LabelledComment[]): ComparedComment[] {
  return labelled.map(({ text, themes, language }) => {
    const read = readComment(compiled, text, { language })
    const found = new Set(read.themes.map(({ theme }) => theme))
    return { tagged: new Set(themes), found, mentions: read.mentions }
  })
}

/** Measures a codebook against labelled comments. */
export function auditOf(
  compiled: Compiled,
  labelled: readonly LabelledComment[],
  compared = compareThemes(compiled, labelled),
): Audit {
  const names = [...compiled.ancestry.keys()]
  const audited = names.map((theme) => auditTheme(theme, compared))
  const themes = audited.filter(({ tagged }) => tagged.count > 0)
  const total = (part: (audit: ThemeAudit) => number) => themes.reduce((sum, each) => sum + part(each), 0)
  return {
    n: labelled.length,
    themes,
    micro: accuracyOf(
      total(({ right }) => right),
      total(({ found }) => found.count),
      total(({ tagged }) => tagged.count),
    ),
    macro: { f1: meanOf(themes.map(({ f1 }) => f1 ?? 0)) },
    shareError: meanOf(themes.map(({ shareError }) => Math.abs(shareError))),
    polarity: {
      withScore: polarityOf(compiled, labelled, true),
      byWords: polarityOf(compiled, labelled, false),
    },
    rules: rulesOf(compared, new Set(themes.map(({ theme }) => theme))),
    absent: absentOf(compiled, labelled),
    untagged: audited.filter(({ tagged }) => tagged.count === 0).map(({ theme }) => theme),
  }
}

function auditTheme(theme: string, compared: readonly ComparedComment[]): ThemeAudit {
  let [tagged, found, right] = [0, 0, 0]
  for (const each of compared) {
    if (each.tagged.has(theme)) tagged += 1
    if (each.found.has(theme)) found += 1
    if (each.tagged.has(theme) && each.found.has(theme)) right += 1
  }
  const n = compared.length
  return {
    theme,
    tagged: share(tagged, n),
    found: share(found, n),
    right,
    ...accuracyOf(right, found, tagged),
    shareError: (100 * (found - tagged)) / Math.max(1, n),
  }
}

function accuracyOf(right: number, found: number, tagged: number): Accuracy {
  return {
    precision: share(right, found).percent,
    recall: share(right, tagged).percent,
    f1: share(2 * right, found + tagged).percent,
  }
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** How many of people's polarities are matched, for every tagged theme, found by a rule or not. */
function polarityOf(compiled: Compiled, labelled: readonly LabelledComment[], withScore: boolean): Share {
  let [count, of] = [0, 0]
  for (const { text, themes, polarity = {}, band, language } of labelled) {
    if (withScore && band === null) continue
    const read = readComment(compiled, text, { tagged: themes, band: withScore ? band : null, language })
    for (const each of read.themes) {
      if (!Object.hasOwn(polarity, each.theme)) continue
      of += 1
      if (polarity[each.theme] === each.polarity) count += 1
    }
  }
  return share(count, of)
}

function rulesOf(compared: readonly ComparedComment[], themes: ReadonlySet<string>): RuleAudit[] {
  const audits = new Map<string, { -readonly [Key in keyof RuleAudit]: RuleAudit[Key] }>()
  for (const { mentions, tagged } of compared) {
    const fired = new Map(mentions.map((mention) => [`${mention.theme}\n${mention.rule}`, mention]))
    const times = new Map<string, number>()
    for (const { theme } of fired.values()) times.set(theme, (times.get(theme) ?? 0) + 1)
    for (const [key, { theme, rule }] of fired) {
      if (!themes.has(theme)) continue
      const audit = audits.get(key) ?? { theme, rule, found: 0, right: 0, alone: 0, rightAlone: 0 }
      audits.set(key, audit)
      const right = tagged.has(theme) ? 1 : 0
      audit.found += 1
      audit.right += right
      if (times.get(theme) !== 1) continue
      audit.alone += 1
      audit.rightAlone += right
    }
  }
  /** Comments that only this rule gets wrong, less those that only it gets right. */
  const harm = ({ alone, rightAlone }: RuleAudit) => alone - 2 * rightAlone
  return [...audits.values()].sort((a, b) => harm(b) - harm(a) || b.found - a.found)
}

function absentOf(
  { ancestry }: Compiled,
  labelled: readonly LabelledComment[],
): { theme: string; tagged: number }[] {
  const counts = new Map<string, number>()
  for (const theme of labelled.flatMap(({ themes }) => [...new Set(themes)]))
    if (!ancestry.has(theme)) counts.set(theme, (counts.get(theme) ?? 0) + 1)
  return Array.from(counts, ([theme, tagged]) => ({ theme, tagged })).sort((a, b) => b.tagged - a.tagged)
}

/** The shares found in all comments, corrected by a tagged sample of them. */
export function calibratedBy(
  sample: readonly ComparedComment[],
  found: readonly { readonly theme: string; readonly found: Share }[],
): CalibratedShare[] {
  return calibrate(
    found.map((each) => ({
      ...each,
      sample: sample.map((one) => ({ tagged: one.tagged.has(each.theme), found: one.found.has(each.theme) })),
    })),
  )
}
