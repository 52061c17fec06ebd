import { type Database, StorageUnavailable } from './db.ts'
import { openRemote, type RemoteOptions } from './remote.ts'

/** Where the libSQL servers are, as the environment says. */
interface Servers {
  readonly databaseUrl: string
  readonly databaseAuthToken: string | undefined
  /** Tokens by host; `*.example.com` is any host below it. */
  readonly databaseTokens: ReadonlyMap<string, string>
}

/**
 * Opens a workspace's own database by its address, or the main one for `null`, on a libSQL server. A token is
 * only sent to the host it is configured for. Throws StorageUnavailable when DATABASE_TOKENS lacks the host.
 */
export function openAt(config: Servers, own: string | null, options: RemoteOptions = {}): Database {
  if (own === null) return openRemote(config.databaseUrl, config.databaseAuthToken, options)
  const token = tokenFor(config.databaseTokens, own)
  if (token === undefined)
    throw new StorageUnavailable('DATABASE_TOKENS does not name the host of this database', {
      trouble: 'no token',
    })
  return openRemote(own, token, options)
}

/** Whether a workspace may have its own database at this address: DATABASE_TOKENS names its host. */
export function mayBeAt({ databaseTokens }: Pick<Servers, 'databaseTokens'>, url: string): boolean {
  return tokenFor(databaseTokens, url) !== undefined
}

function tokenFor(tokens: Servers['databaseTokens'], url: string): string | undefined {
  const { host } = new URL(url.replace(/^libsql:/, 'https:'))
  const wildcard = [...tokens].find(([name]) => name.startsWith('*.') && host.endsWith(name.slice(1)))
  return tokens.get(host) ?? wildcard?.[1]
}
