import { namesKept, ourMark, read, unsentMark } from './memory.ts'
import type { Message } from './outbox.ts'

/** What this browser still has to send to a collector. */
export function unsentTo(collector: string): Message[] {
  return namesKept(unsentMark)
    .map((name) => read(name.slice(ourMark.length)))
    .filter((kept) => kept.collector === collector && kept.message)
    .map(({ message }) => message as Message)
}
