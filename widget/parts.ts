import { displayFor } from '../shared/display.ts'
import type { Format, PublicSurvey } from '../shared/survey.ts'
import type { Words } from '../shared/words.ts'
import { inTime } from './inTime.ts'
import { english, wordsFor } from './languages.ts'
import { OwnPromise } from './ownPromise.ts'

/** What a survey needs in order to be drawn, beyond what every survey does. */
export interface Parts {
  readonly words: Words
  readonly format: Format
  readonly drawn?: typeof import('./shapes.tsx')
  readonly pipes?: typeof import('../shared/piped.ts')
  readonly ticks?: typeof import('./Ticks.tsx')
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
  const { display, scale, choices, contact, look } = survey
  // An inline survey without a place of its own has to be somewhere.
  const wanted = target ? 'inline' : survey.format === 'inline' ? 'popover' : survey.format
  const [words, drawn, ticks, pipes, formats, looks] = await OwnPromise.all([
    inTime(wordsFor(survey), patience),
    displayFor(scale, display) === 'numbers' ? undefined : inTime(import('./shapes.tsx'), patience),
    (choices?.length || contact) && inTime(import('./Ticks.tsx'), patience),
    // A name in braces; those of JSON are followed by a quote.
    /{[^"}]/.test(JSON.stringify(survey)) && inTime(import('../shared/piped.ts'), patience),
    wanted === 'inline' || wanted === 'popover' ? undefined : inTime(import('./formats.ts'), patience),
    look && inTime(import('./look.ts'), patience),
  ])
  const format = wanted === 'inline' || formats ? wanted : 'popover'
  return {
    words: words ?? english,
    format,
    drawn,
    ticks: ticks || undefined,
    pipes: pipes || undefined,
    formats,
    looks,
  }
}
