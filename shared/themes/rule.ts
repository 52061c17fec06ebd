import { isSpaceless } from './characters.ts'
import { emptySpans, findWords, segmented, wordsAt } from './tokens.ts'

/** How a rule's word is matched: by stem (''), exactly (=), by prefix (*), by substring (~). */
export type MatchKind = '' | '=' | '*' | '~'

export interface RuleWord {
  readonly how: MatchKind
  readonly word: string
}

/** A parsed rule: consecutive words within one clause. */
export interface Rule {
  readonly excludes: boolean
  readonly words: readonly RuleWord[]
}

/** Limits of one rule, far above anything a person writes. */
export const ruleLimits = { characters: 100, words: 8 } as const

/** Why a text is not a valid rule; `codebook.ts` has a message for each. */
export type RuleFault = 'long' | 'hidden' | 'wordy' | 'mark' | 'marks' | 'empty' | 'phrase' | 'short'

/**
 * Parses a rule: `word`, `two words`, `prefix*`, `=exact`, `~substring`, and `!` before any of them
 * for an exclusion. `=` before a phrase holds for all its words. Returns the fault of an invalid rule.
 */
export function readRule(text: string): Rule | RuleFault {
  if (text.length > ruleLimits.characters) return 'long'
  if (/[\p{Cs}\p{Cc}]/u.test(text)) return 'hidden'
  const excludes = text.startsWith('!')
  const body = text.slice(excludes ? 1 : 0).trim()
  const words: RuleWord[] = []
  for (const part of body.split(/\s+/)) {
    const read = readPart(part, body.startsWith('='))
    if (typeof read === 'string') return read
    words.push(...read)
  }
  return words.length > ruleLimits.words ? 'wordy' : { excludes, words }
}

function readPart(part: string, isExact: boolean): RuleWord[] | RuleFault {
  const [, mark, letters, star] = /^([=~]?)(.*?)(\*?)$/su.exec(part)! as unknown as [
    string,
    MatchKind,
    string,
    '' | '*',
  ]
  if (/[*~=!]/.test(letters)) return 'mark'
  if (mark && star) return 'marks'
  const isPart = mark === '~'
  const spans = findWords(letters, emptySpans())
  const words = wordsAt(isPart ? spans : segmented(spans))
  if (words.length === 0) return 'empty'
  if (isPart && words.length > 1) return 'phrase'
  const shortest = isSpaceless(words[0]!) ? 1 : 2
  if ((isPart || star) && words.at(-1)!.length < shortest) return 'short'
  const how = isPart ? mark : isExact ? '=' : ''
  return words.map((word, place) => ({ how: star && place === words.length - 1 ? star : how, word }))
}
