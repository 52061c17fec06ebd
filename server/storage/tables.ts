import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FloodReason } from '../../shared/flood.ts'
import type { Codebook } from '../../shared/themes/codebook.ts'
import type { AnswerDetails, HeldReason, Mark, Sign } from '../links/visit.ts'
import type { SignaturePurpose } from '../responses/verified.ts'

/** Times are integer milliseconds since 1970, UTC. */

export const workspaces = sqliteTable('workspaces', {
  id: text('id').primaryKey().notNull(),
  name: text('name').notNull(),
  /** Exact origins; `*` is any. */
  allowedOrigins: text('allowed_origins', { mode: 'json' }).$type<string[]>().notNull(),
  timezone: text('timezone').notNull(),
  /** Host servers sign identities with it. Not hashed: the workspace may read it again. */
  identitySecret: text('identity_secret').notNull().default(''),
  /** The one thing that an HMAC signature under it vouches for: else somebody's id could be another's address. */
  signatures: text('signatures').$type<SignaturePurpose>().notNull().default('ids'),
  /** The codebook of surveys without their own; `null` is the built-in one. */
  codebookId: text('codebook_id'),
  /** Days of rest after any survey was shown, for surveys whose rules do not set them. */
  quietDays: integer('quiet_days').notNull().default(0),
  /** Days after which comments, or whole responses, are deleted; `null` is never. */
  commentsKeptDays: integer('comments_kept_days'),
  answersKeptDays: integer('answers_kept_days'),
  /** Address of the workspace's own database; `null` is the database of this row. */
  databaseUrl: text('database_url'),
  /** Addresses, or `@domain` for all of one, that its mails may come from; `null` is none, of the first workspace any. */
  mailFrom: text('mail_from', { mode: 'json' }).$type<string[]>(),
  /** Mails it may send a UTC day; `null` is any number. */
  mailsADay: integer('mails_a_day'),
  createdAt: integer('created_at').notNull(),
})

export const keys = sqliteTable('keys', {
  /** SHA-256 of the key, hexadecimal: the key itself is shown once and not stored. */
  hash: text('hash').primaryKey().notNull(),
  workspaceId: text('workspace_id')
    .notNull()
    .references(() => workspaces.id),
  label: text('label').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** Secrets that each workspace's link keys are derived from: the newest signs, all of them verify. */
export const linkSecrets = sqliteTable('link_secrets', {
  secret: text('secret').primaryKey().notNull(),
  createdAt: integer('created_at').notNull(),
  /** When links of older secrets end; `null` is at their own time. */
  olderEndAt: integer('older_end_at'),
})

/** A workspace's own link keys: the newest signs, all of them verify. One that never changed its key has none. */
export const linkKeys = sqliteTable(
  'link_keys',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** Makes another key of the same secret. */
    salt: text('salt').notNull(),
    createdAt: integer('created_at').notNull(),
    /** When links of older keys end; `null` is at their own time. */
    olderEndAt: integer('older_end_at'),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.salt] })],
)

/** Console sessions: they end when they expire or their key is deleted. */
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
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('surveys_by_workspace').on(table.workspaceId, table.createdAt, table.id),
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
    /** 1 only when the host's server vouched for the person: the id, else the email. */
    respondentVerified: integer('respondent_verified').notNull(),
    /** What was vouched for, as `VerifiedFields`; `null` in rows of before it was kept. */
    verifiedFields: text('verified_fields', { mode: 'json' }).$type<string[]>(),
    properties: text('properties', { mode: 'json' }).$type<Record<string, string | number | boolean>>(),
    channel: text('channel').notNull(),
    /** The language the survey was shown in, BCP 47; `null` when it is not known. */
    language: text('language'),
    /** Only `counted` is in the score; `held` may be automated, `test` was sent as a test. */
    state: text('state').$type<'counted' | 'held' | 'test'>().notNull(),
    /** Why it is held: it looked automated, or by an owner; stays when an owner decides otherwise. */
    heldReason: text('held_reason').$type<HeldReason>(),
    /** An owner's decision about a held response. */
    ruling: text('ruling').$type<'released' | 'dropped'>(),
    /** 1 when an owner held or dropped what had been released: to restore it is to release it again. */
    wasReleased: integer('was_released').notNull().default(0),
    /** The origin of the page it came from; `null` for our own pages, other programs and imports. */
    origin: text('origin'),
    answeredAt: integer('answered_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.id] }),
    index('responses_by_time').on(table.surveyId, table.answeredAt, table.id),
    index('responses_held')
      .on(table.surveyId, table.answeredAt, table.id)
      .where(sql`${table.heldReason} IS NOT NULL`),
    index('responses_by_reason')
      .on(table.surveyId, table.heldReason, table.answeredAt, table.channel)
      .where(sql`${table.state} = 'held'`),
    index('responses_commented')
      .on(table.surveyId, table.answeredAt)
      .where(sql`${table.comment} IS NOT NULL`),
    check('responses_rating', sql`typeof(${table.rating}) = 'integer'`),
    check('responses_state', sql`${table.state} in ('counted', 'held', 'test')`),
  ],
)

