import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FloodReason } from '../../shared/flood.ts'
import type { Channel } from '../../shared/response.ts'
import type { AnswerDetails, HeldReason, Mark, Sign } from '../links/visit.ts'
import { surveys } from './survey-tables.ts'

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
    channel: text('channel').$type<Channel>().notNull(),
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
    /** The import that brought it, and by which of its mappings; `null` for all others. */
    importId: text('import_id'),
    importEdition: integer('import_edition'),
  },
  (table) => [
    primaryKey({ columns: [table.surveyId, table.id] }),
    index('responses_by_import')
      .on(table.importId, table.importEdition)
      .where(sql`${table.importId} IS NOT NULL`),
    index('responses_by_time').on(table.surveyId, table.answeredAt, table.id),
    index('responses_held')
      .on(table.surveyId, table.answeredAt, table.id)
      .where(sql`${table.heldReason} IS NOT NULL`),
    index('responses_by_reason')
      .on(table.surveyId, table.heldReason, table.answeredAt, table.channel)
      .where(sql`${table.state} = 'held'`),
    // Those that wait for somebody's decision are counted without reading them.
    index('responses_undecided')
      .on(table.surveyId, table.heldReason)
      .where(sql`${table.heldReason} IS NOT NULL AND ${table.ruling} IS NULL`),
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
    // How often people were shown a survey is counted in this order, without reading the views.
    index('views_of_people')
      .on(table.surveyId, table.person, table.personVerified, table.shownAt, table.dismissedAt)
      .where(sql`${table.person} IS NOT NULL`),
    index('views_of_nobody').on(table.surveyId, table.shownAt, table.id).where(sql`${table.person} IS NULL`),
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
