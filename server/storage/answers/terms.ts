import { hexadecimal } from '../../../shared/hexadecimal.ts'
import type { HeldReason } from '../../links/visit.ts'
import type { Match } from './match.ts'

/**
 * What a response is found by is a list of tokens in one FTS5 table: facets, which begin with `f`, and the words
 * that people wrote, which begin with `x`, so that nobody's words can pass for a facet. Every filter is then an
 * intersection of sorted lists, however it is combined, and its result is in the order of time.
 */

/** The state of a response in the list of answers: who works on it, or why it is not in the score. */
export const followUpStates = ['open', 'in-hand', 'done'] as const
/** Every response that is not counted has one of them, and no other has. */
export const uncountedStates = ['held', 'dropped', 'test'] as const
export const answerStates = [...followUpStates, ...uncountedStates] as const
export type FollowUpState = (typeof followUpStates)[number]
export type AnswerState = (typeof answerStates)[number]

/** A response with everything it can be found by. */
export interface Indexable {
  readonly workspaceId: string
  readonly surveyId: string
  readonly rating: number
  readonly comment: string | null
  readonly choices: readonly string[]
  readonly contact: boolean
  readonly respondent: readonly (string | null)[]
  readonly verified: boolean
  /** Values as the counts of segments write them. */
  readonly properties: readonly (readonly [property: string, value: string])[]
  readonly channel: string
  readonly origin: string | null
  readonly state: 'counted' | 'held' | 'test'
  readonly ruling: 'released' | 'dropped' | null
  readonly heldReason: HeldReason | null
  readonly followUp: FollowUpState | null
}

/** The tokens of a response. */
export function termsOf(answer: Indexable): string {
  const facets = [
    facet.workspace(answer.workspaceId),
    facet.survey(answer.surveyId),
    facet.rating(answer.rating),
    facet.channel(answer.channel),
    facet.verified(answer.verified),
    ...(answer.origin === null ? [] : [facet.origin(answer.origin)]),
    ...(answer.heldReason === null ? [] : [facet.reason(answer.heldReason)]),
    ...(answer.contact ? [facet.contact] : []),
    ...(answer.comment === null ? [] : [facet.commented]),
    ...(answer.state === 'counted'
      ? [facet.countedIn(answer.workspaceId), facet.countedOf(answer.surveyId)]
      : []),
    ...statesOf(answer).map(facet.state),
    ...answer.properties.map(([property, value]) => facet.segment(property, value)),
  ]
  const said = [answer.comment, ...answer.choices, ...answer.respondent].join('\n')
  return [...new Set([...facets, ...wordsOf(said).flatMap(tokensOfWord)])].join(' ')
}

/** Only counted responses are worked on; a counted response without a state needs nothing. */
function statesOf({ state, ruling, followUp }: Indexable): AnswerState[] {
  if (state === 'test') return ['test']
  if (state === 'held') return [ruling === 'dropped' ? 'dropped' : 'held']
  return followUp === null ? [] : [followUp]
}

/** Tokens of what can be filtered by. */
export const facet = {
  workspace: (id: string) => `fw${encoded(id)}`,
  survey: (id: string) => `fs${encoded(id)}`,
  rating: (rating: number) => `fr${rating}`,
  channel: (channel: string) => `fc${encoded(channel)}`,
  verified: (verified: boolean) => `fv${verified ? 1 : 0}`,
  origin: (origin: string) => `fo${encoded(origin)}`,
  reason: (reason: HeldReason) => `fh${encoded(reason)}`,
  contact: 'fcontact0',
  commented: 'fcommented0',
  /** Counted, and of a workspace or a survey: one list to read where there would be two. */
  countedIn: (workspace: string) => `fk${encoded(workspace)}`,
  countedOf: (survey: string) => `fl${encoded(survey)}`,
  state: (state: AnswerState) => `ft${encoded(state)}`,
  segment: (property: string, value: string) => `fp${encoded(property)}z${encoded(value)}`,
} as const

/** Text as one token: hexadecimal, and a checksum in place of what is beyond 60 characters. */
function encoded(text: string): string {
  const bytes = new TextEncoder().encode(text.length <= 60 ? text : `${text.slice(0, 60)}${checksum(text)}`)
  return hexadecimal(bytes)
}

/** FNV-1a of the text's UTF-16 units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  return (hash >>> 0).toString(16)
}

/** Text without case, accents and the differences between forms of one character. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0591-\u05c7]/g, '')
    .normalize('NFC')
    .toLowerCase()
}

/** The words of a text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
}

/** Scripts written without spaces between words. */
const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]+/u

/** The longest word that is told apart from longer ones that begin the same. */
const longestWord = 40

/** A word as its token; where words have no spaces between them, each character and each pair of neighbours. */
function tokensOfWord(word: string): string[] {
  return piecesOf(word).flatMap((piece) => {
    if (!spaceless.test(piece)) return [`x${cut(piece)}`]
    const characters = [...piece]
    return characters.flatMap((each, place) =>
      place === 0 ? [`x${each}`] : [`x${each}`, `x${characters[place - 1]}${each}`],
    )
  })
}

/** Whole characters only: half of one cannot be stored. */
const cut = (word: string) => (word.length <= longestWord ? word : [...word].slice(0, longestWord).join(''))

function piecesOf(word: string): string[] {
  return word.split(new RegExp(`(${spaceless.source})`, 'u')).filter((piece) => piece !== '')
}

/**
 * What a search for a text must find. The last word may be the beginning of a longer one, as while typing. Empty when
 * the text has no words.
 */
export function searchFor(text: string): Match[] {
  const words = wordsOf(text)
  const endsInWord = /[\p{L}\p{N}\p{M}]$/u.test(text)
  return words.flatMap((word, place) =>
    piecesOf(word).flatMap((piece): Match[] => {
      if (spaceless.test(piece)) return pairsOf(piece)
      const isBeginning = endsInWord && place === words.length - 1 && piece.length >= shortestPrefix
      return [{ token: `x${cut(piece)}`, ...(isBeginning && { isPrefix: true as const }) }]
    }),
  )
}

/**
 * What to search for where each word of a text may be the beginning of a longer one. Words of one or two letters are
 * left out beside longer ones: too many begin like them.
 */
export function beginningsOf(text: string): string[] {
  const longer = wordsOf(text).filter((word) => word.length >= shortestPrefix || spaceless.test(word))
  return longer.length === 0 ? [text] : longer
}

/** Shorter beginnings are those of too many words. */
const shortestPrefix = 3

function pairsOf(piece: string): Match[] {
  const characters = [...piece]
  if (characters.length === 1) return [{ token: `x${piece}` }]
  return characters.slice(1).map((each, place) => ({ token: `x${characters[place]}${each}` }))
}
