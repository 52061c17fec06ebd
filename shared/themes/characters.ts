/**
 * The classes of UTF-16 code units for the tokenizer. In `kinds`, 0 means not classified yet, 1 none of these.
 */
export const letter = 2
export const spaceless = 3
export const apostrophe = 4
export const stop = 5
export const invisible = 6

const letters = /[\p{L}\p{M}\p{N}]/u
const invisibles = /[\u00ad\u200b-\u200d\u2060\ufeff]/
/** Letters of scripts that are written without spaces between words. */
export const spacelessLetters =
  /[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const apostrophes = /['’ʼ＇`´]/u
const stops = /[.,;:!?…。、！？；：，．｡､؟،؛۔।|(){}[\]（）「」『』【】"“”«»‹›\n\r\u2028\u2029–—•]/u

/** Filled on demand: classifying all 65,536 in advance would slow down every start of a Worker. */
const kinds = new Uint8Array(65_536)

/** The class of the code unit at an offset; half of a surrogate pair has the class of the whole character. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const kind = kinds[unit]!
  if (kind) return kind
  if (unit >= 0xd800 && unit < 0xe000) return kindOf(characterAt(text, at))
  kinds[unit] = kindOf(text[at]!)
  return kinds[unit]
}

function kindOf(character: string): number {
  if (apostrophes.test(character)) return apostrophe
  if (stops.test(character)) return stop
  if (invisibles.test(character)) return invisible
  if (!letters.test(character)) return 1
  return spacelessLetters.test(character) && !/[\p{M}\p{N}]/u.test(character) ? spaceless : letter
}

/** The character that a surrogate at an offset belongs to; a space for an unpaired one. */
function characterAt(text: string, at: number): string {
  return /[\ud800-\udbff][\udc00-\udfff]/.exec(text.slice(Math.max(0, at - 1), at + 2))?.[0] ?? ' '
}

/** Whether the letter at an offset is of a script without spaces, which needs a dictionary to find words. */
export function isSpaceless(text: string, start = 0): boolean {
  return kindAt(text, start) === spaceless
}
