import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { HeldReason } from '../links/visit.ts'
import type { Database } from './db.ts'
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

/**
 * Applies a decision and returns how many responses it changed. Triggers update the counts, and so the scores,
 * in the same transaction. The reason a response was held stays stored.
 */
export async function ruleOnHeld(
  database: Database,
  selection: HeldSelection,
  action: HeldAction,
  now: number,
): Promise<number> {
  const ruling = { release: 'released', drop: 'dropped', restore: null } as const
  const changes = ruling[action]
    ? or(isNull(responses.ruling), ne(responses.ruling, ruling[action]))
    : isNotNull(responses.ruling)
  const [written] = await database.write([
    database.orm
      .update(responses)
      .set({ state: action === 'release' ? 'counted' : 'held', ruling: ruling[action], updatedAt: now })
      .where(and(fitting(selection), changes)),
  ])
  return written!.rowsAffected
}
