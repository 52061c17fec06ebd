import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Codebook } from '../../shared/themes/codebook.ts'
import { ratings } from './count-tables.ts'
import { surveys } from './survey-tables.ts'
import { workspaces } from './workspace-tables.ts'

/** A workspace's own rules that find themes. */
export const codebooks = sqliteTable(
  'codebooks',
  {
    id: text('id').primaryKey().notNull(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text('name').notNull(),
    codebook: text('codebook', { mode: 'json' }).$type<Codebook>().notNull(),
    /** Goes up whenever the row changes, by a trigger: what `If-Match` asks for. */
    edits: integer('edits').notNull().default(1),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('codebooks_by_workspace').on(table.workspaceId, table.createdAt, table.id)],
)

/** Codebooks by hash, kept as long as an edition made with them exists. */
export const codebookTexts = sqliteTable('codebook_texts', {
  hash: text('hash').primaryKey().notNull(),
  codebook: text('codebook', { mode: 'json' }).$type<Codebook>().notNull(),
})

/**
 * The themes of one survey under one codebook. While a new edition is built, the previous one is served, and
 * new responses are read for both. Ids are not reused.
 */
export const themeEditions = sqliteTable(
  'theme_editions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    hash: text('hash').notNull(),
    /** Everything the result depends on: the codebook's hash, the bands, the version of the matcher. */
    basis: text('basis').notNull(),
    state: text('state').$type<'making' | 'served' | 'retired'>().notNull(),
    /** Every comment before this has been read; `null` when all were. */
    cursorAt: integer('cursor_at'),
    cursorId: text('cursor_id').notNull().default(''),
    /** Comments read so far, and how many there were at the start. */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('theme_editions_by_survey').on(table.surveyId, table.state),
    index('theme_editions_unfinished')
      .on(table.id)
      .where(sql`${table.cursorAt} IS NOT NULL OR ${table.state} = 'retired'`),
  ],
)

/** Themes found in a response under one edition: one row per response with a comment or choices. */
export const themed = sqliteTable(
  'themed',
  {
    edition: integer('edition').notNull(),
    id: text('id').notNull(),
    /** What it counts as: JSON pairs of a kind and its subject, as in `shared/themes/tally.ts`. */
    facts: text('facts').notNull(),
    /** Where the rules matched: JSON of Mention with its Verdict. */
    mentions: text('mentions').notNull(),
    /** 2 waiting to be counted, 1 counted, 0 removed from the counts. */
    tallied: integer('tallied').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.edition, table.id] }),
    index('themed_new').on(table.edition, table.id).where(sql`${table.tallied} = 2`),
  ],
)

/** Responses that mention a theme, by time. */
export const themeMentions = sqliteTable(
  'theme_mentions',
  {
    edition: integer('edition').notNull(),
    theme: text('theme').notNull(),
    answeredAt: integer('answered_at').notNull(),
    id: text('id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.edition, table.theme, table.answeredAt, table.id] })],
)

/**
 * Theme counts per UTC day and rating; of all respondents where `property` is empty. `kind` and `about` are the
 * key of a tally in `shared/themes/tally.ts` without its rating.
 */
export const themeCounts = sqliteTable(
  'theme_counts',
  {
    edition: integer('edition').notNull(),
    property: text('property').notNull(),
    value: text('value').notNull(),
    kind: text('kind').notNull(),
    day: integer('day').notNull(),
    channel: text('channel').notNull(),
    state: text('state').notNull(),
    about: text('about').notNull(),
    ...ratings,
  },
  (table) => [
    primaryKey({
      columns: [
        table.edition,
        table.property,
        table.value,
        table.kind,
        table.day,
        table.channel,
        table.state,
        table.about,
      ],
    }),
  ],
)

/** Themes assigned to a response by hand; they replace those found by rules. */
export const handTags = sqliteTable(
  'hand_tags',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    id: text('id').notNull(),
    themes: text('themes', { mode: 'json' }).$type<string[]>().notNull(),
    taggedAt: integer('tagged_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.id] })],
)

/**
 * Comments drawn at random to be tagged by hand: what is said of all comments is corrected by these alone, as those
 * that somebody picked are unlike the others. A trigger erases them with their response.
 */
export const tagSamples = sqliteTable(
  'tag_samples',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    /** When it was drawn, which names the sample. */
    drawnAt: integer('drawn_at').notNull(),
    id: text('id').notNull(),
    /** Its place in the order in which they are tagged. */
    place: integer('place').notNull(),
    /** The period it was drawn from, `[from, to)`. */
    fromAt: integer('from_at').notNull(),
    toAt: integer('to_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.id, table.drawnAt] })],
)
