import { type SQL, sql } from 'drizzle-orm'
import type { Codebook } from '../../../shared/themes/codebook.ts'
import type { Database } from '../db.ts'

/** The themes of one survey under one codebook, and how far reading its comments has come. */
export interface Edition {
  readonly id: number
  readonly surveyId: string
  readonly hash: string
  readonly basis: string
  readonly state: 'making' | 'served' | 'retired'
  /** Every comment before this time, in milliseconds, has been read; `null` when all were. */
  readonly cursorAt: number | null
  readonly cursorId: string
  readonly done: number
  readonly total: number
}

/** What an edition is to be made with. */
export interface ResolvedCodebook {
  readonly codebook: Codebook
  readonly hash: string
  readonly basis: string
}

const columns = sql.raw(`id, survey_id AS surveyId, hash, basis, state, cursor_at AS cursorAt,
  cursor_id AS cursorId, done, total`)

/** A survey's current editions: at most one served and one being built. */
export function editionsOf(database: Database, surveyId: string): Promise<Edition[]> {
  return database.orm.all<Edition>(
    sql`SELECT ${columns} FROM theme_editions WHERE survey_id = ${surveyId} AND state <> 'retired' ORDER BY id`,
  )
}

/** The edition to show: the one served, else the one being built; `undefined` when there is none. */
export function servedOf(editions: readonly Edition[]): Edition | undefined {
  return editions.find(({ state }) => state === 'served') ?? editions[0]
}

/** The served editions of a workspace, or of one of its surveys; where none is served, the one being built. */
export async function servedEditions(
  database: Database,
  workspaceId: string,
  surveyId: string | null,
): Promise<number[]> {
  const rows = await database.orm.all<{ id: number }>(sql`
    SELECT coalesce(min(iif(e.state = 'served', e.id, NULL)), min(e.id)) AS id
    FROM surveys s CROSS JOIN theme_editions e ON e.survey_id = s.id AND e.state <> 'retired'
    WHERE s.workspace_id = ${workspaceId} AND (${surveyId} IS NULL OR s.id = ${surveyId}) GROUP BY e.survey_id`)
  return rows.map(({ id }) => id)
}

/** Ids of the workspace's surveys that have an edition. */
export async function surveysWithThemes(database: Database, workspaceId: string): Promise<string[]> {
  const rows = await database.orm.all<{ id: string }>(sql`
    SELECT id FROM surveys s WHERE workspace_id = ${workspaceId}
      AND EXISTS (SELECT 1 FROM theme_editions e WHERE e.survey_id = s.id AND e.state <> 'retired')`)
  return rows.map(({ id }) => id)
}

/**
 * SQL condition: rows are coming into the survey by an import. Comments are read when they are all there, or when none
 * came for a minute: each look at what is unread passes everything that came after it.
 */
const isComing = (surveyId: SQL, now: number) => sql`EXISTS (SELECT 1 FROM imports i
  WHERE i.survey_id = ${surveyId} AND i.state = 'open' AND i.changed_at > ${now - 60_000})`

/** Id of a survey with comments but no edition, as from before themes existed; `null` when there is none. */
export async function surveyNeverRead(database: Database, now: number): Promise<string | null> {
  const [row] = await database.orm.all<{ id: string }>(sql`
    SELECT id FROM surveys s WHERE NOT EXISTS (SELECT 1 FROM theme_editions e WHERE e.survey_id = s.id)
      AND EXISTS (SELECT 1 FROM day_counts d WHERE d.survey_id = s.id AND d.commented > 0)
      AND NOT ${isComing(sql`s.id`, now)} LIMIT 1`)
  return row?.id ?? null
}

/** The next edition with work to do: comments to read come before retired rows to delete; `null` when there is none. */
export async function unfinishedEdition(database: Database, now: number): Promise<Edition | null> {
  const [edition] = await database.orm.all<Edition>(sql`
    SELECT ${columns} FROM theme_editions WHERE state = 'retired'
      OR (cursor_at IS NOT NULL AND NOT ${isComing(sql`survey_id`, now)})
    ORDER BY state = 'retired', id LIMIT 1`)
  return edition ?? null
}

