import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Codebook } from '../../shared/themes/codebook.ts'

import type { AnswerDetails, HeldReason, Mark, Sign } from '../links/visit.ts'

/** Times are integer milliseconds since 1970, UTC. JSON columns hold text. */

export const workspaces = sqliteTable('workspaces', {
  id: text('id').primaryKey().notNull(),
  name: text('name').notNull(),
  /** JSON array of exact origins; `*` stands for any. */
  allowedOrigins: text('allowed_origins', { mode: 'json' }).$type<string[]>().notNull(),
  timezone: text('timezone').notNull(),
  /** What host servers sign identities with; theirs to read, so kept as it is. */
  identitySecret: text('identity_secret').notNull().default(''),
  /** The codebook of surveys that have none of their own; `null` is the one Sayso brings. */
  codebookId: text('codebook_id'),
  /** Days of rest after any survey was shown, for surveys whose rules say nothing of it. */
  quietDays: integer('quiet_days').notNull().default(0),
  /** Days after which comments, and whole answers, are taken away; `null` is never. */
  commentsKeptDays: integer('comments_kept_days'),
  answersKeptDays: integer('answers_kept_days'),
  /** The libSQL server that keeps everything else of it; `null` is the one this row was read from. */
  databaseUrl: text('database_url'),
  createdAt: integer('created_at').notNull(),
})

