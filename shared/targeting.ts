import { hash32 } from './hash32.ts'
import type { PropertyValue } from './response.ts'
import type { AudienceRule, Rules } from './survey.ts'

/** The two parts of `location` that patterns are matched against. */
export interface Place {
  readonly pathname: string
  readonly href: string
}

/** Whether a survey belongs on this page: among the included ones, if any are named, and not excluded. */
export function isRightPage({ include, exclude }: NonNullable<Rules['pages']>, place: Place): boolean {
  const isHere = (pattern: string) => matches(pattern, pattern.includes('://') ? place.href : place.pathname)
  return (include?.some(isHere) ?? true) && !exclude?.some(isHere)
}

/**
 * Whether the whole text fits a pattern in which `*` stands for anything. Each piece is looked for
 * once, after the one before: a pattern cannot make this slow, as it could a regular expression.
 */
export function matches(pattern: string, text: string): boolean {
  // A line feed cannot occur in a URL, so it anchors the pattern at both ends.
  const framed = `\n${text}\n`
  let at = 0
  return `\n${pattern}\n`.split('*').every((piece) => {
    const found = framed.indexOf(piece, at)
    at = found + piece.length
    return found >= 0
  })
}

/** Whether a person with these properties is one of those to ask. A property the page did not give `is` nothing. */
export function isAmong(
  audience: readonly AudienceRule[],
  properties: Readonly<Record<string, unknown>> = {},
): boolean {
  return audience.every(({ property, is, not }) => {
    const value = properties[property] as PropertyValue
    return (is?.includes(value) ?? true) && !not?.includes(value)
  })
}

/**
 * Where a person stands among all that one survey may ask, from 0 to just under 1: the same
 * each time for the same two, and unrelated from one survey to the next, so that it is not always
 * the same people who are asked.
 */
export function drawnFor(person: string | number, surveyId: string): number {
  return hash32(`${surveyId}/${person}`) / 2 ** 32
}
