import type { Rules } from '../shared/survey.ts'

/** Where the person is: the two parts of `location` that patterns are held against. */
export interface Place {
  readonly pathname: string
  readonly href: string
}

/** Whether a survey belongs on this page: among the included ones, if any are named, and not excluded. */
export function isRightPage({ include, exclude }: Rules['pages'] = {}, place: Place): boolean {
  const isHere = (pattern: string) => matches(pattern, pattern.includes('://') ? place.href : place.pathname)
  return (include?.some(isHere) ?? true) && !exclude?.some(isHere)
}

/**
 * Whether the whole text fits a pattern in which `*` stands for anything. Each piece is looked for
 * once, after the one before: a pattern cannot make this slow, as it could a regular expression.
 */
export function matches(pattern: string, text: string): boolean {
  // What no address has holds the first piece to the beginning, and the last to the end.
  const framed = `\n${text}\n`
  let at = 0
  return `\n${pattern}\n`.split('*').every((piece) => {
    const found = framed.indexOf(piece, at)
    at = found + piece.length
    return found >= 0
  })
}
