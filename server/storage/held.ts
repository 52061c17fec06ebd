import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { HeldReason } from '../links/visit.ts'
import { propertyText, type Selection } from './counts/tally.ts'
import type { Database } from './db.ts'
import { allAnswers, type Effect, moderate } from './moderation.ts'
import type { After, Span } from './responses.ts'
import { responses } from './tables.ts'

/** Filters a survey's held responses, which looked automated. */
export interface HeldSelection extends Span {
  readonly surveyId: string
  readonly reason: HeldReason | null
  readonly ids: readonly string[] | null
}

/** Decisions about held responses; `restore` undoes the others. */
export type HeldAction = 'release' | 'drop' | 'restore'

function fitting({ surveyId, reason, ids, from, to }: HeldSelection): SQL | undefined {
  return and(
    eq(responses.surveyId, surveyId),
    isNotNull(responses.heldReason),
    reason ? eq(responses.heldReason, reason) : undefined,
    ids ? inArray(responses.id, [...ids]) : undefined,
    from === null ? undefined : gte(responses.answeredAt, from),
    to === null ? undefined : lt(responses.answeredAt, to),
  )
}

/** Held responses, newest first, at most `limit`, after a cursor. */
export function listHeld(
  database: Database,
  selection: HeldSelection,
  ruling: 'released' | 'dropped' | null,
  after: After | null,
  limit: number,
) {
  const ruled = ruling ? eq(responses.ruling, ruling) : isNull(responses.ruling)
  const place = after && sql`(${responses.answeredAt}, ${responses.id}) < (${after.answeredAt}, ${after.id})`
  return database.orm
    .select()
    .from(responses)
    .where(and(fitting(selection), ruled, place ?? undefined))
    .orderBy(desc(responses.answeredAt), desc(responses.id))
    .limit(limit)
}

/** Held responses without a decision, counted by the reason they are held. */
export async function countHeld(database: Database, surveyId: string): Promise<Map<HeldReason, number>> {
  const rows = await database.orm
    .select({ reason: responses.heldReason, count: sql<number>`count(*)` })
    .from(responses)
    .where(and(eq(responses.surveyId, surveyId), isNotNull(responses.heldReason), isNull(responses.ruling)))
    .groupBy(responses.heldReason)
  return new Map(rows.map(({ reason, count }) => [reason!, count]))
}

/** The held responses of a period by reason, the most first: those that a report with this selection leaves out. */
export function heldByReason(
  database: Database,
  { surveyId, channel, segment, verified }: Selection,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<{ reason: HeldReason; count: number }[]> {
  return database.orm.all(sql`
    SELECT r.held_reason AS reason, count(*) AS count FROM responses r
    WHERE r.survey_id = ${surveyId} AND r.state = 'held' AND r.held_reason IS NOT NULL
      AND r.answered_at >= ${from} AND r.answered_at < ${to}
      ${channel ? sql`AND r.channel = ${channel}` : sql``}
      ${verified === undefined ? sql`` : sql`AND r.respondent_verified = ${verified ? 1 : 0}`}
      ${
        segment
          ? sql`AND EXISTS (SELECT 1 FROM json_each(r.properties) s WHERE s.key = ${segment.property}
              AND ${propertyText('s')} = ${segment.value})`
          : sql``
      }
    GROUP BY 1 ORDER BY 2 DESC, 1`)
}

/** Applies a decision to all held responses that fit, and returns how many it changed. */
export async function ruleOnHeld(
  database: Database,
  { surveyId, ...selection }: HeldSelection,
  action: HeldAction,
  now: number,
): Promise<number> {
  const chosen = { ...allAnswers, ...selection, everHeld: true }
  let changed = 0
  for (let after: After | null = null; ; ) {
    const effect: Effect = await moderate(database, surveyId, chosen, action, { now, after, dryRun: false })
    changed += effect.changed
    after = effect.next
    if (!after) return changed
  }
}
