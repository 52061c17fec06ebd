import { longest } from '../shared/response.ts'
import type { Words } from './words.ts'

interface CommentInputProps {
  readonly prompt: string
  readonly comment: string
  readonly words: Words
  write(comment: string): void
  send(): void
}

/** Asks for the reason. The length limit keeps the collector from refusing it. */
export function CommentInput({ prompt, comment, words, write, send }: CommentInputProps) {
  return (
    <div class="reason">
      <label for="comment">{prompt}</label>
      <textarea
        id="comment"
        rows={3}
        dir="auto"
        maxLength={longest.comment}
        value={comment}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && send()}
      />
      <button type="button" class="send" onClick={send}>
        {words.send}
      </button>
    </div>
  )
}
