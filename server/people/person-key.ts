import type { Ctx } from '../context.ts'
import { addressOf } from '../http/pagination.ts'
import { fromBase64url, toBase64url } from '../links/base64url.ts'
import type { SigningKey } from '../links/keyring.ts'
import { deprecatedSince } from '../openapi/table.ts'

interface OfWorkspace {
  readonly id: string
}

const utf8 = new TextEncoder()
const idLength = 4
const ivLength = 12

/**
 * Stands for a person's id or address in paths and queries, since proxies and platforms log those: the name, encrypted
 * by the workspace's link key. Nothing is stored, and a name keeps its key until the link key is removed.
 */
export async function personKey(c: Ctx, { id }: OfWorkspace, name: string): Promise<string> {
  const { current } = await c.var.services.keyring(id)
  // Made from the name, so that it repeats with the name only: GCM must not use one for two texts.
  const iv = (await hmac(current, `name ${name}`)).slice(0, ivLength)
  const made = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await cipherOf(current),
    utf8.encode(name),
  )
  return toBase64url(new Uint8Array([...current.id, ...new Uint8Array(iv), ...new Uint8Array(made)]))
}

/** The name that a key stands for; `null` when it is no key of the workspace. */
export async function nameOfKey(c: Ctx, { id }: OfWorkspace, key: string): Promise<string | null> {
  const bytes = fromBase64url(key)
  if (!bytes || bytes.length <= idLength + ivLength) return null
  const found = (await c.var.services.keyring(id)).find(bytes.subarray(0, idLength))
  if (!found) return null
  const iv = bytes.subarray(idLength, idLength + ivLength)
  const text = bytes.subarray(idLength + ivLength)
  try {
    const name = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await cipherOf(found), text)
    return new TextDecoder().decode(name)
  } catch {
    return null
  }
}

/**
 * The person that a path names by their key. An id or an address there, as it was before there were keys, is answered
 * for one version more, with the key that replaces it.
 */
export async function namedInPath(c: Ctx, workspace: OfWorkspace, parameter: string): Promise<string> {
  const given = c.req.param(parameter) ?? ''
  const name = await nameOfKey(c, workspace, given)
  if (name !== null) return name
  c.header('deprecation', deprecatedSince)
  if (c.req.path.startsWith('/v1/'))
    c.header('link', `<${await personKey(c, workspace, given)}>; rel="successor-version"`)
  return given
}

/** The cursor that continues a list in the order of addresses after one of them. */
export async function cursorAfterEmail(c: Ctx, workspace: OfWorkspace, email: string | null) {
  return email === null ? null : personKey(c, workspace, email)
}

/** The address a cursor stands for; the empty one, before all, without a cursor. Earlier ones are the address itself. */
export async function emailOfCursor(c: Ctx, workspace: OfWorkspace, cursor: string | undefined) {
  return (cursor && (await nameOfKey(c, workspace, cursor))) || addressOf(cursor)
}

type CryptoKey = SigningKey['key']

/** By signing key, since importing one takes longer than encrypting with it. */
const ciphers = new WeakMap<CryptoKey, CryptoKey>()

async function cipherOf(signing: SigningKey): Promise<CryptoKey> {
  const known = ciphers.get(signing.key)
  if (known) return known
  const bytes = await hmac(signing, 'the key of names')
  const made = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
  ciphers.set(signing.key, made)
  return made
}

const hmac = ({ key }: SigningKey, text: string) => crypto.subtle.sign('HMAC', key, utf8.encode(text))
