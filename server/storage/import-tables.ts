import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ImportMapping } from '../contract/imports.ts'
import { surveys } from './survey-tables.ts'

/** Files of answers that were brought. Their answers name them, so that they can be corrected or taken back. */
export const imports = sqliteTable(
  'imports',
  {
    id: text('id').primaryKey(),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    /** The file's name, for people; what it holds is known by `hash`. */
    file: text('file').notNull(),
    hash: text('hash').notNull(),
    /** How the file was read: columns, zone, scale, …; the importer's own words. */
    mapping: text('mapping', { mode: 'json' }).$type<ImportMapping>().notNull(),
    /** Counts the mappings it was read by; answers of an earlier one are replaced. */
    edition: integer('edition').notNull(),
    state: text('state').$type<'open' | 'done' | 'taken back'>().notNull(),
    /** Rows read, refused, and stored answers they replaced, as the importer counted them. */
    read: integer('read').notNull().default(0),
    refused: integer('refused').notNull().default(0),
    replaced: integer('replaced').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [
    index('imports_by_time').on(table.surveyId, table.createdAt, table.id),
    uniqueIndex('imports_by_content')
      .on(table.surveyId, table.hash)
      .where(sql`${table.state} <> 'taken back'`),
  ],
)
