import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { HeldReason } from '../links/visit.ts'
import { inSelection, type Selection } from './counts/tally.ts'
import type { Database } from './db.ts'
import type { After } from './find-responses.ts'
import { type AnswerSelection, allAnswers, type Effect, moderate } from './moderation.ts'
import { responses } from './response-tables.ts'

/** Every answer that is or was held. */
export const heldAnswers: AnswerSelection = { ...allAnswers, everHeld: true }

/** Decisions about held responses; `restore` undoes the others. */
export type HeldAction = 'release' | 'drop' | 'restore'

/** Held responses without a decision, counted by the reason they are held. */
export async function countHeld(database: Database, surveyId: string): Promise<Map<HeldReason, number>> {
  const rows = await database.orm
    .select({ reason: responses.heldReason, count: sql<number>`count(*)` })
    .from(responses)
    .where(and(eq(responses.surveyId, surveyId), isNotNull(responses.heldReason), isNull(responses.ruling)))
    .groupBy(responses.heldReason)
  return new Map(rows.map(({ reason, count }) => [reason!, count]))
}

/** Responses that were held and decided about, by reason and decision. */
export function countDecided(
  database: Database,
  surveyId: string,
): Promise<{ reason: HeldReason; ruling: 'released' | 'dropped'; n: number }[]> {
  return database.orm.all(sql`
    SELECT held_reason AS reason, ruling, count(*) AS n FROM responses
    WHERE survey_id = ${surveyId} AND held_reason IS NOT NULL AND ruling IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`)
}

/** The held responses of a period by reason, the most first: those that a report with this selection leaves out. */
export function heldByReason(
  database: Database,
  selection: Selection,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ reason: HeldReason; count: number }[]> {
  return database.orm.all(sql`
    SELECT r.held_reason AS reason, count(*) AS count FROM responses r
    WHERE ${inSelection(selection, from, to)} AND r.state = 'held' AND r.held_reason IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1`)
}

/** Applies a decision to all of these answers, and returns how many it changed. */
export async function ruleOnHeld(
  database: Database,
  surveyId: string,
  selection: AnswerSelection,
  action: HeldAction,
  now: number,
): Promise<number> {
  let changed = 0
  for (let after: After | null = null; ; ) {
    const effect: Effect = await moderate(database, surveyId, selection, action, {
      now,
      after,
      dryRun: false,
    })
    changed += effect.changed
    after = effect.next
    if (!after) return changed
  }
}
