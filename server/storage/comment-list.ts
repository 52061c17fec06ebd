import { and, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { inSelection, type Selection } from './counts/tally.ts'
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

const asR = alias(responses, 'r')

/** Counted responses with a comment, newest first, at most `limit`, after a cursor. */
export function listComments(
  database: Database,
  { selection, from, to, ratings, theme }: CommentFilter,
  after: After | null,
  limit: number,
) {
  return (
    database.orm
      .select({
        id: asR.id,
        rating: asR.rating,
        comment: sql<string>`${asR.comment}`,
        properties: asR.properties,
        channel: asR.channel,
        language: asR.language,
        answeredAt: asR.answeredAt,
      })
      .from(asR)
      .where(
        and(
          inSelection(selection, from, to),
          eq(asR.state, 'counted'),
          isNotNull(asR.comment),
          ratings === null ? undefined : inArray(asR.rating, [...ratings]),
          theme === null
            ? undefined
            : mentions(theme.edition, theme.name, sql`${asR.id}`, sql`${asR.answeredAt}`),
          after ? sql`(${asR.answeredAt}, +${asR.id}) < (${after.answeredAt}, ${after.id})` : undefined,
        ),
      )
      // The plus keeps SQLite from the index of all responses: it takes that of those with a comment.
      .orderBy(desc(asR.answeredAt), sql`+${asR.id} DESC`)
      .limit(limit)
  )
}

export type StoredComment = Awaited<ReturnType<typeof listComments>>[number]
