/** What a UTF-16 code unit is to the tokeniser: 0 where that was not asked yet, 1 when it is nothing. */
export const letter = 2
export const spaceless = 3
export const apostrophe = 4
export const stop = 5
export const invisible = 6

const letters = /[\p{L}\p{M}\p{N}]/u
const invisibles = /[\u00ad\u200b-\u200d\u2060\ufeff]/
/** Letters of scripts without spaces. */
export const spacelessLetters =
  /[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const apostrophes = /['’ʼ＇`´]/u
const stops = /[.,;:!?…。、！？；：，．｡､؟،؛۔।|(){}[\]（）「」『』【】"“”«»‹›\n\r\u2028\u2029–—•]/u

/** Filled as units are met: sorting all 65,536 beforehand would cost every start of a Worker. */
const kinds = new Uint8Array(65_536)

/** The kind of the unit at a place; a letter beyond the first plane is asked as a whole. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const kind = kinds[unit]!
  if (kind) return kind
  if (unit >= 0xd800 && unit < 0xe000) return kindOf(wholeAt(text, at))
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

/** The character a surrogate at a place is half of; alone it is no letter. */
function wholeAt(text: string, at: number): string {
  return /[\ud800-\udbff][\udc00-\udfff]/.exec(text.slice(Math.max(0, at - 1), at + 2))?.[0] ?? ' '
}

/** Whether a word is of a script that writes no spaces, where only a dictionary knows the words. */
export function isSpaceless(text: string, start = 0): boolean {
  return kindAt(text, start) === spaceless
}
