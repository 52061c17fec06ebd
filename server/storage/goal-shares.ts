import { eq, lte, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { goalShares, surveys } from './survey-tables.ts'

/** The share of people asked from a time on, which is the beginning of a day. */
export type ShareOfDay = readonly [from: number, share: number]

/** Days that are kept: two quarters, to compare one with the one before, and a year to look back at. */
const mostDays = 400

/** The share of the last day a survey's was found for; `null` when none was yet. */
export const newestShare = sql<number | null>`(SELECT ${goalShares.shares} ->> '$[#-1][1]' FROM ${goalShares}
  WHERE ${goalShares.surveyId} = ${surveys.id})`

/** Whether the share of any survey is to be found anew. */
export async function hasDueGoal(database: Database, now: number): Promise<boolean> {
  return (await dueGoals(database, now, 1)).length > 0
}

/** Ids of surveys whose share is to be found anew. */
export async function dueGoals(database: Database, now: number, limit: number): Promise<string[]> {
  const rows = await database.orm
    .select({ id: goalShares.surveyId })
    .from(goalShares)
    .where(lte(goalShares.adjustAt, now))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** The shares of a survey's days, oldest first; of some days there is none. */
export async function sharesOf(database: Database, surveyId: string): Promise<readonly ShareOfDay[]> {
  const [row] = await database.orm
    .select({ shares: goalShares.shares })
    .from(goalShares)
    .where(eq(goalShares.surveyId, surveyId))
  return row?.shares ?? []
}

/** Stores the shares of a survey's days, and when the next is to be found. */
export async function saveShares(
  database: Database,
  surveyId: string,
  shares: readonly ShareOfDay[],
  adjustAt: number,
): Promise<void> {
  const kept = shares.slice(-mostDays).map(([from, share]): [number, number] => [from, share])
  await database.write([
    database.orm.update(goalShares).set({ shares: kept, adjustAt }).where(eq(goalShares.surveyId, surveyId)),
  ])
}

/** Forgets the shares of a survey that has no goal any more. */
export async function dropShares(database: Database, surveyId: string): Promise<void> {
  await database.write([database.orm.delete(goalShares).where(eq(goalShares.surveyId, surveyId))])
}
