import { logFailure } from '../http/failures.ts'
import { type Lease, nextDueAt } from '../storage/campaign-queue.ts'
import { openLanes } from './send-lanes.ts'
import { deliver, leaseDue, type Sending, type Sent } from './send-next.ts'

/** Sends campaigns' mails in the background. */
export interface Sender {
  /** Looks for due mails now, after a campaign was changed. */
  wake(): void
  /** Stops; resolves when the mails under way are sent and their outcomes stored, or after the longest wait for that. */
  close(): Promise<void>
}

/** Milliseconds; another process on the same database may have started a campaign meanwhile. */
const longestSleep = 30_000
/** Milliseconds while something is due that cannot be sent, like a mail to somebody whom another campaign is mailing. */
const shortestSleep = 250
/** The wait after the first failure; each further one doubles it, up to the longest sleep. */
const firstRetry = 1000
/** Milliseconds for which mails under way hold up the end; what is left then may have arrived, and is tried once more. */
const longestClose = 15_000

/** Starts sending, some mails at a time. It sleeps until the next one is due. */
export function startSender(sending: Sending): Sender {
  let isClosing = false
  let retry = firstRetry
  let isAway: NodeJS.Timeout | null = null
  let isWoken = false
  let wake = () => {}
  const lanes = openLanes(() => signal())

  function signal() {
    isWoken = true
    wake()
  }

  async function run() {
    while (!isClosing) {
      const delay = await startOne()
      if (delay > 0 && !isClosing) await sleep(delay)
    }
  }

  /** Returns the milliseconds until there may be another to start; any change of what is under way cuts them short. */
  async function startOne(): Promise<number> {
    isWoken = false
    const busy = lanes.busy()
    if (isAway || lanes.isFull()) return longestSleep
    try {
      const lease = await leaseDue(sending, busy)
      if (lease) lanes.add(lease.campaign.id, end(lease))
      if (lease) return 0
      return busy.length > 0 ? shortestSleep : Math.max(await untilNext(sending, longestSleep), shortestSleep)
    } catch (error) {
      backOff(error)
      return longestSleep
    }
  }

  async function end(lease: Lease): Promise<Sent> {
    try {
      const sent = await deliver(sending, lease)
      if (sent === 'away') backOff()
      else retry = firstRetry
      return sent
    } catch (error) {
      backOff(error)
      return 'away'
    }
  }

  /** Starts nothing for a while; of several that fail at once, only the first counts. */
  function backOff(error?: unknown) {
    if (isClosing) return
    if (error) logFailure(error, 'sending mail')
    if (isAway) return
    retry = Math.min(retry * 2, longestSleep)
    isAway = setTimeout(goOn, retry)
  }

  function goOn() {
    if (isAway) clearTimeout(isAway)
    isAway = null
    signal()
  }

  function sleep(delay: number) {
    if (isWoken) return
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
    wake: goOn,
    async close() {
      isClosing = true
      goOn()
      await running
      await lanes.end(longestClose)
    },
  }
}

/**
 * Sends due mails, some at a time, until the time `until`, or until none of the `turns` is left, which several databases
 * may share. Ends early when no mail can be sent, or the next one is due only after `until`.
 */
export async function sendDue(sending: Sending, until: number, turns: { left: number }): Promise<void> {
  let changed = Promise.withResolvers<void>()
  let isAway = false
  let failure: unknown = null
  const lanes = openLanes(() => changed.resolve())
  const end = async (lease: Lease): Promise<Sent> => {
    const sent = await deliver(sending, lease).catch((error): Sent => {
      failure = error
      return 'away'
    })
    isAway ||= sent === 'away'
    return sent
  }
  while (turns.left > 0 && sending.now() < until && !isAway) {
    changed = Promise.withResolvers()
    const lease = lanes.isFull() ? null : await leaseDue(sending, lanes.busy())
    if (lease) {
      turns.left -= 1
      lanes.add(lease.campaign.id, end(lease))
      continue
    }
    const delay = await untilNext(sending, Number.POSITIVE_INFINITY)
    if (lanes.isIdle() && sending.now() + delay >= until) return
    const timer = setTimeout(changed.resolve, Math.min(Math.max(delay, shortestSleep), until - sending.now()))
    await changed.promise
    clearTimeout(timer)
  }
  await lanes.end(longestClose)
  if (failure) throw failure
}

async function untilNext({ database, now }: Sending, longest: number): Promise<number> {
  const at = await nextDueAt(database)
  return at === null ? longest : Math.min(Math.max(at - now(), 1), longest)
}
