import { namesKept, read, unsentMark } from './memory.ts'
import type { Message } from './outbox.ts'

/** What this browser still has to send to a collector. */
export function unsentTo(collector: string): Message[] {
  return namesKept()
    .filter((name) => name.startsWith(unsentMark))
    .map(read)
    .filter((kept) => kept.collector === collector && kept.message)
    .map(({ message }) => message as Message)
}
