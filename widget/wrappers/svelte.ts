import { attach, keyOf, type SurveyProps } from './attach.ts'

export type { SurveyProps }

/** An action: `<div use:survey={{ collector, survey: 'demo', inline: true }}>`. */
export function survey(place: HTMLElement, props: SurveyProps) {
  let key = keyOf(props)
  let detach = attach(place, props)
  return {
    update(next: SurveyProps) {
      if (keyOf(next) === key) return
      key = keyOf(next)
      detach()
      detach = attach(place, next)
    },
    destroy: () => detach(),
  }
}
