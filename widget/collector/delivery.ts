import type { Circumstances, NewResponse } from '../../shared/response.ts'
import { toJson } from '../browser/json.ts'
import { whenLeaving } from '../browser/timing.ts'
import type { Answer } from '../session.ts'
import type { Outcome } from './client.ts'

/** Calls back once after `delay` milliseconds or when a better moment comes first; returns the undo. */
export type Wait = (delay: number, retry: () => void) => () => void

const longestDelay = 60_000

/**
 * Sends the newest message it is given until the collector keeps or refuses it. An older
 * one is given up when a newer one comes: each message carries the whole state.
 *
 * What has to outlive the page is stored by `send` (`postResponse`).
 */
export function createDelivery<Message>(
  send: (message: Message) => Promise<Outcome>,
  wait: Wait = waitToRetry,
): (message: Message) => void {
  let newest: Message
  let stopWaiting = () => {}

  async function attempt(message: Message, failures: number): Promise<void> {
    const result = await send(message)
    if (message !== newest || result.outcome !== 'again') return
    const delay = Math.max(result.after, Math.min(1000 * 2 ** failures, longestDelay))
    stopWaiting = wait(delay, () => attempt(message, failures + 1))
  }

  return (message) => {
    stopWaiting()
    newest = message
    attempt(message, 0)
  }
}

/** Waits for the delay, or until the network is back or the page is going and there will be no later. */
function waitToRetry(delay: number, retry: () => void): () => void {
  const retryNow = () => {
    stop()
    retry()
  }
  const timer = setTimeout(retryNow, delay)
  const stopWatching = whenLeaving(retryNow)
  addEventListener('online', retryNow)
  const stop = () => {
    clearTimeout(timer)
    stopWatching()
    removeEventListener('online', retryNow)
  }
  return stop
}

/**
 * Makes the revisions of one response: each carries the whole of it, and saying the same
 * thing twice makes no second one (`null`).
 */
export function createRevisions(
  identity: Pick<NewResponse, 'surveyId' | 'surveyVersion' | 'id' | 'writeKey' | 'test'>,
): (answer: Answer, circumstances: Circumstances, language?: string) => NewResponse | null {
  let revision = 0
  let newest = ''

  return (answer, { respondent, properties }, language) => {
    const content = { ...answer, respondent, properties }
    const json = toJson(content)
    if (json === newest) return null
    newest = json
    revision += 1
    return { ...identity, revision, ...content, channel: 'widget', language }
  }
}
