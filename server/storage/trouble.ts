import { LibsqlError } from '@libsql/client/web'
import { isStorageAway, StorageUnavailable, type Trouble } from './db.ts'

/** What each kind of trouble means and who can end it, for logs and whoever runs the server. */
export const troubles: Readonly<Record<Trouble, string>> = {
  away: 'the database server cannot be reached',
  slow: 'the database server did not answer in time',
  failing: 'the database failed, or answered what it should not',
  token:
    'the database server refuses the token: set DATABASE_AUTH_TOKEN, or for a database of a workspace its DATABASE_TOKENS, to one that is valid',
  plan: 'the database server refuses to read or write: its plan is used up or blocked',
  missing: 'the server has no such database: check DATABASE_URL',
  full: 'the disk of the database is full',
  busy: 'another writer holds the database',
  schema: 'the schema of the database is older than this version: run npx sayso migrate',
  migrating: 'the schema of the database is being brought up to date',
  'no token': 'DATABASE_TOKENS does not name the host of the database of a workspace',
  configuration: 'the configuration is wrong',
}

/** Why the database could not be used. */
export interface Finding {
  readonly trouble: Trouble
  /**
   * A code of the driver, the network or HTTP, like `HTTP 401`, or a message of our own. Never one of the driver, which
   * can hold people's words.
   */
  readonly cause: string
}

/** What is wrong, for whoever runs the server. */
export function saysOf({ trouble, cause }: Finding): string {
  return trouble === 'configuration' ? `${troubles[trouble]}: ${cause}` : troubles[trouble]
}

/** What is wrong with the database, by an error that came of it; `null` for an error of another kind. */
export function troubleOf(error: unknown): Finding | null {
  const chain = [...causesOf(error)]
  for (const reason of chain)
    if (reason instanceof StorageUnavailable && reason.trouble)
      return { trouble: reason.trouble, cause: reason.message }
  const isOlder = chain.some((reason) => reason instanceof LibsqlError && lacking.test(reason.message))
  if (isOlder) return { trouble: 'schema', cause: 'SQLITE_ERROR' }
  if (!isStorageAway(error)) return null
  for (const reason of chain.reverse()) {
    const found = findingOf(reason)
    if (found) return found
  }
  // workerd's failures of the network have no code.
  const { name } = chain[0]!
  return { trouble: name === 'SyntaxError' ? 'failing' : 'away', cause: name }
}

const lacking = /no such (table|column)|has no column named/

function* causesOf(error: unknown): Generator<Error> {
  for (let reason = error; reason instanceof Error; reason = reason.cause) yield reason
}

/** By code of a driver's error. */
const byCode: readonly (readonly [RegExp, Trouble])[] = [
  [/^SQLITE_FULL/, 'full'],
  [/^(SQLITE_(BUSY|LOCKED)|TRANSACTION_TIMEOUT)/, 'busy'],
  [/^AUTH_/, 'token'],
  [/BLOCKED$/, 'plan'],
  [/^NAMESPACE_/, 'missing'],
]

/** By HTTP status. */
const byStatus: Readonly<Record<number, Trouble>> = {
  401: 'token',
  403: 'token',
  402: 'plan',
  404: 'missing',
}

function findingOf(reason: Error & { code?: unknown; status?: unknown }): Finding | null {
  const { name, code, status, message } = reason
  if (name === 'TimeoutError' || name === 'AbortError') return { trouble: 'slow', cause: name }
  if (typeof status === 'number') {
    // A plan that is used up is refused as a token is, but for what the server says of it.
    const trouble = /block|plan|quota/i.test(message) ? 'plan' : byStatus[status]
    return { trouble: trouble ?? 'failing', cause: `HTTP ${status}` }
  }
  if (reason instanceof StorageUnavailable || typeof code !== 'string') return null
  if (/disk is full/.test(message)) return { trouble: 'full', cause: code }
  const trouble = byCode.find(([pattern]) => pattern.test(code))?.[1]
  if (trouble) return { trouble, cause: code }
  return { trouble: reason instanceof LibsqlError ? 'failing' : 'away', cause: code }
}
