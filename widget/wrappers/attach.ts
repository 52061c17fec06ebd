import { type MountOptions, mount } from '../index.ts'
import type { Happened, SurveyEvent } from '../session.ts'

/**
 * The props of a component: the options of `mount`, except for the place, which is the component's. Another
 * `collector`, `survey` or `inline` makes another survey. Who answers and the properties go with the next save;
 * another person closes it, and a component with another `key` asks them.
 */
export interface SurveyProps extends Omit<MountOptions, 'target'> {
  /** Shows it where the component stands instead of where its format says. */
  readonly inline?: boolean
  /** Called with everything that happens to it. */
  readonly on?: (...happened: Happened) => unknown
}

const events: readonly SurveyEvent[] = ['shown', 'rated', 'commented', 'dismissed', 'error']

export interface Attached {
  /** Takes the component's props of now; the same ones as before may be given again and again. */
  update(props: SurveyProps): void
  detach(): void
}

/** Shows a survey for a component that stands at `place`. */
export function attach(place: Element, props: SurveyProps): Attached {
  let newest = props
  let mounted = show()

  function show() {
    const { inline, on: _, ...options } = newest
    const mounted = mount({ ...options, target: inline ? place : undefined })
    for (const event of events) mounted.on(event, (detail) => newest.on?.(...([event, detail] as Happened)))
    return mounted
  }

  return {
    update(next) {
      const isAnother = keyOf(next) !== keyOf(newest)
      newest = next
      if (!isAnother) return mounted.update(next)
      mounted.close()
      mounted = show()
    },
    detach: () => mounted.close(),
  }
}

/** Changes when the props make it another survey: all others belong to the person who answers this one. */
function keyOf({ collector, survey, inline }: SurveyProps): string {
  const id = typeof survey === 'object' ? survey.id : survey
  return [collector.replace(/\/+$/, ''), id, !!inline].join(' ')
}
