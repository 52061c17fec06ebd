import type { Band } from '../scale.ts'
import type { Compiled } from './compile.ts'
import { sectionFor } from './language.ts'
import { type Hit, hitsOf, type Mention } from './match.ts'
import { type Polarity, type PolaritySource, polarityTeller, type Verdict } from './polarity.ts'
import { tokensOf } from './tokens.ts'

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
 * Reads a comment: its mentions with their polarity, and its themes. A theme's polarity is what
 * most of its mentions say. Hand tags win over rules; ticked choices are added to what rules find,
 * and take their polarity from the score, else from the whole comment.
 */
export function readComment(compiled: Compiled, text: string, known: Known = {}): Themed {
  const tokens = tokensOf(text)
  const section = sectionFor(compiled, tokens, known.language)
  const found = hitsOf(section, tokens, text)
  const given = known.tagged ?? known.ticked ?? []
  if (found.length === 0 && given.length === 0) return { mentions: [], themes: [] }
  const tell = polarityTeller(section, tokens, known.band ?? null)
  const isKept = ({ source }: Hit) => !known.tagged || known.tagged.includes(source.theme)
  const mentions = found.filter(isKept).map(({ source: { theme, rule }, start, end }) => {
    const { polarity, source } = tell(start)
    return { theme, rule, start, end, polarity, source }
  })
  const verdicts = new Map<string, Verdict[]>()
  const add = (theme: string, verdict: Verdict) => {
    for (const name of compiled.ancestry.get(theme) ?? []) {
      const same = verdicts.get(name)
      if (same) same.push(verdict)
      else verdicts.set(name, [verdict])
    }
  }
  for (const mention of mentions) add(mention.theme, mention)
  for (const theme of given) if (!verdicts.has(theme)) add(theme, tell(null))
  return { mentions, themes: Array.from(verdicts, ([theme, each]) => ({ theme, ...mostOf(each) })) }
}

/** What most mentions say; a tie says nothing. */
function mostOf(verdicts: readonly Verdict[]): Verdict {
  let sum = 0
  for (const { polarity } of verdicts) sum += polarity === 'neutral' ? 0 : polarity === 'positive' ? 1 : -1
  const polarity = sum === 0 ? 'neutral' : sum > 0 ? 'positive' : 'negative'
  const { source } = verdicts.find((verdict) => verdict.polarity === polarity) ?? verdicts[0]!
  return { polarity, source }
}
