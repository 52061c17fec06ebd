import type { Themed } from './comment.ts'
import { separator } from './keys.ts'
import { addTally, type Counting } from './tally.ts'

/**
 * Everything that a comment is counted as: the keys of a tally. Those that end in a separator are
 * counted by rating. `count` counts the same without naming it, to which its tests hold it.
 */
export function factsOf({ themes, mentions }: Themed): string[] {
  const key = (...parts: string[]) => parts.join(separator)
  const facts = [key('comments', ''), ...(themes.length === 0 ? [key('unmatched', '')] : [])]
  for (const [place, { theme, polarity }] of themes.entries()) {
    facts.push(key('theme', theme, ''), key('polarity', theme, polarity))
    for (const other of themes.slice(place + 1)) facts.push(key('pair', ...[theme, other.theme].sort()))
  }
  return [...facts, ...new Set(mentions.map(({ theme, rule }) => key('rule', theme, rule)))]
}

/** Counts a comment that was read, or with −1 times takes it away again. */
export function countRead(tally: Counting, themed: Themed, rating: number | null, times = 1): void {
  const keys = factsOf(themed).map((fact) => (fact.endsWith(separator) ? `${fact}${rating ?? ''}` : fact))
  addTally(tally, new Map(keys.map((key) => [key, 1])), times)
}
