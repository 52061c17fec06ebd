import type { Config } from '../config.ts'
import { type Database, StorageUnavailable } from './db.ts'
import { openRemote } from './remote.ts'

type Where = Pick<Config, 'databaseUrl' | 'databaseAuthToken' | 'databaseTokens'>

/**
 * Opens the database a workspace has of its own, or with `null` the main one, on a libSQL server. A
 * token goes to the host it is for and to no other.
 */
export function openAt(config: Where, own: string | null, deadline?: AbortSignal): Database {
  if (own === null) return openRemote(config.databaseUrl, config.databaseAuthToken, deadline)
  const token = tokenFor(config.databaseTokens, own)
  if (token === undefined) throw new StorageUnavailable('DATABASE_TOKENS names no such host')
  return openRemote(own, token, deadline)
}

/** Whether a workspace may have its own database there: the environment names the host. */
export function mayBeAt({ databaseTokens }: Where, url: string): boolean {
  return tokenFor(databaseTokens, url) !== undefined
}

function tokenFor(tokens: Where['databaseTokens'], url: string): string | undefined {
  const { host } = new URL(url.replace(/^libsql:/, 'https:'))
  const above = [...tokens].find(([name]) => name.startsWith('*.') && host.endsWith(name.slice(1)))
  return tokens.get(host) ?? above?.[1]
}
