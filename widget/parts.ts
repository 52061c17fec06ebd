import { displayFor } from '../shared/display.ts'
import type { Format, PublicSurvey } from '../shared/survey.ts'
import type { Words } from '../shared/words.ts'
import { english, wordsOf } from './languages.ts'

/** What a survey needs in order to be drawn, beyond what every survey does. */
export interface Parts {
  readonly words: Words
  readonly format: Format
  readonly drawn?: typeof import('./shapes.tsx')
  readonly formats?: typeof import('./formats.ts')
  readonly looks?: typeof import('./look.ts')
}

/** How long a survey waits for its parts, in milliseconds, before it shows without. */
const patience = 2000

/**
 * Fetches the parts a survey needs, all at once; most surveys need none. One that does not come has
 * its survey shown without it: in English, with numbers, in the corner.
 */
export async function fetchParts(survey: PublicSurvey, target: Element | null): Promise<Parts> {
  const { display, scale, look, language } = survey
  // An inline survey without a place of its own has to be somewhere.
  const wanted = target ? 'inline' : survey.format === 'inline' ? 'popover' : survey.format
  const [words, drawn, formats, looks] = await Promise.all([
    inTime(wordsOf(language)),
    displayFor(scale, display) === 'numbers' ? undefined : inTime(import('./shapes.tsx')),
    wanted === 'inline' || wanted === 'popover' ? undefined : inTime(import('./formats.ts')),
    look && inTime(import('./look.ts')),
  ])
  const format = wanted === 'inline' || formats ? wanted : 'popover'
  return { words: words ?? english, format, drawn, formats, looks }
}

/** What was promised, or `undefined` when it fails or takes too long. Never rejects. */
function inTime<Part>(part: Promise<Part>): Promise<Part | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined))
  return Promise.race([part, late]).catch(() => undefined)
}
