import type { Band } from '../scale.ts'
import type { Compiled } from './compile.ts'
import { addHit, findHits, hits, type Mention, mentionAt } from './match.ts'
import { judge, type Polarity, type PolaritySource, type Verdict, verdicts } from './polarity.ts'

/** A theme of a comment, its parents' included. */
export interface ThemeOf {
  readonly theme: string
  readonly polarity: Polarity
  readonly source: PolaritySource
}

/** What a comment was found to speak of. */
export interface Themed {
  readonly mentions: readonly (Mention & Verdict)[]
  /** Each theme once, in the order of the text. */
  readonly themes: readonly ThemeOf[]
}

/** What is known of a comment besides its words. */
export interface Known {
  /** The band of the person's score; `null` when there is none. */
  readonly band?: Band | null
  /** Of the comment, as `en` or `pt-BR`. */
  readonly language?: string | undefined
  /** Themes that were ticked beside the comment, or the comment's own by hand. */
  readonly ticked?: readonly string[]
  /** Themes tagged by hand; they replace what the rules find. */
  readonly tagged?: readonly string[]
}

/**
 * The themes of the comment at hand by their numbers, each once; only the first `count` are meant.
 * Each comment has a number, `metIn` of each theme that of the last that spoke of it, and `signs`
 * the sum of what that says.
 */
export const met = { comment: 0, count: 0, list: [] as number[] }
const metIn: number[] = []
const signs: number[] = []

/**
 * Reads a comment: its mentions with their polarity, and its themes. A theme's polarity is what
 * most of its mentions say. Hand tags win over rules; ticked choices are added to what rules find,
 * and take their polarity from the score, else from the whole comment.
 */
export function readComment(compiled: Compiled, text: string, known: Known = {}): Themed {
  findThemes(compiled, text, known)
  const mentions: (Mention & Verdict)[] = []
  const told = new Map<number, Verdict>()
  for (let at = 0; at < hits.count; at += 4) {
    const verdict = verdicts[hits.list[at + 3]!]!
    if (hits.list[at]! >= 0) mentions.push({ ...mentionAt(compiled, at), ...verdict })
    for (const theme of compiled.lines[themeAt(compiled, at)]!) {
      const known = told.get(theme)
      const isMost = ({ polarity }: Verdict) => polarity === verdicts[mostOf(theme)]!.polarity
      if (!known || (!isMost(known) && isMost(verdict))) told.set(theme, verdict)
    }
  }
  const themes = Array.from(told, ([theme, { source }]) => ({
    theme: compiled.themes[theme]!,
    polarity: verdicts[mostOf(theme)]!.polarity,
    source,
  }))
  return { mentions, themes }
}

/** Finds the hits and the themes of a comment, which hold until the next. */
export function findThemes(compiled: Compiled, text: string, known: Known): void {
  const given = known.tagged ?? known.ticked ?? []
  const read = findHits(compiled, text, known.language, known.tagged)
  met.comment += 1
  met.count = 0
  if (hits.count === 0 && given.length === 0) return
  const whole = judge(read, known.band)
  for (let at = 0; at < hits.count; at += 4) say(compiled, themeAt(compiled, at), hits.list[at + 3]!)
  for (const name of given) {
    const theme = compiled.themes.indexOf(name)
    if (theme < 0 || metIn[theme] === met.comment) continue
    addHit(-1 - theme, 0, 0, whole)
    say(compiled, theme, whole)
  }
}

/** The theme of a hit, or one that was given. */
function themeAt({ sources }: Compiled, at: number): number {
  const rule = hits.list[at]!
  return rule < 0 ? -1 - rule : sources.sides[rule]! >> 1
}

function say({ lines }: Compiled, theme: number, verdict: number) {
  const line = lines[theme]!
  for (let step = 0; step < line.length; step++) {
    const each = line[step]!
    if (metIn[each] !== met.comment) {
      metIn[each] = met.comment
      signs[each] = 0
      met.list[met.count++] = each
    }
    signs[each]! += (verdict % 3) - 1
  }
}

/** The number of what most mentions of a theme say, as of a score; of a tie that it is neutral. */
export function mostOf(theme: number): number {
  return Math.sign(signs[theme]!) + 1
}
