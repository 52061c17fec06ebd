import { anyUnindexed } from './answers/index-answers.ts'
import { hasFinished, nextDueAt } from './campaign-queue.ts'
import type { Database } from './db.ts'
import { hasDueGoal } from './goal-shares.ts'
import { hasOld } from './retention.ts'
import { surveyNeverRead, unfinishedEdition } from './themes/editions.ts'

/** What a database has to do in the background. */
export interface DueWork {
  /** Something to send before the time asked for, or a campaign that has come to its end. */
  readonly mail: boolean
  /** Something to forget, to index, or to find themes in, or a goal whose share of people is of yesterday. */
  readonly upkeep: boolean
}

/** What there is to do in a database. Asked of one that gathers its reads it is one call. */
export async function dueWork(database: Database, now: number, until: number): Promise<DueWork> {
  const [mailAt, isFinished, isOld, isUnindexed, edition, neverRead, isGoalDue] = await Promise.all([
    nextDueAt(database),
    hasFinished(database),
    hasOld(database, now),
    anyUnindexed(database),
    unfinishedEdition(database, now),
    surveyNeverRead(database, now),
    hasDueGoal(database, now),
  ])
  return {
    mail: isFinished || (mailAt !== null && mailAt < until),
    upkeep: isOld || isUnindexed || edition !== null || neverRead !== null || isGoalDue,
  }
}
