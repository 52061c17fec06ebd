import type { Band } from '../scale.ts'
import type { Compiled } from './compile.ts'
import { addHit, hits } from './hits.ts'
import { findHits, type Mention, mentionAt } from './match.ts'
import {
  judgePolarity,
  type Polarity,
  type PolaritySource,
  type PolarityVerdict,
  verdicts,
} from './polarity.ts'

/** A theme of a comment, or an ancestor of one. */
export interface CommentTheme {
  readonly theme: string
  readonly polarity: Polarity
  readonly source: PolaritySource
}

/** The themes of one comment, and the mentions they come from. */
export interface CommentThemes {
  readonly mentions: readonly (Mention & PolarityVerdict)[]
  /** Each theme and ancestor once, in the order of the text. */
  readonly themes: readonly CommentTheme[]
}

/** The facts about a comment that are not in its text; all may be left out. */
export interface CommentContext {
  /** The band of the person's rating; `null` when there is none. */
  readonly band?: Band | null
  /** Of the comment, as `en` or `pt-BR`; detected when left out. */
  readonly language?: string | undefined
  /** Themes ticked as choices; added to those the rules find. */
  readonly ticked?: readonly string[]
  /** Themes tagged by hand; they replace those the rules find. */
  readonly tagged?: readonly string[]
}

/**
 * The themes of the comment being read, by number, each once. Reused for every comment: only the first
 * `count` entries of `list` are valid. `comment` is a serial number; `foundIn[theme]` holds that of the
 * last comment with the theme, so that `signs` (the sum of its polarities) needs no clearing.
 */
export const found = { comment: 0, count: 0, list: [] as number[] }
const foundIn: number[] = []
const signs: number[] = []

/**
 * Finds the mentions of a comment with their polarity, and its themes. A theme's polarity is that of
 * most of its mentions, neutral in a tie. Hand tags replace the rules' themes; ticked choices are
 * added, with the polarity of the rating, else of the whole comment.
 */
export function readComment(compiled: Compiled, text: string, context: CommentContext = {}): CommentThemes {
  findThemes(compiled, text, context)
  const mentions: (Mention & PolarityVerdict)[] = []
  const verdictOf = new Map<number, PolarityVerdict>()
  const polarityOf = (theme: number) => verdicts[majorityOf(theme)]!.polarity
  for (let at = 0; at < hits.count; at += 4) {
    const verdict = verdicts[hits.list[at + 3]!]!
    if (hits.list[at]! >= 0) mentions.push({ ...mentionAt(compiled, at), ...verdict })
    for (const theme of compiled.lineage[themeAt(compiled, at)]!) {
      const earlier = verdictOf.get(theme)
      const most = polarityOf(theme)
      if (!earlier || (earlier.polarity !== most && verdict.polarity === most)) verdictOf.set(theme, verdict)
    }
  }
  const themes = Array.from(verdictOf, ([theme, { source }]) => ({
    theme: compiled.themes[theme]!,
    polarity: polarityOf(theme),
    source,
  }))
  return { mentions, themes }
}

/** Fills `hits` and `found` for a comment; both are reused for the next. */
export function findThemes(compiled: Compiled, text: string, context: CommentContext): void {
  const given = context.tagged ?? context.ticked ?? []
  const read = findHits(compiled, text, context.language, context.tagged)
  found.comment += 1
  found.count = 0
  if (hits.count === 0 && given.length === 0) return
  const whole = judgePolarity(read, context.band)
  for (let at = 0; at < hits.count; at += 4) addVerdict(compiled, themeAt(compiled, at), hits.list[at + 3]!)
  for (const name of given) {
    const theme = compiled.themes.indexOf(name)
    if (theme < 0 || foundIn[theme] === found.comment) continue
    addHit(-1 - theme, 0, 0, whole)
    addVerdict(compiled, theme, whole)
  }
}

/** The theme of a hit, or of one given by hand (see `addHit`). */
function themeAt({ sources }: Compiled, at: number): number {
  const rule = hits.list[at]!
  return rule < 0 ? -1 - rule : sources.sides[rule]! >> 1
}

function addVerdict({ lineage }: Compiled, theme: number, verdict: number) {
  const line = lineage[theme]!
  for (let step = 0; step < line.length; step++) {
    const each = line[step]!
    if (foundIn[each] !== found.comment) {
      foundIn[each] = found.comment
      signs[each] = 0
      found.list[found.count++] = each
    }
    signs[each]! += (verdict % 3) - 1
  }
}

/** The verdict, with the source `score`, that most mentions of a theme have; neutral in a tie. */
export function majorityOf(theme: number): number {
  return Math.sign(signs[theme]!) + 1
}
