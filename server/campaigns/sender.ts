import { logFailure } from '../http/failures.ts'
import { nextDueAt } from '../storage/campaign-queue.ts'
import { type Sending, takeOneTurn } from './turn.ts'

/** Sends campaigns' mails in the background. */
export interface Sender {
  /** Something may be due now. */
  wake(): void
  /** Resolves when the mail in hand is sent and written down. */
  close(): Promise<void>
}

/** Other processes on the same database may have started something. */
const longestRest = 30_000
/** Between attempts when mail cannot be sent, growing to the longest. */
const firstRetry = 1000

/** Starts sending, one mail at a time. It sleeps until the next one is due. */
export function startSender(sending: Sending): Sender {
  let isClosing = false
  let retry = firstRetry
  let wake = () => {}

  async function run() {
    while (!isClosing) {
      const pause = await turn()
      if (pause > 0 && !isClosing) await sleep(pause)
    }
  }

  /** Takes a turn; how long to rest after it. */
  async function turn(): Promise<number> {
    try {
      const result = await takeOneTurn(sending)
      if (result === 'away') return laterAndLater()
      retry = firstRetry
      return result === 'done' ? 0 : await untilNext(sending, longestRest)
    } catch (error) {
      logFailure(error, 'sending mail')
      return laterAndLater()
    }
  }

  function laterAndLater(): number {
    retry = Math.min(retry * 2, longestRest)
    return retry
  }

  function sleep(pause: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause)
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

/** Sends what is due until nothing is, mail cannot be sent, or the time or the number of turns is used up. */
export async function sendDue(sending: Sending, until: number, mostTurns: number): Promise<void> {
  for (let turns = 0; turns < mostTurns && sending.now() < until; turns += 1) {
    const result = await takeOneTurn(sending)
    if (result === 'away') return
    if (result === 'done') continue
    const pause = await untilNext(sending, Number.POSITIVE_INFINITY)
    if (sending.now() + pause >= until) return
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

async function untilNext({ database, now }: Sending, longest: number): Promise<number> {
  const at = await nextDueAt(database)
  return at === null ? longest : Math.min(Math.max(at - now(), 1), longest)
}
