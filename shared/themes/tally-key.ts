import type { CommentThemes } from './comment.ts'

/** Separates the parts of a key: ASCII unit separator. Theme names and rules cannot contain it. */
export const separator = '\u001f'

/**
 * The tally keys one comment is counted under, listed at `Tally`. Keys that end in a separator still lack
 * their rating. `count` counts the same by numbers; a test holds the two equal.
 */
export function tallyKeysOf({ themes, mentions }: CommentThemes): string[] {
  const key = (...parts: string[]) => parts.join(separator)
  const keys = [key('comments', ''), ...(themes.length === 0 ? [key('unmatched', '')] : [])]
  for (const [place, { theme, polarity }] of themes.entries()) {
    keys.push(key('theme', theme, ''), key('polarity', theme, polarity))
    for (const other of themes.slice(place + 1)) keys.push(key('pair', ...[theme, other.theme].sort()))
  }
  return [...keys, ...new Set(mentions.map(({ theme, rule }) => key('rule', theme, rule)))]
}
