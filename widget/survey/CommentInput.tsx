import type { WidgetWords } from '../../shared/locale.ts'
import { longest } from '../../shared/response.ts'
import type { Remarks } from '../session.ts'
import type { Chunks } from './chunks.ts'

interface CommentInputProps {
  readonly prompt: string
  readonly remarks: Remarks
  /** Reasons to tick. */
  readonly choices: readonly string[]
  readonly asksContact: boolean | undefined
  /** Without it there is nothing to tick. */
  readonly chunk: Chunks['choices']
  readonly words: WidgetWords
  write(remarks: Partial<Remarks>): void
  send(): void
}

/** Asks for the reason. Limited to the length the collector accepts. */
export function CommentInput(props: CommentInputProps) {
  const { prompt, remarks, choices, asksContact, chunk, words, write, send } = props
  return (
    <div class="reason">
      <label for="comment" id="prompt">
        {prompt}
      </label>
      {chunk && choices.length > 0 && (
        <chunk.Choices
          labelledBy="prompt"
          hint={words.choices}
          choices={choices}
          ticked={remarks.choices ?? []}
          tick={(choices) => write({ choices })}
        />
      )}
      <textarea
        id="comment"
        rows={3}
        dir="auto"
        maxLength={longest.comment}
        value={remarks.comment}
        onInput={(event) => write({ comment: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          send()
        }}
      />
      <div class="last">
        {chunk && asksContact && (
          <chunk.Tick checked={!!remarks.contact} change={() => write({ contact: !remarks.contact })}>
            {words.contact}
          </chunk.Tick>
        )}
        <button type="button" class="send" onClick={send}>
          {words.send}
        </button>
      </div>
    </div>
  )
}
