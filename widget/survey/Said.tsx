import { bandWords } from '../../shared/bandWords.ts'
import { chosenText, instrumentOf } from '../../shared/instrument.ts'
import type { WidgetWords } from '../../shared/locale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import type { Conversation } from '../session.ts'
import { Thanks } from './Thanks.tsx'

/** What is to be said beside how far the person has come. */
export interface News {
  /** That the survey has come. */
  readonly isArriving: boolean
  /** The rating the collector has. */
  readonly saved: number | null
}

interface SaidProps {
  readonly survey: PublicSurvey
  readonly words: WidgetWords
  readonly conversation: Conversation
  readonly news: News | undefined
  say(text: string): string
}

/**
 * The one live region of a survey: that it has come, which score was chosen, and the thanks. Present from the start and
 * empty, as screen readers announce only what changes in it; not atomic, so that nothing is said twice.
 */
export function Said({ survey, words, conversation, news, say }: SaidProps) {
  const { step } = conversation
  const forBand = step === 'thanked' && bandWords(survey, conversation.rating)
  const chosen =
    step === 'commenting' &&
    instrumentOf(survey, words).points.find(({ rating }) => rating === conversation.rating)
  return (
    <div class={`said ${step}`} id="said" role="status" aria-atomic="false" tabIndex={-1}>
      {step === 'asking' && news?.isArriving && `${words.survey}: ${say(survey.question)}`}
      {chosen && <span>{chosenText(chosen, words)}</span>}
      {chosen && news?.saved === chosen.rating && words.saved && <span class="saved"> {words.saved}</span>}
      {forBand && (
        <Thanks text={say(forBand.thanks || words.thanks)} link={forBand.link} newWindow={words.newWindow} />
      )}
    </div>
  )
}
