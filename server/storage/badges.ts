import { and, eq, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import type { After } from './find-responses.ts'
import { badges } from './survey-tables.ts'

export type BadgeRecord = typeof badges.$inferSelect

/** Adds a badge; changes nothing when its id is taken. */
export async function insertBadge(database: Database, badge: BadgeRecord): Promise<void> {
  await database.write([database.orm.insert(badges).values(badge).onConflictDoNothing()])
}

/** A survey's badges, oldest first, at most `limit`, after a place in their order. */
export function listBadges(
  database: Database,
  surveyId: string,
  after: After | null,
  limit: number,
): Promise<BadgeRecord[]> {
  const place = after && sql`(${badges.createdAt}, ${badges.id}) > (${after.answeredAt}, ${after.id})`
  return database.orm
    .select()
    .from(badges)
    .where(and(eq(badges.surveyId, surveyId), place ?? undefined))
    .orderBy(badges.createdAt, badges.id)
    .limit(limit)
}

/** A badge of a survey by its id, or `null`. */
export async function findBadge(
  database: Database,
  surveyId: string,
  id: string,
): Promise<BadgeRecord | null> {
  const [row] = await database.orm
    .select()
    .from(badges)
    .where(and(eq(badges.surveyId, surveyId), eq(badges.id, id)))
  return row ?? null
}

/** The badge of a token, or `null`. */
export async function badgeOfToken(database: Database, token: string): Promise<BadgeRecord | null> {
  const [row] = await database.orm.select().from(badges).where(eq(badges.token, token))
  return row ?? null
}

/** Deletes a badge of a survey; returns whether there was one. */
export async function deleteBadge(database: Database, surveyId: string, id: string): Promise<boolean> {
  const [deleted] = await database.write([
    database.orm
      .delete(badges)
      .where(and(eq(badges.surveyId, surveyId), eq(badges.id, id)))
      .returning({ id: badges.id }),
  ])
  return deleted!.rows.length > 0
}
