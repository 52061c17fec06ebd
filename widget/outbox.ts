import type { NewResponse, NewView } from '../shared/response.ts'
import { forget, keep, read, unsentMark } from './memory.ts'

/** What is sent to a collector: revisions of a response, and what became of a view. */
export type Message = NewResponse | NewView

/** Keeps a message beyond this page, until `forgetUnsent`. Of a response, the newest revision alone. */
export function keepUnsent(collector: string, message: Message): void {
  if (isNewest(message)) keep(nameOf(message), { collector, message })
}

/** Drops a message the collector has answered for, unless the person has said more meanwhile. */
export function forgetUnsent(message: Message): void {
  if (isNewest(message)) forget(nameOf(message))
}

/** Another tab may have kept what was said later, while this one sent again what it had found. */
const isNewest = (message: Message) =>
  !(Object(read(nameOf(message)).message).revision > (message as NewResponse).revision)

/** One name a response, and one a view's event: they are sent and answered for by themselves. */
function nameOf(message: Message): string {
  return `${unsentMark}${'event' in message ? message.event : ''}${message.id}`
}
