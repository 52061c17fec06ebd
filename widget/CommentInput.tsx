import { longest } from '../shared/response.ts'
import type { Words } from '../shared/words.ts'
import type { Said } from './conversation.ts'

interface CommentInputProps {
  readonly prompt: string
  readonly said: Said
  /** Reasons to tick. */
  readonly choices: readonly string[]
  readonly asksContact: boolean | undefined
  readonly words: Words
  write(said: Partial<Said>): void
  send(): void
}

/** Asks for the reason. The length limit keeps the collector from refusing it. */
export function CommentInput(props: CommentInputProps) {
  const { prompt, said, choices, asksContact, words, write, send } = props
  const ticked = said.choices ?? []
  const tick = (choice: string) =>
    write({ choices: choices.filter((each) => ticked.includes(each) !== (each === choice)) })
  return (
    <div class="reason">
      <label for="comment">{prompt}</label>
      {choices.length > 0 && (
        <fieldset class="choices" aria-label={words.choices}>
          {choices.map((choice) => (
            <Tick key={choice} checked={ticked.includes(choice)} change={() => tick(choice)}>
              {choice}
            </Tick>
          ))}
        </fieldset>
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
        {asksContact && (
          <Tick checked={!!said.contact} change={() => write({ contact: !said.contact })}>
            {words.contact}
          </Tick>
        )}
        <button type="button" class="send" onClick={send}>
          {words.send}
        </button>
      </div>
    </div>
  )
}

interface TickProps {
  readonly checked: boolean
  readonly children: string
  change(): void
}

function Tick({ checked, children, change }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={checked} onChange={change} />
      {children}
    </label>
  )
}
