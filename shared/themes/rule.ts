import { isSpaceless } from './characters.ts'
import { segmentsOf, tokensOf } from './tokens.ts'

/** How a word of a rule is compared with a word of a comment. */
export type Comparing = 'word' | 'exact' | 'prefix' | 'substring'

export interface RuleWord {
  readonly how: Comparing
  readonly word: string
}

/** A rule as it is matched: words that follow each other within a clause. */
export interface Rule {
  /** As it was written. */
  readonly text: string
  readonly excludes: boolean
  readonly words: readonly RuleWord[]
}

/** The largest rules; a person writes none that comes near. */
export const mostOfRule = { characters: 100, words: 8 } as const

/**
 * Reads a rule: `word`, `two words`, `prefix*`, `=exact`, `~substring`, and `!` before any of
 * them. `=` before two words holds for both. Returns why not when it cannot be one.
 */
export function readRule(text: string): Rule | string {
  if (text.length > mostOfRule.characters) return `is longer than ${mostOfRule.characters} characters`
  if (/[\p{Cs}\p{Cc}]/u.test(text)) return 'has a control character or half a character in it'
  const excludes = text.startsWith('!')
  const body = text.slice(excludes ? 1 : 0).trim()
  const words: RuleWord[] = []
  for (const part of body.split(/\s+/)) {
    const read = readPart(part, body.startsWith('='))
    if (typeof read === 'string') return read
    words.push(...read)
  }
  if (words.length > mostOfRule.words) return `has more than ${mostOfRule.words} words`
  return { text, excludes, words }
}

function readPart(part: string, isExact: boolean): RuleWord[] | string {
  const [, mark = '', letters = '', star = ''] = /^([=~]?)(.*?)(\*?)$/su.exec(part)!
  if (/[*~=!]/.test(letters)) return 'has a mark where none may stand: ! = ~ come first, * last'
  if (mark !== '' && star !== '') return 'has two marks on one word'
  const words = wordsOf(letters, mark === '~')
  if (words.length === 0) return 'has no letter or digit'
  if (mark === '~' && words.length > 1) return 'looks for a substring of more than one word'
  const shortest = isSpaceless(words[0]!) ? 1 : 2
  if ((mark === '~' || star !== '') && words.at(-1)!.length < shortest)
    return 'would fit almost every word: give two letters at least'
  return words.map((word, place) => {
    if (mark === '~') return { how: 'substring', word }
    if (star !== '' && place === words.length - 1) return { how: 'prefix', word }
    return { how: isExact ? 'exact' : 'word', word }
  })
}

/** The words of a part as a comment's would be read; a substring is taken whole. */
function wordsOf(letters: string, whole: boolean): string[] {
  const tokens = tokensOf(letters)
  const parted = tokens.flatMap((token) =>
    !whole && isSpaceless(token.word) ? segmentsOf(token, letters) : [token],
  )
  return parted.map(({ word }) => word)
}