/** The codebook of an edition, by its hash. */
export async function codebookOfHash(database: Database, hash: string): Promise<Codebook> {
  const [row] = await database.orm.all<{ codebook: string }>(
    sql`SELECT codebook FROM codebook_texts WHERE hash = ${hash}`,
  )
  return JSON.parse(row!.codebook)
}

/** Before any time. Not bound, because the driver binds numbers as floats. */
const beginning = sql.raw(String(Number.MIN_SAFE_INTEGER))

/**
 * Begins a new edition of a survey's themes, unless there is one of the same basis. Another edition being built
 * is retired; the served one stays until the new one is complete. Without any comments or choices, the new
 * edition is served at once.
 */
export async function beginEdition(
  database: Database,
  surveyId: string,
  { codebook, hash, basis }: ResolvedCodebook,
  now: number,
): Promise<void> {
  await database.write([
    sql`INSERT INTO codebook_texts (hash, codebook) VALUES (${hash}, ${JSON.stringify(codebook)}) ON CONFLICT DO NOTHING`,
    sql`UPDATE theme_editions SET state = 'retired' WHERE survey_id = ${surveyId} AND state = 'making' AND basis <> ${basis}`,
    sql`INSERT INTO theme_editions (survey_id, hash, basis, state, cursor_at, total, created_at)
      SELECT ${surveyId}, ${hash}, ${basis}, iif(is_empty, 'served', 'making'), iif(is_empty, NULL, ${beginning}),
        (SELECT coalesce(sum(commented), 0) FROM day_counts WHERE survey_id = ${surveyId}), ${now}
      FROM (SELECT NOT EXISTS (SELECT 1 FROM theme_editions WHERE survey_id = ${surveyId} AND state = 'served')
        AND NOT EXISTS (SELECT 1 FROM responses WHERE survey_id = ${surveyId}
          AND (comment IS NOT NULL OR choices IS NOT NULL)) AS is_empty)
      WHERE NOT EXISTS (
        SELECT 1 FROM theme_editions WHERE survey_id = ${surveyId} AND basis = ${basis} AND state <> 'retired')`,
  ])
}

const unread = sql.raw(`EXISTS (
    SELECT 1 FROM responses r WHERE r.survey_id = theme_editions.survey_id AND r.answered_at >= theme_editions.cursor_at
      AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM themed m WHERE m.edition = theme_editions.id AND m.id = r.id))`)

/** Serves an edition if all comments were read for it, and retires the one it replaces. */
export async function finishEdition(database: Database, { id, surveyId }: Edition): Promise<void> {
  await database.write([
    sql`UPDATE theme_editions SET state = 'served', cursor_at = NULL, cursor_id = ''
      WHERE id = ${id} AND state <> 'retired' AND NOT ${unread}`,
    sql`UPDATE theme_editions SET state = 'retired', cursor_at = NULL
      WHERE survey_id = ${surveyId} AND state = 'served' AND id <> ${id}
        AND EXISTS (SELECT 1 FROM theme_editions WHERE id = ${id} AND state = 'served')`,
    // Anything unread was answered in the same millisecond as the last comment read.
    sql`UPDATE theme_editions SET cursor_id = '' WHERE id = ${id}`,
  ])
}

/** Rows of a retired edition deleted in one transaction. */
const batchSize = 2000

/** Deletes some rows of a retired edition, and the edition itself when none are left. */
export async function clearRetired(database: Database, { id }: Edition): Promise<void> {
  const part = (table: string, key: string) =>
    sql.raw(`DELETE FROM ${table} WHERE edition = ${id} AND (${key}) IN (
      SELECT ${key} FROM ${table} WHERE edition = ${id} LIMIT ${batchSize})`)
  await database.write([
    part('themed', 'id'),
    part('theme_mentions', 'theme, answered_at, id'),
    part('theme_counts', 'property, value, kind, day, channel, state, about'),
    sql`DELETE FROM theme_editions WHERE id = ${id} AND state = 'retired'
      AND NOT EXISTS (SELECT 1 FROM themed WHERE edition = ${id})
      AND NOT EXISTS (SELECT 1 FROM theme_mentions WHERE edition = ${id})
      AND NOT EXISTS (SELECT 1 FROM theme_counts WHERE edition = ${id})`,
    sql`DELETE FROM codebook_texts WHERE hash NOT IN (SELECT hash FROM theme_editions)`,
  ])
}
