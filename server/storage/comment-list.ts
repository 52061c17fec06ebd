import { and, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Selection } from './counts/tally.ts'
import type { Database } from './db.ts'
import type { After } from './find-responses.ts'
import { responses } from './response-tables.ts'
import { mentions } from './themes/mentions.ts'

/** Filters comments by response selection and time, `[from, to)` in milliseconds. */
export interface CommentFilter {
  readonly selection: Selection
  readonly from: number
  readonly to: number
  /** Only with one of these ratings; `null` is any. */
  readonly ratings: readonly number[] | null
  /** Only comments that mention a theme, as found under an edition. */
  readonly theme: { readonly edition: number; readonly name: string } | null
}

/** Counted responses with a comment, newest first, at most `limit`, after a cursor. */
export function listComments(
  database: Database,
  { selection, from, to, ratings, theme }: CommentFilter,
  after: After | null,
  limit: number,
) {
  return database.orm
    .select({
      id: responses.id,
      rating: responses.rating,
      comment: sql<string>`${responses.comment}`,
      properties: responses.properties,
      channel: responses.channel,
      language: responses.language,
      answeredAt: responses.answeredAt,
    })
    .from(responses)
    .where(
      and(
        eq(responses.surveyId, selection.surveyId),
        eq(responses.state, 'counted'),
        isNotNull(responses.comment),
        gte(responses.answeredAt, from),
        lt(responses.answeredAt, to),
        ratings === null ? undefined : inArray(responses.rating, [...ratings]),
        selection.channel === null ? undefined : eq(responses.channel, selection.channel),
        selection.segment === null ? undefined : has(selection.segment),
        theme === null
          ? undefined
          : mentions(theme.edition, theme.name, sql`${responses.id}`, sql`${responses.answeredAt}`),
        after
          ? sql`(${responses.answeredAt}, ${responses.id}) < (${after.answeredAt}, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(responses.answeredAt), desc(responses.id))
    .limit(limit)
}

/** Property names are compared as values: in a JSON path, their dots and quotes would be syntax. */
function has({ property, value }: { property: string; value: string }): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${responses.properties}) p WHERE p.key = ${property} AND
    CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END = ${value})`
}

export type StoredComment = Awaited<ReturnType<typeof listComments>>[number]
