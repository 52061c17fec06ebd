import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { workspaces } from './workspace-tables.ts'

export const surveys = sqliteTable(
  'surveys',
  {
    id: text('id').primaryKey().notNull(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    status: text('status').$type<'draft' | 'live' | 'closed'>().notNull(),
    metric: text('metric').$type<'nps' | 'csat' | 'ces'>().notNull(),
    scale: text('scale').notNull(),
    /** The ends of the scale: the statement that saves responses checks them. */
    min: integer('min').notNull(),
    max: integer('max').notNull(),
    /** Counted responses at which the survey is full; `null` is unlimited. */
    quota: integer('quota'),
    /** 1 when only signed answers count: the statement that saves responses holds the others. */
    identityRequired: integer('identity_required').notNull().default(0),
    version: integer('version').notNull(),
    /** Its own codebook; `null` is the workspace's. */
    codebookId: text('codebook_id'),
    /** Goes up whenever the row changes, by a trigger: what `If-Match` asks for. */
    edits: integer('edits').notNull().default(1),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    /** When it stopped asking for a while; who was asked before may still answer. `null` when it was not. */
    pausedAt: integer('paused_at'),
    /** When it was put aside, out of the lists; `null` when it is not. */
    archivedAt: integer('archived_at'),
    /** When its deletion began, which takes several transactions; `null` otherwise. */
    deletedAt: integer('deleted_at'),
  },
  (table) => [
    index('surveys_by_workspace').on(table.workspaceId, table.createdAt, table.id),
    index('surveys_deleted').on(table.deletedAt).where(sql`${table.deletedAt} IS NOT NULL`),
    check('surveys_status', sql`${table.status} in ('draft', 'live', 'closed')`),
  ],
)

/** Published definitions, which are never changed. */
export const surveyVersions = sqliteTable(
  'survey_versions',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    version: integer('version').notNull(),
    definition: text('definition', { mode: 'json' }).notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.version] })],
)

/** What was changed of a survey that asks, and is not published yet: one a survey. */
export const surveyDrafts = sqliteTable('survey_drafts', {
  surveyId: text('survey_id')
    .primaryKey()
    .notNull()
    .references(() => surveys.id),
  definition: text('definition', { mode: 'json' }).notNull(),
  /** The version that it was begun from. */
  version: integer('version').notNull(),
  savedAt: integer('saved_at').notNull(),
})

/** What share of people surveys with a goal ask, by day. Triggers add a survey when a definition of it has a goal. */
export const goalShares = sqliteTable('goal_shares', {
  surveyId: text('survey_id')
    .primaryKey()
    .notNull()
    .references(() => surveys.id),
  /** When the share is found anew: the next midnight, or 0 when the definition has changed. */
  adjustAt: integer('adjust_at').notNull(),
  /** `[beginning of a day, share]`, the newest last. */
  shares: text('shares', { mode: 'json' }).$type<[number, number][]>().notNull(),
})

/** Tokens that show a survey's score on pages of others. */
export const badges = sqliteTable(
  'badges',
  {
    id: text('id').primaryKey().notNull(),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    /** Not hashed, so that it can be shown again: it opens less than whoever reads this row has. */
    token: text('token').notNull(),
    label: text('label'),
    /** Of how many last days the score is; `null` is all time. */
    days: integer('days'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('badges_by_token').on(table.token),
    index('badges_by_survey').on(table.surveyId, table.createdAt, table.id),
  ],
)
