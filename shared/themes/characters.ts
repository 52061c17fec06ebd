/** What a UTF-16 code unit is to the tokeniser. */
export const kinds = { unknown: 0, space: 1, letter: 2, spaceless: 3, apostrophe: 4, stop: 5 } as const

const letter = /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060\ufeff]/u
const spaceless =
  /[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const apostrophe = /['’ʼ＇`´]/u
const stop = /[.,;:!?…。、！？；：，．｡､؟،؛۔।|(){}[\]（）「」『』【】"“”«»‹›\n\r\u2028\u2029–—•]/u

/** Filled as units are met: sorting all 65,536 beforehand would cost every start of a Worker. */
const known = new Uint8Array(65_536)

/** The kind of the unit at a place; a letter beyond the first plane is asked as a whole. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const kind = known[unit]!
  if (kind !== kinds.unknown) return kind
  if (unit >= 0xd800 && unit < 0xe000) return kindOf(wholeAt(text, at))
  known[unit] = kindOf(text[at]!)
  return known[unit]
}

function kindOf(character: string): number {
  if (apostrophe.test(character)) return kinds.apostrophe
  if (stop.test(character)) return kinds.stop
  if (!letter.test(character)) return kinds.space
  return spaceless.test(character) && !/[\p{M}\p{N}]/u.test(character) ? kinds.spaceless : kinds.letter
}

/** The character a surrogate at a place is half of; alone it is no letter. */
function wholeAt(text: string, at: number): string {
  const start = text.charCodeAt(at) >= 0xdc00 && at > 0 ? at - 1 : at
  const whole = String.fromCodePoint(text.codePointAt(start)!)
  return start + whole.length > at ? whole : ' '
}

/** Whether a word is of a script that writes no spaces, where only a dictionary knows the words. */
export function isSpaceless(word: string): boolean {
  return kindAt(word, 0) === kinds.spaceless
}
