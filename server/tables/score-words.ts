import type { Scale } from '../../shared/scale.ts'
import { lists } from './score-lists.ts'

/** Points by word in plain form; labels that may stand behind a number are kept as `label …`. */
export type ScoreWords = ReadonlyMap<string, number>

/** A word as it is compared: lower case, without accents on Latin letters, signs and extra space. */
export function plainWord(text: string): string {
  // Faces and thumbs of whichever skin, in colour or not, are one sign.
  const signs = text.replaceAll(/[\uFE0E\uFE0F]|\p{Emoji_Modifier}/gu, '')
  const words = signs
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[’'`]/g, '')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  return words || signs.trim()
}

/** The words at both ends of a scale, as surveys say them. */
export interface EndLabels {
  readonly low: string
  readonly high: string
}

/**
 * The points that the words of a column stand for: by the list that knows the most of them, of `ends` the first being
 * the survey's own. `null` when two lists that know equally many disagree about one, and when they are those of another scale.
 */
export function wordsFor(
  seen: readonly string[],
  scale: Scale,
  ends: readonly EndLabels[],
  said: ScoreWords,
): ScoreWords | null {
  const labels = new Map<string, number>()
  for (const [word] of labelWords(ends)) labels.set(`label ${word}`, 0)
  const size = scale.max - scale.min + 1
  const wanted = [...new Set(seen.map(plainWord))].filter((word) => word !== '' && !said.has(word))
  const readings = listsFor(scale, ends).map((list) => readingOf(list, scale, wanted))
  // Words that stand beside each other in one column are different points.
  const fit = (reading: ReadonlyMap<string, number>) =>
    reading.size * (size + 1) + new Set(reading.values()).size
  const most = Math.max(0, ...readings.map(fit))
  const alike = readings.filter((reading) => fit(reading) === most)
  // Where the survey itself says it, no list is asked.
  const own = ends[0] && readingOf(listOf(ends[0], size), scale, wanted)
  const best = own?.size === alike[0]?.size ? [own!] : alike
  const words = new Map([...labels, ...best.flatMap((reading) => [...reading]), ...said])
  const apart = Math.max(...best.map((reading) => new Set(reading.values()).size))
  if (most > 0 && (isOfAnother(wanted, size, apart) || best.some((reading) => isCoarse(reading, size))))
    return null
  const disagree = best.some((reading) => [...reading].some(([word, point]) => words.get(word) !== point))
  return disagree ? null : words
}

/** The lists of words that have as many points as a scale. */
function listsFor(scale: Scale, ends: readonly EndLabels[]): string[][] {
  const size = scale.max - scale.min + 1
  const cut = lists.map((list) => list.split('|')).filter((list) => list.length === size)
  return [...cut, ...ends.map((labels) => listOf(labels, size))]
}

const listOf = ({ low, high }: EndLabels, size: number): string[] => [low, ...Array(size - 2).fill(''), high]

/** Every word that is some point of a scale in some list. */
export function scoreWordsOf(scale: Scale, ends: readonly EndLabels[]): ScoreWords {
  const words = listsFor(scale, ends).flatMap((list) =>
    list.flatMap((each) => each.split('+').map(plainWord)),
  )
  return new Map(words.filter(Boolean).map((word) => [word, scale.min]))
}

/**
 * Whether two different words of a column would be one point, like Satisfied and Somewhat satisfied, so that its list is
 * surely another one. Two points are good and bad in any words.
 */
function isCoarse(reading: ReadonlyMap<string, number>, size: number): boolean {
  const words = [...reading]
  return (
    size > 2 &&
    words.some(([word, point], place) =>
      words.slice(place + 1).some(([other, same]) => same === point && !isForm(word, other)),
    )
  )
}

/** Whether two words are forms of one: they differ by no more than an ending. */
function isForm(word: string, other: string): boolean {
  let same = 0
  while (same < word.length && word[same] === other[same]) same += 1
  return same > 1 && Math.max(word.length, other.length) - same <= 3
}

/** Whether the words are all of a shorter list, which knows as many apart: like good and bad on a scale of five. */
function isOfAnother(wanted: readonly string[], size: number, apart: number): boolean {
  return lists
    .map((list) => list.split('|').map((words) => words.split('+').map(plainWord)))
    .filter((list) => list.length < size && list.length >= apart)
    .some(
      (list) =>
        list.every((words) => words.some((word) => wanted.includes(word))) &&
        wanted.every((word) => list.some((words) => words.includes(word))),
    )
}

function readingOf(list: readonly string[], scale: Scale, wanted: readonly string[]): Map<string, number> {
  const points = new Map<string, number>()
  for (const [step, words] of list.entries()) {
    // Lists are from worst to best.
    const point = scale.direction === 'up' ? scale.min + step : scale.max - step
    for (const word of words.split('+').map(plainWord))
      if (word && wanted.includes(word)) points.set(word, point)
  }
  return points
}

function labelWords(ends: readonly EndLabels[]): [string, true][] {
  const own = ends.flatMap(({ low, high }) => [low, high])
  const listed = lists.flatMap((list) => list.split(/[|+]/))
  return [...own, ...listed].map((word) => [plainWord(word), true])
}
