import { fits, points, type Scale } from '../../shared/scale.ts'
import { monthOf } from './month-names.ts'
import { plainWord, type ScoreWords } from './score-words.ts'

/** How the cells of the score's column are read. */
export interface ScoreReading {
  /** The scale the answers were given on. */
  readonly scale: Scale
  /** Points by word, plain. */
  readonly words: ScoreWords
  /** The survey's point for a point of the scale; `null` when there is none. */
  readonly convert: (point: number) => number | null
}

/** Digits of any script as ASCII ones. */
export function asciiDigits(text: string): string {
  return text.normalize('NFKC').replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0)!
    if (code < 128) return digit
    // Each script has its ten digits in a row, which begin at a multiple of 16 or 6 after one.
    let zero = code
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1
    return String(code - zero)
  })
}

const number = String.raw`[+]?(\d{1,3})(?:[.,]0{1,2})?`
const alone = new RegExp(`^${number}$`)
/** 7/10, 4 out of 5, 4 von 5. */
const ofMost = new RegExp(`^${number}\\s*(?:/|out of|of|von|sur|de|di|van|av|z|из)\\s*(\\d{1,3})$`, 'i')
/** 10 - Extremely likely, 1 (Not at all likely), 5: very good. */
const labelAfter = new RegExp(`^${number}\\s*[-–—:=(.|]\\s*([^\\d]*\\p{L}[^\\d]*)$`, 'su')
/** Extremely likely - 10, Very satisfied (5). */
const labelBefore = new RegExp(`^([^\\d]*\\p{L}[^\\d]*?)\\s*[-–—:=(|]\\s*${number}\\s*\\)?$`, 'su')
/** 5 stars, 4 Sterne. */
const withUnit =
  /^(\d{1,2})\s*[-\s]?(?:stars?|sterne?|étoiles?|estrellas?|estrelas?|stell[ae]|sterren|ster|★|⭐️?)$/i
/** Stars without a word of how many there may be are of five. */
const mostStars = 5
const starSigns = /^(?:[★⭐🌟]\uFE0F?)+[☆✩]*$/u

/** The point a cell names on the scale the answers were given on; `null` when it is none. */
export function pointOf(
  cell: string,
  { scale, words }: Pick<ScoreReading, 'scale' | 'words'>,
): number | null {
  const text = asciiDigits(cell.trim())
  const word = words.get(plainWord(text))
  if (word !== undefined) return word
  if (starSigns.test(text)) {
    const [full, all] = [text.match(/[★⭐🌟]/gu)!.length, text.match(/[★⭐🌟☆✩]/gu)!.length]
    return all === scale.max || (all === full && scale.max === mostStars) ? onScale(full, scale) : null
  }
  const [, point, most] = text.match(ofMost) ?? []
  if (point !== undefined) return Number(most) === scale.max ? onScale(Number(point), scale) : null
  const found =
    text.match(alone)?.[1] ??
    (scale.max <= mostStars ? text.match(withUnit)?.[1] : undefined) ??
    labelled(text) ??
    knownLabel(text, words)
  return found === undefined ? null : onScale(Number(found), scale)
}

/** The number beside a label after a sign: «10 - Extremely likely». «05-Apr» is what a spreadsheet makes of 4/5. */
function labelled(text: string): string | undefined {
  const [, first, after] = text.match(labelAfter) ?? []
  const [, before, last] = text.match(labelBefore) ?? []
  const label = after ?? before
  return label === undefined || monthOf(label.trim()) !== null ? undefined : (first ?? last)
}

const onScale = (point: number, scale: Scale) => (fits(scale, point) ? point : null)

/** The number before a label without a sign between, when the label is one: «5 Very satisfied», but not «2 weeks ago». */
function knownLabel(text: string, words: ScoreWords): string | undefined {
  const [, point, label] = text.match(/^(\d{1,2})\s+(\P{Nd}+)$/su) ?? []
  return label !== undefined && words.has(`label ${plainWord(label)}`) ? point : undefined
}

/** The whole number in a cell that is nothing else, on whatever scale. */
export function bareNumber(cell: string): number | null {
  const [, digits] = asciiDigits(cell.trim()).match(alone) ?? []
  return digits === undefined ? null : Number(digits)
}

/**
 * The rule that takes points of one scale to another: equally far from both ends. `null` when some point of a short
 * scale would fall between two points, so that no rule is right.
 */
export function conversion(from: Scale, to: Scale): ((point: number) => number | null) | null {
  const steps = from.max - from.min
  const convert = (point: number) => {
    const place = to.min + ((point - from.min) * (to.max - to.min)) / steps
    const turned = from.direction === to.direction ? place : to.max + to.min - place
    return Number.isInteger(turned) ? turned : null
  }
  const isExact = points(from).every((point) => convert(point) !== null)
  return isExact || steps > 10 ? convert : null
}
