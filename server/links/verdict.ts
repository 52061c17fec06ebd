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
  const people = rated.filter((visit) => reasonToHold(visit, visits, buttons) === null)
  const latest = people.at(-1)
  if (!latest) {
    const heldReason = reasonToHold(last, visits, buttons)
    return { rating: last.rating!, said: last.said ?? {}, heldReason, answeredAt: last.openedAt }
  }
  return {
    rating: latest.rating!,
    said: Object.assign({}, ...people.map(({ said }) => said)),
    heldReason: null,
    answeredAt: Math.min(...people.map(({ signedAt }) => signedAt!)),
  }
}

/** Why a visit is not taken for a person's, the surest reason first; `null` when it is. */
export function reasonToHold(visit: Visit, visits: readonly Visit[], buttons: number): HeldReason | null {
  if (visit.mark) return visit.mark
  const sitting = sittingOf(visit, visits)
  const near = (span: number) => visits.filter((each) => Math.abs(each.openedAt - visit.openedAt) <= span)
  const signedLately = near(day).filter(({ sign }) => sign)
  for (const together of [sitting, signedLately]) {
    if (together.some(({ mark }) => mark === 'decoy')) return 'decoy'
    const opened = scoresOf(buttons === 2 ? near(tooClose) : together)
    if (opened === buttons) return 'all-scores'
    if (opened >= tooMany) return 'several-scores'
  }
  return visit.sign ? null : 'no-sign'
}

/** The visits that follow each other without a longer pause, with this one among them. */
function sittingOf(visit: Visit, visits: readonly Visit[]): Visit[] {
  const inOrder = [...visits].sort((a, b) => a.openedAt - b.openedAt)
  let sitting: Visit[] = []
  let end = Number.NEGATIVE_INFINITY
  for (const each of inOrder) {
    if (each.openedAt - end > pause) {
      if (sitting.includes(visit)) return sitting
      sitting = []
    }
    sitting.push(each)
    end = Math.max(end, each.changedAt)
  }
  return sitting
}

/** How many different scores their links offered; one chosen on the page was not opened. */
function scoresOf(visits: readonly Visit[]): number {
  return new Set(visits.flatMap(({ offered }) => offered ?? [])).size
}
