import type { PublicSurvey } from '../../shared/survey.ts'
import type { Conversation, Shown } from '../session.ts'
import { show } from './show.tsx'

export interface PreviewOptions {
  readonly survey: PublicSurvey
  /** The element to show it in; without one it is where its format says. */
  readonly target?: Element
  /** How far the person has come, and with which rating. */
  readonly step?: Conversation['step']
  readonly rating?: number
  /** Stands for the person in the survey's words. */
  readonly name?: string
}

/**
 * Shows a survey as it would be, in any format, language and step, and lets it be tried: nothing is
 * sent, stored or remembered. `setSurvey` shows another version of it.
 */
export function preview({ survey, target, step = 'asking', rating, name }: PreviewOptions): Shown {
  const said = { rating: rating ?? survey.scale.max, comment: '' }
  return show({
    survey,
    collector: '',
    target: target ?? null,
    rehearsal: step === 'asking' ? { step } : { step, ...said },
    circumstances: () => ({ respondent: { name } }),
    done() {},
    gone() {},
  })
}
