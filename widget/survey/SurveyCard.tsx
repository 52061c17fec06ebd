import { bandWords } from '../../shared/bandWords.ts'
import { directionOf } from '../../shared/direction.ts'
import { displayFor } from '../../shared/display.ts'
import { widget as english } from '../../shared/locales/en.ts'
import { piped } from '../../shared/piped.ts'
import type { Circumstances } from '../../shared/response.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { safely } from '../browser/safely.ts'
import type { Conversation } from '../session.ts'
import { CommentInput } from './CommentInput.tsx'
import type { Chunks } from './chunks.ts'
import type { Deed } from './conversation.ts'
import { pressKey, RatingInput } from './RatingInput.tsx'
import { type News, Said } from './Said.tsx'

interface SurveyCardProps {
  readonly survey: PublicSurvey
  readonly chunks: Chunks
  readonly conversation: Conversation
  readonly circumstances: Circumstances
  readonly news?: News
  act(deed: Deed): void
  dismiss(): void
}

/** Everything a person sees, as a pure function of how far the conversation has come. */
export function SurveyCard(props: SurveyCardProps) {
  const { survey, chunks, conversation, circumstances, news, act, dismiss } = props
  const { words = english } = survey
  const { format, dialog, theme } = chunks
  const { step } = conversation
  const rating = step === 'asking' ? null : conversation.rating
  const prompt = rating === null ? '' : bandWords(survey, rating).commentPrompt
  const say = (text: string) => piped(text, circumstances)
  const dir = directionOf(survey.language)
  const isInline = format === 'inline'
  const isModal = dialog && (format === 'modal' || format === 'page')
  const isThanked = step === 'thanked'
  const language = { lang: survey.language, dir } as const

  const frame = isModal
    ? {}
    : {
        ...language,
        // With a name, a section is a landmark.
        'aria-label': words.survey,
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'Escape' || event.isComposing || isInline) return
          // Closing ours must not close the page's own dialog around it, too.
          event.preventDefault()
          dismiss()
        },
      }

  const ratingInput = {
    scale: survey.scale,
    display: displayFor(survey.scale, survey.display),
    shapes: chunks.shapes?.shapes,
    rating,
    lowLabel: survey.lowLabel,
    highLabel: survey.highLabel,
    language: survey.language,
    look: survey.look,
    labelledBy: 'question',
    rightToLeft: dir === 'rtl',
    words,
    choose: (rating: number) => act({ type: 'choose', rating }),
  }

  const card = (
    <section {...frame} class={`card ${format} ${survey.corner ?? ''}`}>
      {theme && survey.look?.logo && <theme.Logo url={survey.look.logo} name={survey.customer} />}
      {!isThanked && (
        <p class="question" id="question">
          {say(survey.question)}
        </p>
      )}
      {!isThanked && <RatingInput {...ratingInput} />}
      <Said {...{ survey, words, conversation, news, say }} />
      {step === 'commenting' && (
        <CommentInput
          prompt={say(prompt || words.reason)}
          remarks={conversation}
          choices={survey.choices ?? []}
          asksContact={survey.contact}
          chunk={chunks.choices}
          words={words}
          write={(remarks) => act({ type: 'write', ...remarks })}
          send={() => act({ type: 'send' })}
        />
      )}
      {!isInline && (
        <button type="button" class="close" aria-label={words.close} onClick={dismiss}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" />
          </svg>
        </button>
      )}
    </section>
  )
  if (!isModal) return card
  // It has the focus itself until the first Tab: digits choose all the same.
  const press = safely(
    (event: KeyboardEvent & { currentTarget: Element }) =>
      step === 'asking' && event.target === event.currentTarget && pressKey(event, ratingInput),
  )
  return (
    <dialog.Dialog {...{ format, language, labelledBy: isThanked ? 'said' : 'question', press, dismiss }}>
      {card}
    </dialog.Dialog>
  )
}
