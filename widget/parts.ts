import type { WidgetWords } from '../shared/locale.ts'
import { type PartName, partsFor } from '../shared/parts.ts'
import type { Format, PublicSurvey } from '../shared/survey.ts'
import { inTime } from './inTime.ts'
import { english, wordsFor } from './languages.ts'
import { OwnPromise } from './ownPromise.ts'

/** What a survey needs in order to be drawn, beyond what every survey does. */
export interface Parts {
  readonly words: WidgetWords
  readonly format: Format
  readonly drawn?: typeof import('./shapes.tsx')
  readonly pipes?: typeof import('../shared/piped.ts')
  readonly ticks?: typeof import('./Ticks.tsx')
  readonly formats?: typeof import('./formats.tsx')
  readonly looks?: typeof import('./look.ts')
}

/** How long a survey waits for its parts, in milliseconds, before it shows without. */
const patience = 2000

/**
 * Fetches the parts a survey needs, all at once; most surveys need none. One that does not come has
 * its survey shown without it: in English, with numbers, in the corner.
 */
export async function fetchParts(survey: PublicSurvey, target: Element | null): Promise<Parts> {
  const needed = partsFor(survey)
  const when = <Part>(name: PartName, fetchPart: () => Promise<Part>) =>
    needed.includes(name) ? inTime(fetchPart(), patience) : undefined
  const [words, drawn, ticks, pipes, formats, looks] = await OwnPromise.all([
    inTime(wordsFor(survey), patience),
    when('shapes', () => import('./shapes.tsx')),
    when('Ticks', () => import('./Ticks.tsx')),
    when('piped', () => import('../shared/piped.ts')),
    when('formats', () => import('./formats.tsx')),
    when('look', () => import('./look.ts')),
  ])
  // An inline survey without a place of its own has to be somewhere.
  const format = target ? 'inline' : formats ? survey.format : 'popover'
  return { words: words ?? english, format, drawn, ticks, pipes, formats, looks }
}
