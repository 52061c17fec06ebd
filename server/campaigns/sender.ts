import { logFailure } from '../http/failures.ts'
import { nextDueAt } from '../storage/campaign-queue.ts'
import { type Sending, sendNext } from './send-next.ts'

/** Sends campaigns' mails in the background. */
export interface Sender {
  /** Looks for due mails now, after a campaign was changed. */
  wake(): void
  /** Stops; resolves when the mail being sent is sent and its outcome stored. */
  close(): Promise<void>
}

/** Milliseconds; another process on the same database may have started a campaign meanwhile. */
const longestSleep = 30_000
/** The wait after the first failure; each further one doubles it, up to the longest sleep. */
const firstRetry = 1000

/** Starts sending, one mail at a time. It sleeps until the next one is due. */
export function startSender(sending: Sending): Sender {
  let isClosing = false
  let retry = firstRetry
  let wake = () => {}

  async function run() {
    while (!isClosing) {
      const delay = await sendOne()
      if (delay > 0 && !isClosing) await sleep(delay)
    }
  }

  /** Returns the milliseconds to sleep afterwards. */
  async function sendOne(): Promise<number> {
    try {
      const result = await sendNext(sending)
      if (result === 'away') return backOff()
      retry = firstRetry
      return result === 'done' ? 0 : await untilNext(sending, longestSleep)
    } catch (error) {
      logFailure(error, 'sending mail')
      return backOff()
    }
  }

  function backOff(): number {
    retry = Math.min(retry * 2, longestSleep)
    return retry
  }

  function sleep(delay: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delay)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const running = run()
  return {
    wake: () => wake(),
    async close() {
      isClosing = true
      wake()
      await running
    },
  }
}

/**
 * Sends due mails one after another, at most `most` of them and until the time `until`. Ends early when
 * no mail can be sent, or the next one is due only after `until`.
 */
export async function sendDue(sending: Sending, until: number, most: number): Promise<void> {
  for (let count = 0; count < most && sending.now() < until; count += 1) {
    const result = await sendNext(sending)
    if (result === 'away') return
    if (result === 'done') continue
    const delay = await untilNext(sending, Number.POSITIVE_INFINITY)
    if (sending.now() + delay >= until) return
    await new Promise((resolve) => setTimeout(resolve, delay))
  }
}

async function untilNext({ database, now }: Sending, longest: number): Promise<number> {
  const at = await nextDueAt(database)
  return at === null ? longest : Math.min(Math.max(at - now(), 1), longest)
}
