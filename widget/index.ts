import type { Circumstances } from '../shared/response.ts'
import type { PublicSurvey } from '../shared/survey.ts'
import { type Listener, type Listeners, listenTo } from './listeners.ts'
import { quietly } from './quietly.ts'
import type { SurveyEvent } from './renderer.tsx'
import type { Stage } from './stage.ts'
import type { Visit } from './visit.ts'

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
export function mount({ collector, survey, target, ...said }: MountOptions): Mounted {
  const listeners: Listeners = new Set()
  const known = typeof survey === 'string' ? undefined : survey
  const surveyId = known?.id ?? `${survey}`
  const visit: Visit = {
    ...{ ...said, surveyId, known, listeners },
    collector: collector.replace(/\/+$/, ''),
    happened: new Set(),
    welcome: true,
  }
  let isWanted = true
  let stage: Stage | undefined

  quietly(async () => {
    const { createStage } = await import('./fetched.ts')
    stage = createStage(visit)
    if (isWanted) await stage.show(surveyId, { target })
  })()
  const close = quietly(() => {
    isWanted = false
    stage?.close()
  })
  return { close, on: (event, listener) => listenTo(listeners, event, listener) }
}
