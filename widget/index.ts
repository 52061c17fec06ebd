import type { PublicSurvey } from '../shared/survey.ts'
import type { Circumstances } from './options.ts'
import { quietly } from './quietly.ts'
import { createStage } from './stage.ts'

export interface MountOptions extends Circumstances {
  /** The collector's address: `https://feedback.example.com`. */
  readonly collector: string
  /** The survey's id, or its definition, which saves fetching it. */
  readonly survey: string | PublicSurvey
  /** Where to show it; without one it is a popover. */
  readonly target?: Element | string
}

/** Shows a survey now, whatever this browser remembers of it; `close` takes it away. Never throws. */
export function mount({ collector, survey, target, respondent, properties }: MountOptions): {
  close(): void
} {
  const stage = createStage({
    collector: collector.replace(/\/+$/, ''),
    known: typeof survey === 'string' ? undefined : survey,
    circumstances: { respondent, properties },
    loadRenderer: () => import('./renderer.tsx'),
    warn: (problem) => console.warn(`Sayso: ${problem}`),
  })
  quietly(stage.show)({ surveyId: typeof survey === 'string' ? survey : survey.id, target })
  return { close: quietly(stage.close) }
}
