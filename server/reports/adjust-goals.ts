import { shareToAsk } from '../../shared/goal.ts'
import type { Database } from '../storage/db.ts'
import { dropShares, dueGoals, saveShares } from '../storage/goal-shares.ts'
import { findSurveyById } from '../storage/surveys.ts'
import { timezoneOf } from '../storage/workspaces.ts'
import { calendarIn } from './calendar.ts'
import { countGoal } from './goal-progress.ts'

/** Surveys of one turn. */
const mostAtOnce = 50

/**
 * Finds the share of people to ask today anew, for surveys with a goal where it is of yesterday, or the goal has changed.
 * Returns how many it looked at.
 */
export async function adjustGoals(database: Database, now: number): Promise<number> {
  const due = await dueGoals(database, now, mostAtOnce)
  for (const id of due) await adjustGoal(database, id, now)
  return due.length
}

async function adjustGoal(database: Database, surveyId: string, now: number): Promise<void> {
  const survey = await findSurveyById(database, surveyId)
  if (!survey?.definition.goal) return dropShares(database, surveyId)
  const timezone = await timezoneOf(database, survey.workspaceId)
  const calendar = calendarIn(timezone)
  const today = calendar.startOf('day', now)
  const { shares, pace } = await countGoal(database, survey, survey.definition.goal, { now, timezone })
  const before = shares.filter(([from]) => from < today)
  // While it asks nobody, no day of it says how many answer.
  const days = survey.status === 'live' ? [...before, [today, shareToAsk(pace)] as const] : before
  await saveShares(database, surveyId, days, calendar.endOf('day', now))
}
