import { attach, type SurveyProps } from './attach.ts'

export type { SurveyProps }

/** An action: `<div use:survey={{ collector, survey: 'demo', inline: true }}>`. */
export function survey(place: HTMLElement, props: SurveyProps) {
  const { update, detach } = attach(place, props)
  return { update, destroy: detach }
}
