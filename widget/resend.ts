import { postResponse, postView } from './collector.ts'
import { createDelivery } from './delivery.ts'
import type { Message } from './outbox.ts'
import { unsentTo } from './unsent.ts'
import { whenWorthRetrying } from './whenWorthRetrying.ts'

/** Sends what an earlier page of this site could not, until the collector has answered for it. */
export function resend(collector: string): void {
  const post = (message: Message) =>
    'event' in message ? postView(collector, message) : postResponse(collector, message)
  for (const message of unsentTo(collector)) createDelivery(post, whenWorthRetrying)(message)
}
