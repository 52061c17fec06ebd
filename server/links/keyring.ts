import { derivedSecret } from '../http/hashing.ts'

type CryptoKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** A key that signs links, with the id that tokens refer to it by. */
export interface SigningKey {
  /** Four bytes, derived from the secret. */
  readonly id: Uint8Array<ArrayBuffer>
  readonly key: CryptoKey
}

/** A key whose links are believed, until a time if it was withdrawn. */
export interface KnownKey extends SigningKey {
  /** Milliseconds; `null` when its links end at their own time. */
  readonly endsAt: number | null
}

/** All keys of one workspace whose links are or were believed. */
export interface Keyring {
  /** Signs new links. */
  readonly current: SigningKey
  /** The key with this id; `undefined` when it is unknown or was removed. */
  find(id: Uint8Array): KnownKey | undefined
}

/** Returns a workspace's keyring; with `fresh`, reads what is stored again instead of using the cache. */
export type KeyringOf = (workspaceId: string, fresh?: 'fresh') => Promise<Keyring>

/** What may make older keys end, by the time it says. */
interface Renewal {
  readonly olderEndAt?: number | null
}

/** What a workspace's keys are made from, the newest first. */
export interface LinkSecrets {
  /** Of the server. */
  readonly secrets: readonly (Renewal & { readonly secret: string })[]
  /** Of the workspace: each makes another key of the same secret. */
  readonly salts: readonly (Renewal & { readonly salt: string })[]
}

/**
 * The keyring of a workspace: a key for each secret and salt, so that no workspace can sign for another or change
 * another's. The secrets themselves signed for all workspaces before each had its own; links of then are still
 * believed. Throws when there is no secret.
 */
export async function keyringOf(workspaceId: string, { secrets, salts }: LinkSecrets): Promise<Keyring> {
  const plain = { salt: undefined }
  const keys = await Promise.all(
    secrets.flatMap(({ secret }, place) => {
      const secretEnds = endOf(secrets, place)
      const ownKeys = [...salts, plain].map(async ({ salt }, at) => {
        const own = await derivedSecret(secret, `links of ${workspaceId}`, salt)
        return { ...(await signingKeyOf(own)), endsAt: earlier(secretEnds, endOf(salts, at)) }
      })
      const endsAt = earlier(secretEnds, endOf(salts, salts.length))
      return [...ownKeys, signingKeyOf(secret).then((key) => ({ ...key, endsAt }))]
    }),
  )
  const [current] = keys
  if (!current) throw new Error('there is no secret to sign links with')
  const byId = new Map(keys.map((key) => [idText(key.id), key]))
  return { current, find: (id) => byId.get(idText(id)) }
}

/** When the keys at this place end: the earliest time that a newer one says of older ones. */
function endOf(renewals: readonly Renewal[], place: number): number | null {
  return renewals
    .slice(0, place)
    .reduce<number | null>((ends, { olderEndAt }) => earlier(ends, olderEndAt ?? null), null)
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other)
}

const mostWorkspaces = 1000

/**
 * Keyrings by workspace, of which each reads what is stored at most once a minute. It caches keyrings, not promises
 * of them: on Workers, a request must not await a promise that another request created.
 */
export function cachedKeyring(given: readonly string[]) {
  const cache = new Map<string, { keyring: Keyring; until: number }>()
  const ofEnvironment = given.map((secret) => ({ secret }))
  return async (
    workspaceId: string,
    stored: (workspaceId: string) => Promise<LinkSecrets>,
    now: number,
    fresh?: 'fresh',
  ): Promise<Keyring> => {
    const known = cache.get(workspaceId)
    if (known && known.until > now && !fresh) return known.keyring
    const { secrets, salts } = await stored(workspaceId)
    const keyring = await keyringOf(workspaceId, { secrets: [...ofEnvironment, ...secrets], salts })
    if (cache.size >= mostWorkspaces) cache.clear()
    cache.set(workspaceId, { keyring, until: now + 60_000 })
    return keyring
  }
}

const textBytes = (text: string) => new TextEncoder().encode(text)

/** Cached by secret, because importing a key takes several times as long as signing with it. */
const imported = new Map<string, SigningKey>()
const mostImported = 10_000

async function signingKeyOf(secret: string): Promise<SigningKey> {
  const cached = imported.get(secret)
  if (cached) return cached
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', textBytes(secret), algorithm, false, ['sign', 'verify'])
  const name = await crypto.subtle.sign('HMAC', key, textBytes('the name of this key'))
  const made = { id: new Uint8Array(name.slice(0, 4)), key }
  if (imported.size >= mostImported) imported.clear()
  imported.set(secret, made)
  return made
}

const idText = (id: Uint8Array) => id.join()
