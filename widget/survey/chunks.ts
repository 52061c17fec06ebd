import { type ChunkName, chunksFor } from '../../shared/chunks.ts'
import type { Format, PublicSurvey } from '../../shared/survey.ts'
import { NativePromise, withTimeout } from '../browser/safely.ts'

/** What a survey is drawn with beyond what every survey needs. A chunk that was not needed or failed is absent. */
export interface Chunks {
  /** Where it is shown in the end. */
  readonly format: Format
  readonly shapes?: typeof import('./shapes.tsx')
  readonly choices?: typeof import('./Choices.tsx')
  readonly dialog?: typeof import('./Dialog.tsx')
  readonly theme?: typeof import('./theme.tsx')
}

/** How long a survey waits for its chunks, in milliseconds, before it shows without them. */
export const chunkTimeout = 2000

/**
 * Loads the chunks a survey needs, all at once; most surveys need none. Without a chunk that fails the survey
 * is shown all the same: with numbers, in the corner. Never rejects.
 */
export async function loadChunks(survey: PublicSurvey, target: Element | null): Promise<Chunks> {
  const needed = chunksFor(survey)
  const when = <Chunk>(name: ChunkName, load: () => Promise<Chunk>) =>
    needed.includes(name) ? withTimeout(load(), chunkTimeout) : undefined
  const [shapes, choices, dialog, theme] = await NativePromise.all([
    when('shapes', () => import('./shapes.tsx')),
    when('Choices', () => import('./Choices.tsx')),
    when('Dialog', () => import('./Dialog.tsx')),
    when('theme', () => import('./theme.tsx')),
  ])
  // An inline survey without a target has to be somewhere, and bars are styled by the dialog's chunk.
  const format = target ? 'inline' : dialog ? survey.format : 'popover'
  return { format, shapes, choices, dialog, theme }
}
