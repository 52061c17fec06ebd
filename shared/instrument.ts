import { displayFor } from './display.ts'
import type { WidgetWords } from './locale.ts'
import { points } from './scale.ts'
import type { Display, PublicSurvey } from './survey.ts'

/** One point of the scale, as it is drawn and told. */
export interface Point {
  readonly rating: number
  /** What is seen: the number, or the word of one of two points. A drawing may stand in its place. */
  readonly label: string
  /** The accessible name, with the meaning of an end: «0, Not at all likely», «3 of 5», «Bad». */
  readonly name: string
  /** In words, for a sentence about it: «9 of 10», or the word of one of two points. */
  readonly choice: string
  /** From 0, the worst point of the scale, to 1, its best. */
  readonly mood: number
}

/** What a person answers with. It is the same in the widget, on every page and in mails. */
export interface Instrument {
  /** `numbers` draws nothing but the labels. */
  readonly display: Display
  /** In the order they are shown, from the start of the line. */
  readonly points: readonly Point[]
  /** The meaning of both ends, shown at them; `null` where the points carry it or the survey has none. */
  readonly ends: { readonly low: string; readonly high: string } | null
}

type Asked = Pick<PublicSurvey, 'scale' | 'display' | 'lowLabel' | 'highLabel' | 'look'> & {
  readonly language?: string
}

/** The points of a survey with all their names. */
export function instrumentOf(survey: Asked, words: WidgetWords): Instrument {
  const { scale, lowLabel, highLabel } = survey
  const { min, max, direction } = scale
  const display = displayFor(scale, survey.display)
  // Two points are named by two words instead of numbers.
  const isPair = max - min === 1
  const low = isPair ? lowLabel || words.thumbs.low : lowLabel
  const high = isPair ? highLabel || words.thumbs.high : highLabel
  const write = digitsOf(survey)

  function toPoint(rating: number): Point {
    const end = rating === min ? low : rating === max ? high : ''
    const mood = (direction === 'up' ? rating - min : max - rating) / (max - min)
    if (isPair) return { rating, label: end, name: end, choice: end, mood }
    const label = write(rating)
    const choice = words.of.replace('{n}', label).replace('{max}', write(max))
    // A drawing says nothing of how many there are.
    const number = display === 'numbers' ? label : choice
    return { rating, label, name: end ? `${number}, ${end}` : number, choice, mood }
  }
  const hasEnds = !isPair && (low || high)
  return { display, points: points(scale).map(toPoint), ends: hasEnds ? { low, high } : null }
}

/** Says which point was chosen: «You chose 9 of 10». */
export function chosenText({ choice }: Point, words: WidgetWords): string {
  return words.chosen.replace('{choice}', () => choice)
}

/** The digits of languages that write numbers in their own. */
const ownDigits: Readonly<Record<string, string>> = {
  ar: '٠١٢٣٤٥٦٧٨٩',
  bn: '০১২৩৪৫৬৭৮৯',
  fa: '۰۱۲۳۴۵۶۷۸۹',
  hi: '०१२३४५६७८९',
  ur: '۰۱۲۳۴۵۶۷۸۹',
}

/** Writes a point in the digits of the survey's language where its look asks for them, else in European ones. */
function digitsOf({ language = '', look }: Asked): (point: number) => string {
  const digits = look?.digits === 'native' && ownDigits[language.split('-')[0]!.toLowerCase()]
  return digits ? (point) => `${point}`.replace(/\d/g, (digit) => digits[Number(digit)]!) : String
}
