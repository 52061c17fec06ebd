import { type SQL, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db.ts'
import type { AnswerPlace } from './follow-ups.ts'

/** An answer at the number of its last change. */
export interface AnswerChange extends AnswerPlace {
  readonly number: number
  readonly isErased: 0 | 1
}

/** Changes in the order they were committed. */
export interface ChangesPage {
  readonly changes: readonly AnswerChange[]
  /** The number to go on after. */
  readonly end: number
  readonly hasMore: boolean
}

/** Changes looked at for those of one survey. */
const mostLookedAt = 20_000

/**
 * A workspace's changes after a number, or one of its survey's, at most `limit`. A survey's page may have fewer, even
 * none, and more behind it: what is looked at is bounded. `null` when no such number was given yet.
 */
export async function changesAfter(
  database: Database,
  workspaceId: string,
  { after, surveyId }: { readonly after: number; readonly surveyId: string | null },
  limit: number,
): Promise<ChangesPage | null> {
  const own = sql`workspace_id = ${workspaceId}`
  const [row] = await database.orm.all<{ last: number | null; end: number | null }>(sql`
    SELECT (SELECT max(number) FROM answer_changes WHERE ${own}) AS last,
      (SELECT max(number) FROM (SELECT number FROM answer_changes WHERE ${own} AND number > ${after}
        ORDER BY number LIMIT ${surveyId === null ? limit : mostLookedAt})) AS end`)
  const { last, end } = row!
  if (after > (last ?? 0)) return null
  if (end === null) return { changes: [], end: after, hasMore: false }
  // What changes meanwhile moves behind `end`: nothing comes between the two.
  const found = await database.orm.all<AnswerChange>(sql`
    SELECT number, survey_id AS surveyId, id, erased_at IS NOT NULL AS isErased FROM answer_changes
    WHERE ${own} AND number > ${after} AND number <= ${end} ${surveyId === null ? sql`` : sql`AND survey_id = ${surveyId}`}
    ORDER BY number LIMIT ${limit + 1}`)
  const changes = found.slice(0, limit)
  const reached = found.length > limit ? changes.at(-1)!.number : end
  return { changes, end: reached, hasMore: reached < last! }
}

/** What a workspace's answers are now: `last` is another number as soon as one of them changed. */
export interface StateOfAnswers {
  readonly epoch: string
  readonly last: number
  /** Another text as soon as an answer was erased, in any workspace; `null` when none was lately. */
  readonly erased: string | null
}

export async function stateOfAnswers({ orm }: Database, workspaceId: string): Promise<StateOfAnswers> {
  const [row] = await orm.all<StateOfAnswers>(sql`SELECT epoch,
    (SELECT coalesce(max(number), 0) FROM answer_changes WHERE workspace_id = ${workspaceId}) AS last,
    (SELECT erased_at || ' ' || count(*) FROM answer_changes WHERE erased_at IS NOT NULL
      GROUP BY erased_at ORDER BY erased_at DESC LIMIT 1) AS erased FROM change_epoch`)
  if (!row) throw new Error('a migrated database has an epoch')
  return row
}

/** Whose numbers a database has. */
export async function changeEpochOf({ orm }: Database): Promise<string> {
  const [row] = await orm.all<{ epoch: string }>(sql`SELECT epoch FROM change_epoch`)
  if (!row) throw new Error('a migrated database has an epoch')
  return row.epoch
}

/** SQL expression: the next number of an answer's workspace. */
const nextNumber =
  '(SELECT max(c.number) + 1 FROM answer_changes c WHERE c.workspace_id = answer_changes.workspace_id)'

/**
 * The statement that says of an answer that it changed, when its row in `responses` did not: its tags or themes are
 * kept elsewhere.
 */
export function answerChanged({ surveyId, id }: AnswerPlace): SQL {
  return sql`UPDATE answer_changes SET number = ${sql.raw(nextNumber)} WHERE survey_id = ${surveyId} AND id = ${id}`
}

/**
 * The same of the answers whose themes were just stored for an edition and not counted yet, but for those that the
 * served edition says the same of.
 */
export function themesChanged(edition: number, surveyId: string): Statement {
  return {
    sql: `UPDATE answer_changes SET number = ${nextNumber} WHERE survey_id = ?2 AND id IN (
      SELECT m.id FROM themed m WHERE m.edition = ?1 AND m.tallied = 2 AND NOT EXISTS (
        SELECT 1 FROM theme_editions e CROSS JOIN themed o ON o.edition = e.id AND o.id = m.id
        WHERE e.survey_id = ?2 AND e.state = 'served' AND e.id <> ?1 AND o.facts = m.facts))`,
    args: [edition, surveyId],
  }
}

/** The editions of themes that changes are told by: what a newer one says of an answer stands before the older. */
export async function editionsTold(database: Database, surveyIds: readonly string[]): Promise<number[]> {
  const rows = await database.orm.all<{ id: number }>(sql`
    SELECT e.id FROM json_each(${JSON.stringify(surveyIds)}) j
    CROSS JOIN theme_editions e ON e.survey_id = j.value AND e.state <> 'retired'`)
  return rows.map(({ id }) => id)
}

/** Rows carried over in one transaction. */
const rowsAtATime = 1000

/**
 * Lets a restored database go on with the numbers of the one it replaces: what was changed since the backup is told
 * again as it is now. Where the older database cannot say what that was (`null`), whoever follows is told to begin anew.
 */
export async function carryOver(replaced: Database | null, restored: Database): Promise<void> {
  if (!replaced || (await changeEpochOf(replaced)) !== (await changeEpochOf(restored))) {
    await restored.write([sql`UPDATE change_epoch SET epoch = lower(hex(randomblob(8)))`])
    return
  }
  const lastOf = (database: Database) =>
    database.orm.all<{ id: string; last: number }>(
      sql`SELECT workspace_id AS id, max(number) AS last FROM answer_changes GROUP BY 1`,
    )
  const known = new Map((await lastOf(restored)).map(({ id, last }) => [id, last]))
  for (const { id, last } of await lastOf(replaced)) {
    for (let after = known.get(id) ?? 0, next = last; after < last; ) {
      const rows = await replaced.orm.all<{ number: number; surveyId: string; id: string }>(sql`
        SELECT number, survey_id AS surveyId, id FROM answer_changes
        WHERE workspace_id = ${id} AND number > ${after} ORDER BY number LIMIT ${rowsAtATime}`)
      await restored.write([takeOver(id, rows, next)])
      after = rows.at(-1)!.number
      next += rows.length
    }
  }
}

/** What these answers are in the restored database, at the numbers after `last`. */
function takeOver(workspaceId: string, rows: readonly AnswerPlace[], last: number): SQL {
  const places = JSON.stringify(rows.map(({ surveyId, id }) => [surveyId, id]))
  return sql`
    INSERT INTO answer_changes (workspace_id, number, survey_id, id, erased_at)
    SELECT ${workspaceId}, ${last} + 1 + j.key, j.value ->> 0, j.value ->> 1,
      iif(EXISTS (SELECT 1 FROM responses r WHERE r.survey_id = j.value ->> 0 AND r.id = j.value ->> 1),
        NULL, unixepoch() * 1000)
    FROM json_each(${places}) j WHERE true
    ON CONFLICT (survey_id, id) DO UPDATE SET number = excluded.number, erased_at = excluded.erased_at`
}
