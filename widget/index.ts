import type { Circumstances } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import type { Listener } from './listeners.ts'
import { quietly } from './quietly.ts'
import type { SurveyEvent } from './renderer.tsx'
import { resend } from './resend.ts'
import { createStage } from './stage.ts'

export interface MountOptions extends Circumstances {
  /** The collector's address: `https://feedback.example.com`. */
  readonly collector: string
  /** The survey's id, or its definition, which saves fetching it. */
  readonly survey: string | PublicSurvey
  /** Where to show it; without one it is a popover. */
  readonly target?: Element | string
  /** Answers are stored, but outside every score. */
  readonly test?: boolean
}

export interface Mounted {
  /** Takes the survey away. */
  close(): void
  /** Listens to what happens to it; returns the undo. */
  on(event: SurveyEvent, listener: Listener): () => void
}

/** Shows a survey now, whatever this browser remembers of it. Never throws. */
export function mount({ collector, survey, target, respondent, properties, test }: MountOptions): Mounted {
  const address = collector.replace(/\/+$/, '')
  const stage = createStage({
    collector: address,
    known: typeof survey === 'string' ? undefined : survey,
    circumstances: { respondent, properties },
    test,
    loadRenderer: () => import('./renderer.tsx'),
  })
  quietly(stage.show)({ surveyId: typeof survey === 'string' ? survey : survey.id, target })
  quietly(resend)(address)
  return { close: quietly(stage.close), on: stage.on }
}
