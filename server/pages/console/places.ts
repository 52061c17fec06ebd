import type { shellTexts } from '../texts/shell-texts.ts'
import type { IconName } from './icons.ts'

/** A place of the console; also of those that have no page yet. */
export type PlaceName = keyof typeof shellTexts.places & IconName

interface Place {
  readonly name: PlaceName
  readonly path: string
  /** Where it stands: reading, making, or at the end. */
  readonly group: 'read' | 'make' | 'end'
}

/** The places that have a page, in the order in which they stand. */
export const places: readonly Place[] = [
  { name: 'overview', path: '/console', group: 'read' },
  { name: 'answers', path: '/console/answers', group: 'read' },
  { name: 'report', path: '/console/report', group: 'read' },
  { name: 'surveys', path: '/console/surveys', group: 'make' },
  { name: 'campaigns', path: '/console/campaigns', group: 'make' },
  { name: 'people', path: '/console/people', group: 'make' },
  { name: 'settings', path: '/console/settings', group: 'end' },
]
