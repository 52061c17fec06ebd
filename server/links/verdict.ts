import { millisecondsADay as day } from '../../shared/day.ts'
import type { AnswerDetails, HeldReason, Visit, VisitReason } from './visit.ts'

/** Visits with a gap of at most this many milliseconds belong to one session. */
const maxGap = 60_000
/** This many different scores in one session mean a scanner; a person who misclicks opens two. */
const scannerScores = 4
/** With two buttons, both opened within this many milliseconds mean a scanner: a person needs longer to go back to the mail. */
const pairWindow = 20_000

/** The answer that all visits to a response add up to. */
export interface Answer {
  readonly rating: number
  readonly said: AnswerDetails
  /** Why it is held; `null` when it came from a person. */
  readonly heldReason: HeldReason | null
  readonly answeredAt: number
}

/**
 * The answer that all visits through the links of one invitation add up to: the last rating of a person,
 * merged with details from their earlier visits; without a person, the last rating of a possible machine,
 * held. `null` before a score was chosen. Judged again at every visit, because the first visit of a mail
 * scanner looks like a person's until it opens the next score.
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

/** The reason to hold each suspicious visit, by the strongest evidence; visits of a person are not in the map. */
function reasonsToHold(visits: readonly Visit[], buttons: number): Map<Visit, VisitReason> {
  const sessions = sessionsOf(visits)
  // A scanner that stays long on each page makes one session per visit. Its signs on all of them expose it.
  const singleVisits = sessions.filter(([visit, ...more]) => visit?.sign && more.length === 0).flat()
  const reasons = new Map<Visit, VisitReason>()
  for (const session of sessions) {
    for (const visit of session) {
      const sameDay = singleVisits.includes(visit)
        ? singleVisits.filter((other) => isNear(visit, other, day))
        : []
      const reason =
        visit.mark ??
        reasonIn(session, visit, buttons) ??
        reasonIn(sameDay, visit, buttons) ??
        (visit.sign ? null : 'no-sign')
      if (reason) reasons.set(visit, reason)
    }
  }
  return reasons
}

/** The reason to hold a visit that shows in the visits of the same session or day; `null` for none. */
function reasonIn(together: readonly Visit[], visit: Visit, buttons: number): VisitReason | null {
  if (together.some(({ mark }) => mark === 'decoy')) return 'decoy'
  const isPair = buttons === 2
  const opened = scoresOf(isPair ? together.filter((other) => isNear(visit, other, pairWindow)) : together)
  if (opened === buttons) return 'all-scores'
  return opened >= scannerScores ? 'several-scores' : null
}

function isNear(visit: Visit, other: Visit, span: number): boolean {
  return Math.abs(visit.openedAt - other.openedAt) < span
}

/** The visits by opening time, split into sessions at longer gaps. */
function sessionsOf(visits: readonly Visit[]): Visit[][] {
  const sessions: Visit[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const visit of [...visits].sort((a, b) => a.openedAt - b.openedAt)) {
    if (visit.openedAt - end > maxGap) sessions.push([])
    sessions.at(-1)!.push(visit)
    end = Math.max(end, visit.changedAt)
  }
  return sessions
}

/** The number of different scores in the opened links. A score chosen on the page does not count. */
function scoresOf(visits: readonly Visit[]): number {
  return new Set(visits.flatMap(({ offered }) => offered ?? [])).size
}
