import type { HeldReason, Said, Visit } from './visit.ts'

/** Visits with no longer pause between them are one sitting. */
const pause = 60_000
/** How long those who gave a sign on page after page are remembered. */
const day = 86_400_000
/** Nobody opens so many scores of a mail one after the other; a person who errs opens two. */
const tooMany = 4
/** Both of two scores, opened this close together: nobody goes back to the mail so fast. */
const tooClose = 20_000

/** What all visits to a response make of it. */
export interface Answer {
  readonly rating: number
  readonly said: Said
  /** Why it is held; `null` when a person gave it. */
  readonly heldReason: HeldReason | null
  readonly answeredAt: number
}

/**
 * The answer that all visits by one invitation's links add up to: the last that a person gave,
 * with what they said before where they did not say it again; without a person, the last that may be
 * a machine's. `null` before a score was chosen. Judged anew at every visit, because a sandbox's
 * first visit looks like a person's until it opens the next score.
 */
export function answerFrom(visits: readonly Visit[], buttons: number): Answer | null {
  const rated = visits.filter(({ rating }) => rating !== null).sort((a, b) => a.seq - b.seq)
  const last = rated.at(-1)
  if (!last) return null
  const reasons = reasonsToHold(visits, buttons)
  const people = rated.filter((visit) => !reasons.has(visit))
  const latest = people.at(-1)
  if (!latest) {
    const heldReason = reasons.get(last)!
    return { rating: last.rating!, said: last.said ?? {}, heldReason, answeredAt: last.openedAt }
  }
  return {
    rating: latest.rating!,
    said: Object.assign({}, ...people.map(({ said }) => said)),
    heldReason: null,
    answeredAt: Math.min(...people.map(({ signedAt }) => signedAt!)),
  }
}

/** Why visits are not taken for a person's, the surest reason first; those that are, are not in it. */
function reasonsToHold(visits: readonly Visit[], buttons: number): Map<Visit, HeldReason> {
  const sittings = sittingsOf(visits)
  // Who stays long on page after page makes a sitting of each, and is known by the signs given on all of them.
  const slow = sittings.filter(([visit, ...more]) => visit?.sign && more.length === 0).flat()
  const reasons = new Map<Visit, HeldReason>()
  for (const sitting of sittings) {
    for (const visit of sitting) {
      const lately = slow.includes(visit) ? slow.filter((other) => isNear(visit, other, day)) : []
      const reason =
        visit.mark ??
        reasonIn(sitting, visit, buttons) ??
        reasonIn(lately, visit, buttons) ??
        (visit.sign ? null : 'no-sign')
      if (reason) reasons.set(visit, reason)
    }
  }
  return reasons
}

/** What visits that belong together give away of one of them. */
function reasonIn(together: readonly Visit[], visit: Visit, buttons: number): HeldReason | null {
  if (together.some(({ mark }) => mark === 'decoy')) return 'decoy'
  const isPair = buttons === 2
  const opened = scoresOf(isPair ? together.filter((other) => isNear(visit, other, tooClose)) : together)
  if (opened === buttons) return 'all-scores'
  return opened >= tooMany ? 'several-scores' : null
}

function isNear(visit: Visit, other: Visit, span: number): boolean {
  return Math.abs(visit.openedAt - other.openedAt) < span
}

/** The visits in the order they were opened, parted where there was a longer pause. */
function sittingsOf(visits: readonly Visit[]): Visit[][] {
  const sittings: Visit[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const visit of [...visits].sort((a, b) => a.openedAt - b.openedAt)) {
    if (visit.openedAt - end > pause) sittings.push([])
    sittings.at(-1)!.push(visit)
    end = Math.max(end, visit.changedAt)
  }
  return sittings
}

/** How many different scores their links offered; one chosen on the page was not opened. */
function scoresOf(visits: readonly Visit[]): number {
  return new Set(visits.flatMap(({ offered }) => offered ?? [])).size
}
