import { itemNames, readItem, removeItem, unsentPrefix, writeItem } from '../browser/storage.ts'
import type { Message } from '../session.ts'

/** Keeps a message beyond this page, until `forgetUnsent`. Of a response, only the newest revision. */
export function keepUnsent(collector: string, message: Message): void {
  if (isNewest(message)) writeItem(keyOf(message), { collector, message })
}

/** Drops a message the collector has answered for, unless the person has said more meanwhile. */
export function forgetUnsent(message: Message): void {
  if (isNewest(message)) removeItem(keyOf(message))
}

/** The messages this browser still has to send to a collector. */
export function unsentTo(collector: string): Message[] {
  return itemNames(unsentPrefix)
    .map(readItem)
    .filter((kept) => kept.collector === collector && kept.message)
    .map(({ message }) => message as Message)
}

/** Another tab may have kept a later revision while this one resent the one it had found. */
const isNewest = (message: Message) =>
  !(Object(readItem(keyOf(message)).message).revision > (message as { revision?: number }).revision!)

/** One key a response, and one for each event of a view: they are sent and confirmed separately. */
function keyOf(message: Message): string {
  return `${unsentPrefix}${'event' in message ? message.event : ''}${message.id}`
}
