type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** A key that links are signed with, and the name under which a link mentions it. */
export interface SigningKey {
  /** Four bytes, made from the secret. */
  readonly id: Uint8Array<ArrayBuffer>
  readonly key: CryptoKey
}

/** Every key whose links are alive. */
export interface Keyring {
  /** Signs new links. */
  readonly current: SigningKey
  /** The environment says what signs, so that no new secret in the database can. */
  readonly isGiven: boolean
  /** The key of this name; `undefined` when there is none, or none any more. */
  find(id: Uint8Array): SigningKey | undefined
}

/** Finds the keys; with `fresh`, also those that came in the last minute. */
export type KeyringOf = (fresh?: 'fresh') => Promise<Keyring>

/** The keyring of these secrets; the first of them signs. Throws when there is none. */
export async function keyringOf(secrets: readonly string[], isGiven = false): Promise<Keyring> {
  const keys = await Promise.all(secrets.map(signingKeyOf))
  const [current] = keys
  if (!current) throw new Error('there is no secret to sign links with')
  const byName = new Map(keys.map((key) => [nameOf(key.id), key]))
  return { current, isGiven, find: (id) => byName.get(nameOf(id)) }
}

/**
 * A keyring that reads the stored secrets once a minute. What is kept between calls is the
 * keyring and never a promise of one: on Workers, requests must not wait on each other.
 */
export function keepKeyring(given: readonly string[]) {
  let kept: { keyring: Keyring; until: number } | null = null
  return async (stored: () => Promise<string[]>, now: number, fresh?: 'fresh'): Promise<Keyring> => {
    if (kept && kept.until > now && !fresh) return kept.keyring
    const keyring = await keyringOf([...given, ...(await stored())], given.length > 0)
    kept = { keyring, until: now + 60_000 }
    return keyring
  }
}

const textBytes = (text: string) => new TextEncoder().encode(text)

/** Importing a key costs several times what signing with it does: done once a secret. */
const imported = new Map<string, SigningKey>()

async function signingKeyOf(secret: string): Promise<SigningKey> {
  const known = imported.get(secret)
  if (known) return known
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', textBytes(secret), algorithm, false, ['sign', 'verify'])
  const name = await crypto.subtle.sign('HMAC', key, textBytes('the name of this key'))
  const made = { id: new Uint8Array(name.slice(0, 4)), key }
  imported.set(secret, made)
  return made
}

const nameOf = (id: Uint8Array) => id.join()