/**
 * Visits by signed link: a page that ran its script, or a form that was sent. A response is derived from all
 * visits to it, so that later visits can change the verdict.
 */
export const visits = sqliteTable(
  'visits',
  {
    surveyId: text('survey_id').notNull(),
    responseId: text('response_id').notNull(),
    id: text('id').notNull(),
    /** The order of events over all visits to the response. */
    seq: integer('seq').notNull(),
    /** The order of this page's messages, to ignore those that arrive late. */
    step: integer('step').notNull(),
    /** 1 when the page ran its script: a form sent without a gesture is then automated. */
    scripted: integer('scripted').notNull(),
    /** How the link was opened, if that looked automated. */
    mark: text('mark').$type<Mark>(),
    /** The rating in the link, and the one chosen so far. */
    offered: integer('offered'),
    rating: integer('rating'),
    said: text('said', { mode: 'json' }).$type<AnswerDetails>(),
    /** The first sign of a person, and when. */
    sign: text('sign').$type<Sign>(),
    signedAt: integer('signed_at'),
    openedAt: integer('opened_at').notNull(),
    changedAt: integer('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.responseId, table.id] }),
    index('visits_by_time').on(table.surveyId, table.changedAt),
    index('visits_commented')
      .on(table.surveyId, table.changedAt)
      .where(sql`${table.said} ->> 'comment' IS NOT NULL`),
  ],
)

export const views = sqliteTable(
  'views',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    /** The id of the response, if the person answers. */
    id: text('id').notNull(),
    shownAt: integer('shown_at').notNull(),
    /** `id …` or `email …`, made by `namesOf`; `null` for an anonymous person. */
    person: text('person'),
    /** In lower case. Another device may know the same person by email only. */
    email: text('email'),
    /** Whether the host's server vouched for `person`, and for `email`: nobody rests for what a stranger said. */
    personVerified: integer('person_verified').notNull().default(0),
    emailVerified: integer('email_verified').notNull().default(0),
    dismissedAt: integer('dismissed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.id] }),
    index('views_by_time').on(table.surveyId, table.shownAt),
    index('views_by_person').on(table.person, table.surveyId).where(sql`${table.person} IS NOT NULL`),
    index('views_by_email').on(table.email, table.surveyId).where(sql`${table.email} IS NOT NULL`),
  ],
)

/** Where a survey was shown lately: the origins of host pages, each with its last showing, to the minute. */
export const sightings = sqliteTable(
  'sightings',
  {
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    origin: text('origin').notNull(),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.origin] })],
)

/**
 * Responses by rating. Triggers keep these counts in the transaction that saves a response, so that reports read
 * days and not responses. `c0` … `c10` are the ratings 0 … 10 of any scale; `commented` is with a comment.
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

/**
 * What floods of answers have in common, for as long as more may come: a keyed hash of an address or a text, from
 * which neither can be read, or a minute. Other processes hold by it what arrives there.
 */
export const floods = sqliteTable(
  'floods',
  {
    surveyId: text('survey_id').notNull(),
    mark: text('mark').notNull(),
    reason: text('reason').$type<FloodReason>().notNull(),
    /** 1 when an owner let such answers count after all. */
    released: integer('released').notNull().default(0),
    until: integer('until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.surveyId, table.mark] })],
)

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
