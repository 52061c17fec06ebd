import { type MountOptions, mount } from '../index.ts'
import type { Happened, SurveyEvent } from '../session.ts'

/** The props of a component: the options of `mount`, except for the place, which is the component's. */
export interface SurveyProps extends Omit<MountOptions, 'target'> {
  /** Shows it where the component stands instead of where its format says. */
  readonly inline?: boolean
  /** Called with everything that happens to it. */
  readonly on?: (...happened: Happened) => unknown
}

const events: readonly SurveyEvent[] = ['shown', 'rated', 'commented', 'dismissed', 'error']

/** Shows a survey for a component that stands at `place`; returns the undo. */
export function attach(place: Element, { inline, on, ...options }: SurveyProps): () => void {
  const mounted = mount({ ...options, target: inline ? place : undefined })
  if (on) for (const event of events) mounted.on(event, (detail) => on(...([event, detail] as Happened)))
  return () => {
    mounted.close()
  }
}

/** Changes when the props make it another survey; listeners may change with every render. */
export function keyOf({ on: _, ...options }: SurveyProps): string {
  return JSON.stringify(options)
}
