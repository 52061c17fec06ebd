import { and, desc, eq, gte, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Selection } from './counts/tally.ts'
import type { Database } from './db.ts'
import type { After } from './responses.ts'
import { responses } from './tables.ts'
import { speaksOf } from './themes/mentions.ts'

/** Which comments to read: of a selection of the responses, within `[from, to)`. */
export interface CommentFilter {
  readonly selection: Selection
  readonly from: number
  readonly to: number
  /** Only with one of these ratings; `null` is any. */
  readonly ratings: readonly number[] | null
  /** Only those that speak of a theme, as an edition found it. */
  readonly theme: { readonly edition: number; readonly name: string } | null
}

/** Counted responses that came with a comment, newest first, at most `limit`, after a place in that order. */
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
          : speaksOf(theme.edition, theme.name, sql`${responses.id}`, sql`${responses.answeredAt}`),
        after
          ? sql`(${responses.answeredAt}, ${responses.id}) < (${after.answeredAt}, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(desc(responses.answeredAt), desc(responses.id))
    .limit(limit)
}

/** Names and values are bound, never put into a JSON path, where their dots and quotes would mean something. */
function has({ property, value }: { property: string; value: string }): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${responses.properties}) p WHERE p.key = ${property} AND
    CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END = ${value})`
}

export type StoredComment = Awaited<ReturnType<typeof listComments>>[number]