export const keys = sqliteTable('keys', {
  /** SHA-256 of the key, hexadecimal: the key itself is shown once and never kept. */
  hash: text('hash').primaryKey().notNull(),
  workspaceId: text('workspace_id')
    .notNull()
    .references(() => workspaces.id),
  label: text('label').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** What links are signed with: the newest signs, all of them are believed. */
export const linkSecrets = sqliteTable('link_secrets', {
  secret: text('secret').primaryKey().notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Somebody signed in to the console with a key; it ends when it expires or the key is taken back. */
export const sessions = sqliteTable('sessions', {
  /** SHA-256 of the cookie's token, hexadecimal. */
  hash: text('hash').primaryKey().notNull(),
  keyHash: text('key_hash')
    .notNull()
    .references(() => keys.hash, { onDelete: 'cascade' }),
  expiresAt: integer('expires_at').notNull(),
})

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
    /** The ends of the scale, here so that the saving statement itself refuses what does not fit. */
    min: integer('min').notNull(),
    max: integer('max').notNull(),
    /** How many counted answers are enough, of the current version; `null` for no end. */
    quota: integer('quota'),
    version: integer('version').notNull(),
    /** Its own codebook; `null` is the workspace's. */
    codebookId: text('codebook_id'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('surveys_by_workspace').on(table.workspaceId, table.createdAt, table.id),
    check('surveys_status', sql`${table.status} in ('draft', 'live', 'closed')`),
  ],
)

/** What was asked, for ever: a published version is never changed. */
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

export const responses = sqliteTable(
  'responses',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    id: text('id').notNull(),
    surveyVersion: integer('survey_version').notNull(),
    revision: integer('revision').notNull(),
    writeKeyHash: text('write_key_hash').notNull(),
    rating: integer('rating').notNull(),
    comment: text('comment'),
    choices: text('choices', { mode: 'json' }).$type<string[]>(),
    contact: integer('contact').notNull().default(0),
    respondentId: text('respondent_id'),
    respondentEmail: text('respondent_email'),
    respondentName: text('respondent_name'),
    /** 1 only when the host's server vouched for who this is. */
    respondentVerified: integer('respondent_verified').notNull(),
    properties: text('properties', { mode: 'json' }).$type<Record<string, string | number | boolean>>(),
    channel: text('channel').notNull(),
    /** Only `counted` is in the score; `held` may be a machine, `test` says so itself. */
    state: text('state').$type<'counted' | 'held' | 'test'>().notNull(),
    /** What made it look like a machine's; kept when somebody ruled otherwise. */
    heldReason: text('held_reason').$type<HeldReason>(),
    /** What an owner decided about a held one, whatever it looked like. */
    ruling: text('ruling').$type<'released' | 'dropped'>(),
    answeredAt: integer('answered_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.id] }),
    index('responses_by_time').on(table.surveyId, table.answeredAt, table.id),
    index('responses_held')
      .on(table.surveyId, table.answeredAt, table.id)
      .where(sql`${table.heldReason} IS NOT NULL`),
    check('responses_rating', sql`typeof(${table.rating}) = 'integer'`),
    check('responses_state', sql`${table.state} in ('counted', 'held', 'test')`),
  ],
)

/**
 * Visits by signed link: a page that ran its script, or a form that was sent. What the response
 * says is found from all visits to it, so that a verdict can change with what is seen later.
 */
export const visits = sqliteTable(
  'visits',
  {
    surveyId: text('survey_id').notNull(),
    responseId: text('response_id').notNull(),
    id: text('id').notNull(),
    /** The order of what happened, over all visits to the response. */
    seq: integer('seq').notNull(),
    /** The order of what this page sent: what arrives late is known by it. */
    step: integer('step').notNull(),
    /** The page ran its script: from then on a form sent without a gesture is a machine's. */
    scripted: integer('scripted').notNull(),
    /** What the way it was opened gives away. */
    mark: text('mark').$type<Mark>(),
    /** The score in the link, and the one chosen by now. */
    offered: integer('offered'),
    rating: integer('rating'),
    said: text('said', { mode: 'json' }).$type<AnswerDetails>(),
    /** The first sign of a person, and when. */
    sign: text('sign').$type<Sign>(),
    signedAt: integer('signed_at'),
    openedAt: integer('opened_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.responseId, table.id] })],
)

export const views = sqliteTable(
  'views',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    /** The id the response carries if the person answers. */
    id: text('id').notNull(),
    shownAt: integer('shown_at').notNull(),
    /** Who was shown it, in the words of `namesOf`; `null` when nobody said. */
    person: text('person'),
    /** In lower case: who is known by an id on one device may be known by this alone on another. */
    email: text('email'),
    dismissedAt: integer('dismissed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.id] }),
    index('views_by_time').on(table.surveyId, table.shownAt),
    index('views_by_person').on(table.person, table.surveyId).where(sql`${table.person} IS NOT NULL`),
    index('views_by_email').on(table.email, table.surveyId).where(sql`${table.email} IS NOT NULL`),
  ],
)

/**
 * How many responses chose each point, kept by triggers in the transaction that saves them, so
 * that a report reads days and never responses. `c0` … `c10` are the points 0 … 10 of whatever
 * scale; `commented` came with a reason.
 */
const ratings = {
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

/** Per quarter of an hour since 1970: the pieces of a UTC day that other time zones' days are cut from. */
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

/** Per UTC day and value of a property; numbers and truth values as text. */
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

/** Showings of the widget per UTC day. */
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

/** The rules of a workspace's own making that find themes. */
export const codebooks = sqliteTable(
  'codebooks',
  {
    id: text('id').primaryKey().notNull(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    name: text('name').notNull(),
    codebook: text('codebook', { mode: 'json' }).$type<Codebook>().notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('codebooks_by_workspace').on(table.workspaceId, table.createdAt, table.id)],
)

/** Every codebook that comments were read with, by its hash, for as long as tallies made with it are shown. */
export const codebookTexts = sqliteTable('codebook_texts', {
  hash: text('hash').primaryKey().notNull(),
  codebook: text('codebook', { mode: 'json' }).$type<Codebook>().notNull(),
})

/**
 * The themes of one survey under one codebook. While one edition is made the one before it is
 * served; answers that come meanwhile are read for both. Its id is never used again.
 */
export const themeEditions = sqliteTable(
  'theme_editions',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    hash: text('hash').notNull(),
    /** Everything that decides what a comment is found to say: the hash, the bands, how rules are read. */
    basis: text('basis').notNull(),
    state: text('state').$type<'making' | 'served' | 'retired'>().notNull(),
    /** Up to here every comment has been read; `null` is to the end. */
    cursorAt: integer('cursor_at'),
    cursorId: text('cursor_id').notNull().default(''),
    /** Comments read again so far, and how many there were when it began. */
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

/** What a comment was found to speak of, under one edition: a row for each answer with a reason. */
export const themed = sqliteTable(
  'themed',
  {
    edition: integer('edition').notNull(),
    id: text('id').notNull(),
    /** What it is counted as: JSON pairs of a kind and what it is of, in the words of `shared/themes/tally.ts`. */
    facts: text('facts').notNull(),
    /** Where rules found their themes: JSON of Mention with its Verdict. */
    mentions: text('mentions').notNull(),
    /** 2 to be counted with others at once, 1 counted, 0 taken out of the counts. */
    tallied: integer('tallied').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.edition, table.id] }),
    index('themed_new').on(table.edition, table.id).where(sql`${table.tallied} = 2`),
  ],
)

/** Which answers speak of a theme, by time. */
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
 * What was counted of comments per UTC day, by rating; of everybody where `property` is empty.
 * `kind` and `about` are the key of a tally in `shared/themes/tally.ts` without its rating.
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

/** Themes a person gave an answer; they win over what rules find. */
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

export * from './mail-tables.ts'
