import type { WidgetWords } from '../shared/locale.ts'
import { longest } from '../shared/response.ts'
import type { Said } from './conversation.ts'
import type { Parts } from './parts.ts'

interface CommentInputProps {
  readonly prompt: string
  readonly said: Said
  /** Reasons to tick. */
  readonly choices: readonly string[]
  readonly asksContact: boolean | undefined
  /** What is ticked is left out when its part did not arrive. */
  readonly ticks: Parts['ticks']
  readonly words: WidgetWords
  write(said: Partial<Said>): void
  send(): void
}

/** Asks for the reason. The length limit keeps the collector from refusing it. */
export function CommentInput(props: CommentInputProps) {
  const { prompt, said, choices, asksContact, ticks, words, write, send } = props
  return (
    <div class="reason">
      <label for="comment">{prompt}</label>
      {ticks && choices.length > 0 && (
        <ticks.Choices
          name={words.choices}
          choices={choices}
          ticked={said.choices ?? []}
          tick={(choices) => write({ choices })}
        />
      )}
      <textarea
        id="comment"
        rows={3}
        dir="auto"
        maxLength={longest.comment}
        value={said.comment}
        onInput={(event) => write({ comment: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send()}
      />
      <div class="last">
        {ticks && asksContact && (
          <ticks.Tick checked={!!said.contact} change={() => write({ contact: !said.contact })}>
            {words.contact}
          </ticks.Tick>
        )}
        <button type="button" class="send" onClick={send}>
          {words.send}
        </button>
      </div>
    </div>
  )
}
