import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { earlierKeys, emailKey } from './email-key.ts'
import type { Span } from './find-responses.ts'
import { suppressed } from './mail-tables.ts'
import { emailName } from './tombstones.ts'

export interface Suppression {
  readonly workspaceId: string
  readonly email: string
  readonly reason: (typeof suppressed.$inferSelect)['reason']
  readonly createdAt: number
}

/** A suppression as it is kept: `email` only while a campaign has somebody of this address. */
export interface KeptSuppression extends Omit<Suppression, 'email'> {
  readonly mark: string
  readonly email: string | null
}

/** SQL expression: the address of the suppression `s`, while a campaign has somebody of it. */
const emailOf = sql`(SELECT r.email FROM recipients r WHERE r.workspace_id = s.workspace_id AND r.mark = s.mark LIMIT 1)`

/** A workspace's suppressions in the order of their marks, at most `limit`, after a mark. */
export function listSuppressions(
  database: Database,
  workspaceId: string,
  after: string,
  limit: number,
): Promise<KeptSuppression[]> {
  return database.orm.all<KeptSuppression>(sql`
    SELECT s.workspace_id AS workspaceId, s.mark, s.reason, s.created_at AS createdAt, ${emailOf} AS email
    FROM suppressed s WHERE s.workspace_id = ${workspaceId} AND s.mark > ${after} ORDER BY s.mark LIMIT ${limit}`)
}

/** A workspace's suppressions for some reasons, oldest first. */
export function suppressionsInOrder(
  database: Database,
  workspaceId: string,
  {
    reasons,
    from,
    to,
    limit,
    offset,
  }: Span & {
    readonly reasons: readonly Suppression['reason'][]
    readonly limit: number
    readonly offset: number
  },
): Promise<KeptSuppression[]> {
  return database.orm.all<KeptSuppression>(sql`
    SELECT s.workspace_id AS workspaceId, s.mark, s.reason, s.created_at AS createdAt, ${emailOf} AS email
    FROM suppressed s WHERE s.workspace_id = ${workspaceId}
      AND s.reason IN (SELECT value FROM json_each(${JSON.stringify(reasons)}))
      AND s.created_at >= ${from ?? 0} AND s.created_at < ${to ?? Number.MAX_SAFE_INTEGER}
    ORDER BY s.created_at, s.mark LIMIT ${limit} OFFSET ${offset}`)
}

/** The suppression of an address, or `null`. */
export async function findSuppression(
  database: Database,
  workspaceId: string,
  email: string,
): Promise<Suppression | null> {
  const [row] = await database.orm
    .select()
    .from(suppressed)
    .where(
      and(
        eq(suppressed.workspaceId, workspaceId),
        inArray(suppressed.mark, await marksOfAddress(database, email)),
      ),
    )
    .limit(1)
  return row ? { ...row, email: emailKey(email) } : null
}

/** The marks by which an address may be suppressed: of its key, and of those it may have had in earlier versions. */
export async function marksOfAddress(database: Database, email: string): Promise<string[]> {
  return database.mark([emailName(email), ...earlierKeys(email).map((key) => `email ${key}`)])
}

/** Suppresses addresses; one that is suppressed already keeps its first reason. */
export async function addSuppressions(database: Database, added: readonly Suppression[]): Promise<void> {
  const marks = await database.mark(added.map(({ email }) => emailName(email)))
  await database.write(
    added.map(({ workspaceId, reason, createdAt }, place) =>
      database.orm
        .insert(suppressed)
        .values({ workspaceId, reason, createdAt, mark: marks[place]! })
        .onConflictDoNothing(),
    ),
  )
}

/** Suppresses an address of which only its mark is known. */
export async function suppressMark(database: Database, given: Omit<KeptSuppression, 'email'>): Promise<void> {
  await database.write([database.orm.insert(suppressed).values(given).onConflictDoNothing()])
}

/** Lifts a suppression; returns whether there was one. */
export async function removeSuppression(database: Database, workspaceId: string, email: string) {
  const marks = JSON.stringify(await marksOfAddress(database, email))
  const keys = JSON.stringify([emailKey(email), ...earlierKeys(email)])
  const [removed, before] = await database.write([
    sql`DELETE FROM suppressed WHERE workspace_id = ${workspaceId} AND mark IN (SELECT value FROM json_each(${marks})) RETURNING mark`,
    sql`DELETE FROM suppressions WHERE workspace_id = ${workspaceId} AND email IN (SELECT value FROM json_each(${keys})) RETURNING email`,
  ])
  return removed!.rows.length + before!.rows.length > 0
}

/** Rows hashed in one transaction. */
const rowsAtATime = 500

/**
 * Moves suppressions of earlier versions from their addresses to marks, and marks recipients that have none yet:
 * nothing to do on a database that has done so. Resumable; returns when nothing is left.
 */
export async function hashAddresses(database: Database): Promise<void> {
  const old = sql`SELECT workspace_id AS place, email FROM suppressions LIMIT ${rowsAtATime}`
  await inParts(database, old, (rows) => [
    sql`INSERT INTO suppressed (workspace_id, mark, reason, created_at)
      SELECT s.workspace_id, j.value ->> 2, s.reason, s.created_at FROM json_each(${rows}) j
      JOIN suppressions s ON s.workspace_id = j.value ->> 0 AND s.email = j.value ->> 1 WHERE true
      ON CONFLICT DO NOTHING`,
    sql`DELETE FROM suppressions WHERE (workspace_id, email) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${rows}))`,
  ])
  const unmarked = sql`SELECT campaign_id AS place, email FROM recipients WHERE mark IS NULL LIMIT ${rowsAtATime}`
  await inParts(database, unmarked, (rows) => [
    sql`UPDATE recipients SET mark = j.value ->> 2 FROM json_each(${rows}) j
      WHERE campaign_id = j.value ->> 0 AND email = j.value ->> 1`,
  ])
}

async function inParts(database: Database, part: SQL, change: (rows: string) => SQL[]): Promise<void> {
  for (;;) {
    const rows = await database.orm.all<{ place: string; email: string }>(part)
    if (rows.length === 0) return
    const marks = await database.mark(rows.map(({ email }) => emailName(email)))
    await database.write(
      change(JSON.stringify(rows.map(({ place, email }, at) => [place, email, marks[at]]))),
    )
    if (rows.length < rowsAtATime) return
  }
}
