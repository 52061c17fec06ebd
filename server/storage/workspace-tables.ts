import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { SignaturePurpose } from '../responses/verified.ts'

/** Times are integer milliseconds since 1970, UTC, in all tables. */

export const workspaces = sqliteTable(
  'workspaces',
  {
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
    /** The property that names the account a person belongs to, like `company`; `null` is none. */
    accountProperty: text('account_property'),
    /** Goes up whenever the row changes, by a trigger: what `If-Match` asks for. */
    edits: integer('edits').notNull().default(1),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('workspaces_by_time').on(table.createdAt, table.id),
    index('workspaces_by_database').on(table.databaseUrl),
  ],
)

/** What was answered to a POST with an `Idempotency-Key`, for a day. */
export const onceAnswers = sqliteTable(
  'once_answers',
  {
    /** SHA-256 of the API key and the name its holder gave the request. */
    name: text('name').primaryKey().notNull(),
    /** SHA-256 of the request. */
    request: text('request').notNull(),
    /** The answer, encrypted by the API key, which is not stored; `null` while there is none. */
    answer: text('answer'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('once_answers_by_time').on(table.createdAt)],
)

export const keys = sqliteTable(
  'keys',
  {
    /** SHA-256 of the key, hexadecimal: the key itself is shown once and not stored. */
    hash: text('hash').primaryKey().notNull(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    label: text('label').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Of keys that the environment names, to the hour. */
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [index('keys_by_workspace').on(table.workspaceId, table.createdAt, table.hash)],
)

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

/** One row, changed to see whether the database can write. */
export const writeProbe = sqliteTable('write_probe', {
  id: integer('id').primaryKey().notNull(),
  at: integer('at').notNull(),
})
