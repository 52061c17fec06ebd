import type { PublicSurvey } from '../shared/survey.ts'
import { CommentInput } from './CommentInput.tsx'
import type { Conversation, Deed } from './conversation.ts'
import { directionOf } from './direction.ts'
import { RatingInput } from './RatingInput.tsx'
import { wordsOf } from './words.ts'

interface SurveyCardProps {
  readonly survey: PublicSurvey
  readonly conversation: Conversation
  readonly isPopover: boolean
  act(deed: Deed): void
  dismiss(): void
}

/** The whole of what a person sees, as a pure function of how far the conversation has come. */
export function SurveyCard({ survey, conversation, isPopover, act, dismiss }: SurveyCardProps) {
  const words = wordsOf(survey.language)
  const direction = directionOf(survey.language)
  return (
    <section
      class={isPopover ? 'card popover' : 'card'}
      role={isPopover ? 'dialog' : 'group'}
      aria-label={words.survey}
      lang={survey.language}
      dir={direction}
      onKeyDown={(event) => event.key === 'Escape' && !event.isComposing && isPopover && dismiss()}
    >
      {conversation.step !== 'thanked' && (
        <p class="question" id="question">
          {survey.question}
        </p>
      )}
      {conversation.step !== 'thanked' && (
        <RatingInput
          scale={survey.scale}
          rating={conversation.step === 'asking' ? null : conversation.rating}
          lowLabel={survey.lowLabel}
          highLabel={survey.highLabel}
          labelledBy="question"
          rightToLeft={direction === 'rtl'}
          words={words}
          choose={(rating) => act({ type: 'choose', rating })}
        />
      )}
      {conversation.step === 'commenting' && (
        <CommentInput
          prompt={survey.commentPrompt || words.reason}
          comment={conversation.comment}
          words={words}
          write={(comment) => act({ type: 'write', comment })}
          send={() => act({ type: 'send' })}
        />
      )}
      {/* There from the start and empty, or a screen reader would not hear it fill. */}
      <p class="thanks" role="status" tabIndex={-1}>
        {conversation.step === 'thanked' && [
          <svg key="tick" viewBox="0 0 16 16" aria-hidden="true">
            <path d="m3 8.5 3.5 3.5L13 4.5" />
          </svg>,
          survey.thanks || words.thanks,
        ]}
      </p>
      {isPopover && (
        <button type="button" class="close" aria-label={words.close} onClick={dismiss}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" />
          </svg>
        </button>
      )}
    </section>
  )
}
