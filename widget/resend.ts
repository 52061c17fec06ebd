import { postResponse } from './collector.ts'
import { createDelivery } from './delivery.ts'
import { unsentTo } from './outbox.ts'
import { whenWorthRetrying } from './whenWorthRetrying.ts'

/** Sends what an earlier page of this site could not, until the collector has answered for it. */
export function resend(collector: string): void {
  for (const response of unsentTo(collector))
    createDelivery(postResponse.bind(null, collector), whenWorthRetrying)(response)
}
