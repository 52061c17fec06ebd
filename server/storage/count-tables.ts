import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Responses by rating. Triggers keep these counts in the transaction that saves a response, so that reports read
 * days and not responses. `c0` … `c10` are the ratings 0 … 10 of any scale; `commented` is with a comment.
 */
export const ratings = {
  c0: integer('c0').notNull(),
  c1: integer('c1').notNull(),
  c2: integer('c2').notNull(),
  c3: integer('c3').notNull(),
  c4: integer('c4').notNull(),
  c5: integer('c5').notNull(),
  c6: integer('c6').notNull(),
  c7: integer('c7').notNull(),
  c8: integer('c8').notNull(),
  c9: integer('c9').notNull(),
  c10: integer('c10').notNull(),
}
const points = { ...ratings, commented: integer('commented').notNull() }

/** Per UTC day: days since 1970. */
export const dayCounts = sqliteTable(
  'day_counts',
  {
    surveyId: text('survey_id').notNull(),
    day: integer('day').notNull(),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    ...points,
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.day, table.channel, table.state] })],
)

/** Per UTC day of all surveys of a workspace: the sum of their `day_counts`, kept by triggers on those. */
export const workspaceCounts = sqliteTable(
  'workspace_counts',
  {
    workspaceId: text('workspace_id').notNull(),
    day: integer('day').notNull(),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    ...points,
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.day, table.channel, table.state] })],
)

/** Per quarter of an hour since 1970: days of other time zones begin within a UTC day. */
export const quarterCounts = sqliteTable(
  'quarter_counts',
  {
    surveyId: text('survey_id').notNull(),
    quarter: integer('quarter').notNull(),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    ...points,
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.quarter, table.channel, table.state] })],
)

/** Per UTC day and property value; numbers and booleans as text. */
export const segmentCounts = sqliteTable(
  'segment_counts',
  {
    surveyId: text('survey_id').notNull(),
    day: integer('day').notNull(),
    property: text('property').notNull(),
    value: text('value').notNull(),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    ...points,
  },
  (table) => [
    primaryKey({
      columns: [table.surveyId, table.property, table.value, table.channel, table.state, table.day],
    }),
  ],
)

/** Widget views per UTC day. */
export const viewCounts = sqliteTable(
  'view_counts',
  {
    surveyId: text('survey_id').notNull(),
    day: integer('day').notNull(),
    shown: integer('shown').notNull(),
    dismissed: integer('dismissed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.day] })],
)
