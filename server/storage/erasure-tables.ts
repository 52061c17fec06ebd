import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The one key that `tombstones` and `suppressed` name people by. Made with the table, and never changed. */
export const personKey = sqliteTable('person_key', { key: text('key').primaryKey().notNull() })

/**
 * What was erased lately, and is not taken in again: people by a keyed hash of their id or email, answers by
 * survey and id. See `tombstones.ts`.
 */
export const tombstones = sqliteTable(
  'tombstones',
  {
    workspaceId: text('workspace_id').notNull(),
    name: text('name').notNull(),
    /** Whether the name itself was to be erased, or is known to be the same person's. */
    how: text('how').$type<'asked' | 'linked'>().notNull(),
    erasedAt: integer('erased_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.name] }),
    index('tombstones_by_time').on(table.erasedAt),
  ],
)

/**
 * The oldest thing a survey may still hold, by what retention takes away: `answers` with views, visits and
 * recipients, or `comments`. Nothing is older; triggers keep it so, and each turn of retention moves it on.
 */
export const oldest = sqliteTable(
  'oldest',
  {
    surveyId: text('survey_id').notNull(),
    what: text('what').$type<'answers' | 'comments'>().notNull(),
    workspaceId: text('workspace_id').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.what] }),
    index('oldest_by_workspace').on(table.workspaceId, table.what, table.at),
  ],
)
