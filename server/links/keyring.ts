type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** A key that signs links, with the id that tokens refer to it by. */
export interface SigningKey {
  /** Four bytes, derived from the secret. */
  readonly id: Uint8Array<ArrayBuffer>
  readonly key: CryptoKey
}

/** All keys whose links are still accepted. */
export interface Keyring {
  /** Signs new links. */
  readonly current: SigningKey
  /** Whether the signing secret comes from the environment, so that it cannot be rotated in the database. */
  readonly isFromEnvironment: boolean
  /** The key with this id; `undefined` when it is unknown or was removed. */
  find(id: Uint8Array): SigningKey | undefined
}

/** Returns the keyring; with `fresh`, reads the stored secrets again instead of using the cache. */
export type KeyringOf = (fresh?: 'fresh') => Promise<Keyring>

/** The keyring of these secrets; the first one signs new links. Throws when the list is empty. */
export async function keyringOf(secrets: readonly string[], isFromEnvironment = false): Promise<Keyring> {
  const keys = await Promise.all(secrets.map(signingKeyOf))
  const [current] = keys
  if (!current) throw new Error('there is no secret to sign links with')
  const byId = new Map(keys.map((key) => [idText(key.id), key]))
  return { current, isFromEnvironment, find: (id) => byId.get(idText(id)) }
}

/**
 * A keyring that reads the stored secrets at most once a minute. It caches the keyring, not a promise
 * of it: on Workers, a request must not await a promise that another request created.
 */
export function cachedKeyring(given: readonly string[]) {
  let cache: { keyring: Keyring; until: number } | null = null
  return async (stored: () => Promise<string[]>, now: number, fresh?: 'fresh'): Promise<Keyring> => {
    if (cache && cache.until > now && !fresh) return cache.keyring
    const keyring = await keyringOf([...given, ...(await stored())], given.length > 0)
    cache = { keyring, until: now + 60_000 }
    return keyring
  }
}

const textBytes = (text: string) => new TextEncoder().encode(text)

/** Cached by secret, because importing a key takes several times as long as signing with it. */
const imported = new Map<string, SigningKey>()

async function signingKeyOf(secret: string): Promise<SigningKey> {
  const cached = imported.get(secret)
  if (cached) return cached
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', textBytes(secret), algorithm, false, ['sign', 'verify'])
  const name = await crypto.subtle.sign('HMAC', key, textBytes('the name of this key'))
  const made = { id: new Uint8Array(name.slice(0, 4)), key }
  imported.set(secret, made)
  return made
}

const idText = (id: Uint8Array) => id.join()
