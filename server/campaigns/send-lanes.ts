import type { Sent } from './send-next.ts'

/** Mails under way at once, apart from slow ones; of one campaign, so that another has as much; slow ones of one; all. */
const most = { atOnce: 6, ofCampaign: 3, slowOfCampaign: 3, all: 20 }
/** Milliseconds after which a mail is slow: its place goes to another, so that no mailbox holds others up. */
const slowAfter = 4000

/** The most mails that a process has under way, whose outcome is unknown if it ends at once. */
export const mostUnderWay = most.all

interface Lane {
  fast: number
  slow: number
  /** Its last mail was taken. Others go one at a time, so that what is wrong is found out by few mails. */
  isProven: boolean
}

/** Keeps count of the mails under way. `onChange` is called whenever there may be room for another one. */
export function openLanes(onChange: () => void) {
  const lanes = new Map<string, Lane>()
  const underWay = new Set<Promise<void>>()
  const sum = (of: 'fast' | 'slow') => [...lanes.values()].reduce((total, lane) => total + lane[of], 0)

  async function follow(lane: Lane, sent: Promise<Sent>): Promise<void> {
    let isSlow = false
    lane.fast += 1
    const timer = setTimeout(() => {
      isSlow = true
      lane.fast -= 1
      lane.slow += 1
      onChange()
    }, slowAfter)
    const result = await sent
    clearTimeout(timer)
    lane[isSlow ? 'slow' : 'fast'] -= 1
    lane.isProven = result === 'accepted' || (lane.isProven && (result === 'done' || result === 'later'))
  }

  return {
    isFull: () => sum('fast') >= most.atOnce || underWay.size >= most.all,
    isIdle: () => underWay.size === 0,
    /** The campaigns that have enough under way. */
    busy: () =>
      [...lanes]
        .filter(
          ([, { fast, slow, isProven }]) =>
            fast >= (isProven ? most.ofCampaign : 1) || slow >= most.slowOfCampaign,
        )
        .map(([id]) => id),
    /** Follows a mail until it is sent; `sent` must not reject. */
    add(campaignId: string, sent: Promise<Sent>): void {
      const lane = lanes.get(campaignId) ?? { fast: 0, slow: 0, isProven: false }
      lanes.set(campaignId, lane)
      const followed = follow(lane, sent).then(() => {
        underWay.delete(followed)
        onChange()
      })
      underWay.add(followed)
    },
    /** Waits for the mails under way, at most so many milliseconds. */
    async end(longest: number): Promise<void> {
      const late = Promise.withResolvers<void>()
      const timer = setTimeout(late.resolve, longest)
      await Promise.race([Promise.all(underWay), late.promise])
      clearTimeout(timer)
    },
  }
}
