import type { PreviewOptions, Shown } from '../session.ts'
import { show } from './show.tsx'

export type { PreviewOptions, Shown }

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
