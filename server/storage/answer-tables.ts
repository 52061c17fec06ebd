import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { surveys } from './survey-tables.ts'

/**
 * What responses are found by: one row per response, in the order of time, behind the saving transaction. Its triggers
 * keep `answer_words`, an FTS5 table over `terms`. `server/storage/answers` reads and fills both.
 */
export const answerIndex = sqliteTable(
  'answer_index',
  {
    /** The time of the response × 4096, and its place among those of the same millisecond. */
    key: integer('key').primaryKey(),
    surveyId: text('survey_id').notNull(),
    id: text('id').notNull(),
    /** The response's facets and words, made by `termsOf`. */
    terms: text('terms').notNull(),
  },
  (table) => [uniqueIndex('answer_index_by_id').on(table.surveyId, table.id)],
)

/** Responses whose row in `answer_index` is missing or out of date. */
export const unindexedAnswers = sqliteTable('unindexed_answers', {
  seq: integer('seq').primaryKey(),
  surveyId: text('survey_id').notNull(),
  id: text('id').notNull(),
})

/** What the team did about a response; none is stored until somebody does. */
export const followUps = sqliteTable(
  'follow_ups',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    id: text('id').notNull(),
    state: text('state').$type<'open' | 'in-hand' | 'done'>(),
    owner: text('owner').notNull().default(''),
    note: text('note').notNull().default(''),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.id] })],
)

/** Mails sent from the console about a response. */
export const replies = sqliteTable(
  'replies',
  {
    id: text('id').primaryKey().notNull(),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    responseId: text('response_id').notNull(),
    email: text('email').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    state: text('state').$type<'sent' | 'failed'>().notNull(),
    sentAt: integer('sent_at').notNull(),
  },
  (table) => [index('replies_by_response').on(table.surveyId, table.responseId, table.sentAt)],
)

/**
 * Each answer at the number of its last change, and each erased one. Numbers are given by triggers inside the
 * transaction that changes the answer, so they are in the order of commits; they go up for each workspace.
 */
export const answerChanges = sqliteTable(
  'answer_changes',
  {
    workspaceId: text('workspace_id').notNull(),
    number: integer('number').notNull(),
    surveyId: text('survey_id').notNull(),
    id: text('id').notNull(),
    /** `null` while there is such an answer. */
    erasedAt: integer('erased_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.number] }),
    uniqueIndex('answer_changes_by_answer').on(table.surveyId, table.id),
    index('answer_changes_erased').on(table.erasedAt).where(sql`${table.erasedAt} IS NOT NULL`),
  ],
)

/** One row: whose numbers `answer_changes` has. Another one when numbers may have been given twice. */
export const changeEpoch = sqliteTable('change_epoch', { epoch: text('epoch').primaryKey().notNull() })
