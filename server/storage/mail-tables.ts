import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { surveys } from './survey-tables.ts'
import { workspaces } from './workspace-tables.ts'

/** Failures in a row of one kind, with the last answer of the mail server or service. */
export interface Trouble {
  readonly what: 'refused' | 'unknown' | 'away' | 'deferred'
  /** Milliseconds, the first of them. */
  readonly since: number
  readonly code: number | null
  readonly text: string
  readonly tries: number
}

/** A survey sent by mail to many people. */
export const campaigns = sqliteTable(
  'campaigns',
  {
    id: text('id').primaryKey().notNull(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    status: text('status').$type<'draft' | 'running' | 'paused' | 'finished' | 'cancelled'>().notNull(),
    /** Content, schedule and rate. */
    plan: text('plan', { mode: 'json' }).notNull(),
    /** Rate limit: no mail is sent before this time. */
    nextAt: integer('next_at').notNull(),
    /** What keeps it from sending, since the last mail that was accepted. */
    trouble: text('trouble', { mode: 'json' }).$type<Trouble>(),
    /** Goes up whenever its plan or status changes, by a trigger: what `If-Match` asks for. */
    edits: integer('edits').notNull().default(1),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('campaigns_by_workspace').on(table.workspaceId, table.createdAt, table.id),
    index('campaigns_running').on(table.nextAt).where(sql`${table.status} = 'running'`),
    check(
      'campaigns_status',
      sql`${table.status} in ('draft', 'running', 'paused', 'finished', 'cancelled')`,
    ),
  ],
)

/** A campaign's recipients with the state of their mails: this table is the send queue. */
export const recipients = sqliteTable(
  'recipients',
  {
    campaignId: text('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    /** In lower case, to find duplicates. */
    email: text('email').notNull(),
    /** As given: case may matter before the @. */
    address: text('address').notNull(),
    workspaceId: text('workspace_id').notNull(),
    surveyId: text('survey_id').notNull(),
    name: text('name'),
    respondentId: text('respondent_id'),
    language: text('language'),
    timezone: text('timezone'),
    properties: text('properties', { mode: 'json' }).$type<Record<string, string | number | boolean>>(),
    /** Id shared by the recipient's links, and the response they lead to. */
    invitation: text('invitation').notNull(),
    responseId: text('response_id').notNull(),
    /** How often the address was added again. */
    duplicates: integer('duplicates').notNull(),
    /** `sending`: leased by a process until `due_at`. */
    state: text('state').$type<'queued' | 'sending' | 'sent' | 'skipped' | 'failed'>().notNull(),
    reason: text('reason'),
    /** When the next mail may be sent, or the lease expires. */
    dueAt: integer('due_at').notNull(),
    /** Attempts at the current mail, and mails the mail server accepted. */
    attempts: integer('attempts').notNull(),
    /** Attempts at the current mail that may have reached the person. */
    unknowns: integer('unknowns').notNull().default(0),
    /** The time of the first attempt at the current mail. */
    triedAt: integer('tried_at'),
    /** The last answer of the mail server or service that did not accept a mail. */
    code: integer('code'),
    said: text('said'),
    mails: integer('mails').notNull(),
    lastSentAt: integer('last_sent_at'),
    /** When the first mail of the current ask was sent; a recurring campaign asks again and again. */
    askedAt: integer('asked_at'),
    /** When a recurring campaign asks next; `null` while that is not planned. */
    nextAskAt: integer('next_ask_at'),
    /** When it was added to the campaign. */
    addedAt: integer('added_at').notNull().default(0),
    /** Keyed hash of the email, as in `suppressed`; `null` in rows that are older than it. */
    mark: text('mark'),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.email] }),
    index('recipients_due')
      .on(table.campaignId, table.dueAt)
      .where(sql`${table.state} in ('queued', 'sending')`),
    index('recipients_by_arrival').on(table.surveyId, table.addedAt, table.email, table.campaignId),
    index('recipients_by_email').on(table.workspaceId, table.email),
    index('recipients_by_id')
      .on(table.workspaceId, table.respondentId)
      .where(sql`${table.respondentId} IS NOT NULL`),
    index('recipients_by_next_ask')
      .on(table.campaignId, table.nextAskAt)
      .where(sql`${table.nextAskAt} IS NOT NULL`),
    index('recipients_by_invitation').on(table.workspaceId, table.invitation),
    index('recipients_by_response').on(table.surveyId, table.responseId),
    index('recipients_by_mark').on(table.workspaceId, table.mark),
    index('recipients_unmarked').on(table.campaignId).where(sql`${table.mark} IS NULL`),
    check('recipients_state', sql`${table.state} in ('queued', 'sending', 'sent', 'skipped', 'failed')`),
  ],
)

/** What recurring campaigns asked before the current ask of a recipient; a trigger deletes it with the recipient. */
export const asks = sqliteTable(
  'asks',
  {
    campaignId: text('campaign_id')
      .notNull()
      .references(() => campaigns.id),
    /** Of the recipient. */
    email: text('email').notNull(),
    workspaceId: text('workspace_id').notNull(),
    surveyId: text('survey_id').notNull(),
    invitation: text('invitation').notNull(),
    responseId: text('response_id').notNull(),
    mails: integer('mails').notNull(),
    askedAt: integer('asked_at'),
    lastSentAt: integer('last_sent_at'),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.invitation] }),
    index('asks_by_recipient').on(table.campaignId, table.email),
    index('asks_by_response').on(table.surveyId, table.responseId),
  ],
)

/** People a workspace must not mail, by a keyed hash of their address, which is kept however they are erased. */
export const suppressed = sqliteTable(
  'suppressed',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    mark: text('mark').notNull(),
    reason: text('reason').$type<'unsubscribed' | 'bounced' | 'complained' | 'added'>().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.mark] })],
)

/** Suppressions of earlier versions, with addresses: `hashAddresses` moves what is left here to `suppressed`. */
export const suppressions = sqliteTable(
  'suppressions',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** In lower case. */
    email: text('email').notNull(),
    reason: text('reason').$type<'unsubscribed' | 'bounced' | 'complained' | 'added'>().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.email] })],
)

/** Mails a workspace sent on a UTC day, days since 1970. In the directory, which no tenant's database can replace. */
export const mailDays = sqliteTable(
  'mail_days',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    day: integer('day').notNull(),
    sent: integer('sent').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.day] })],
)

/** Rows of earlier versions whose address has more than ASCII, and so may not be its key: `keyAddresses` takes them out. */
export const unkeyedAddresses = sqliteTable(
  'unkeyed_addresses',
  {
    kind: text('kind').$type<'response' | 'view' | 'recipient'>().notNull(),
    /** The survey, or the campaign. */
    place: text('place').notNull(),
    /** The id in it; of a recipient the email. */
    name: text('name').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.place, table.name] })],
)
