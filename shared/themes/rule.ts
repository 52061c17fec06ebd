import { isSpaceless } from './characters.ts'
import { findWords, noPlaces, parted, wordsAt } from './tokens.ts'

/** How a word of a rule is compared with a word of a comment: as its stem, as it is, by its beginning, by a part. */
export type Comparing = '' | '=' | '*' | '~'

export interface RuleWord {
  readonly how: Comparing
  readonly word: string
}

/** A rule as it is matched: words that follow each other within a clause. */
export interface Rule {
  readonly excludes: boolean
  readonly words: readonly RuleWord[]
}

/** The largest rules; a person writes none that comes near. */
export const mostOfRule = { characters: 100, words: 8 } as const

/** Why a text is no rule; `codebook.ts` has it in words. */
export type Fault = 'long' | 'hidden' | 'wordy' | 'mark' | 'marks' | 'empty' | 'phrase' | 'short'

/**
 * Reads a rule: `word`, `two words`, `prefix*`, `=exact`, `~substring`, and `!` before any of
 * them. `=` before two words holds for both. Returns why not when it cannot be one.
 */
export function readRule(text: string): Rule | Fault {
  if (text.length > mostOfRule.characters) return 'long'
  if (/[\p{Cs}\p{Cc}]/u.test(text)) return 'hidden'
  const excludes = text.startsWith('!')
  const body = text.slice(excludes ? 1 : 0).trim()
  const words: RuleWord[] = []
  for (const part of body.split(/\s+/)) {
    const read = readPart(part, body.startsWith('='))
    if (typeof read === 'string') return read
    words.push(...read)
  }
  return words.length > mostOfRule.words ? 'wordy' : { excludes, words }
}

function readPart(part: string, isExact: boolean): RuleWord[] | Fault {
  const [, mark, letters, star] = /^([=~]?)(.*?)(\*?)$/su.exec(part)! as unknown as [
    string,
    Comparing,
    string,
    '' | '*',
  ]
  if (/[*~=!]/.test(letters)) return 'mark'
  if (mark && star) return 'marks'
  const isPart = mark === '~'
  const places = findWords(letters, noPlaces())
  const words = wordsAt(isPart ? places : parted(places))
  if (words.length === 0) return 'empty'
  if (isPart && words.length > 1) return 'phrase'
  const shortest = isSpaceless(words[0]!) ? 1 : 2
  if ((isPart || star) && words.at(-1)!.length < shortest) return 'short'
  const how = isPart ? mark : isExact ? '=' : ''
  return words.map((word, place) => ({ how: star && place === words.length - 1 ? star : how, word }))
}
