import type { PropertyValue, Respondent } from '../../shared/response.ts'
import { jsonOf } from '../http/input.ts'
import { isPersonVerified, type VerifiedFields } from '../responses/verified.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import type { Keyring } from './keyring.ts'

/** The purpose of a link; a token is valid for one purpose only. */
export type LinkPurpose = 'invitation' | 'receipt' | 'unsubscribe' | 'decoy' | 'page'

/** The content of a signed link. It is signed, not encrypted, so it must not contain secrets. */
export interface Link {
  readonly purpose: LinkPurpose
  readonly workspaceId: string
  readonly surveyId: string
  /** The invitation's id: all its links, including reminders, lead to one response. In a receipt, the response's id. */
  readonly invitation: string
  /** Milliseconds, stored in seconds. */
  readonly expiresAt: number
  readonly respondent?: Pick<Respondent, 'id' | 'email' | 'name'>
  readonly properties?: Readonly<Record<string, PropertyValue>>
  /** The language of the page, BCP 47. */
  readonly language?: string
  /** Milliseconds, stored in seconds. An opening before this time must be a machine: the mail was not sent yet. */
  readonly sentAt?: number
  /** Keyed hash of the address, in the unsubscribe links of campaigns. */
  readonly mark?: string
  /** Of a test mail: what is answered counts nowhere, and nobody is unsubscribed. */
  readonly isTest?: boolean
  /** What was vouched for of respondent and properties; all of it when left out. */
  readonly verifiedFields?: VerifiedFields
}

/** Whether a link vouches for its person: it was made for them, or their server signed who they are. */
export function isVerified({
  respondent = {},
  verifiedFields,
}: Pick<Link, 'respondent' | 'verifiedFields'>): boolean {
  return verifiedFields === undefined || isPersonVerified(respondent, verifiedFields)
}

/** The outcome of opening a token; an expired one still has its link. */
export type OpenedToken =
  | { readonly outcome: 'good' | 'expired'; readonly link: Link }
  | { readonly outcome: 'forged' | 'unknown key' | 'withdrawn' }

const forged = { outcome: 'forged' } as const
const keyIdLength = 4
const macLength = 32
/** In characters. No link made here is longer, so longer tokens are rejected before decoding. */
const maxTokenLength = 48_000

/**
 * The token of a link: key id, HMAC-SHA-256 and text, as canonical base64url. Nothing is stored, and
 * the same link always gives the same token.
 */
export async function signLink({ current }: Keyring, link: Link): Promise<string> {
  const text = new TextEncoder().encode(serialize(link))
  const mac = await crypto.subtle.sign('HMAC', current.key, text)
  const bytes = new Uint8Array(keyIdLength + macLength + text.length)
  bytes.set(current.id)
  bytes.set(new Uint8Array(mac), keyIdLength)
  bytes.set(text, keyIdLength + macLength)
  return toBase64url(bytes)
}

/** The workspace a token says it is of, which nothing has proved yet; `null` when it is no token. */
export function workspaceNamedIn(token: string): string | null {
  const bytes = token.length <= maxTokenLength ? fromBase64url(token) : null
  if (!bytes || bytes.length <= keyIdLength + macLength) return null
  try {
    const { workspaceId } = deserialize(new TextDecoder().decode(bytes.subarray(keyIdLength + macLength)))
    return /^[0-9a-z]{1,40}$/.test(workspaceId) ? workspaceId : null
  } catch {
    return null
  }
}

/**
 * Verifies a token with the keyring of its workspace and returns its link. `forged` also covers a non-canonical
 * encoding and another purpose; `unknown key` also covers a removed key. `crypto.subtle.verify` compares in constant
 * time.
 */
export async function openToken(
  keyring: Keyring,
  token: string,
  purpose: LinkPurpose,
  now: number,
): Promise<OpenedToken> {
  const bytes = token.length <= maxTokenLength ? fromBase64url(token) : null
  if (!bytes || bytes.length <= keyIdLength + macLength) return forged
  const key = keyring.find(bytes.subarray(0, keyIdLength))
  if (!key) return { outcome: 'unknown key' }
  const mac = bytes.subarray(keyIdLength, keyIdLength + macLength)
  const text = bytes.subarray(keyIdLength + macLength)
  if (!(await crypto.subtle.verify('HMAC', key.key, mac, text))) return forged
  if (key.endsAt !== null && key.endsAt <= now) return { outcome: 'withdrawn' }
  const link = deserialize(new TextDecoder().decode(text))
  if (link.purpose !== purpose) return forged
  return { outcome: link.expiresAt <= now ? 'expired' : 'good', link }
}

type LinkFields = [
  purpose: LinkPurpose,
  workspaceId: string,
  surveyId: string,
  invitation: string,
  expiresAt: number,
  ...more: unknown[],
]

/** A JSON array without trailing empty fields, because links in mails should be short. */
function serialize(link: Link): string {
  const { id, email, name } = link.respondent ?? {}
  const fields = [
    link.purpose,
    link.workspaceId,
    link.surveyId,
    link.invitation,
    Math.floor(link.expiresAt / 1000),
    id,
    email,
    name,
    link.language,
    link.sentAt === undefined ? undefined : Math.floor(link.sentAt / 1000),
    link.properties && Object.keys(link.properties).length > 0 ? link.properties : undefined,
    link.verifiedFields?.length === 0 ? 1 : link.verifiedFields,
    link.isTest ? 1 : undefined,
  ]
  const last = fields.findLastIndex((field) => field !== undefined)
  return JSON.stringify(fields.slice(0, last + 1).map((field) => field ?? 0))
}

function deserialize(text: string): Link {
  const [purpose, workspaceId, surveyId, invitation, expiresAt, ...more] = jsonOf(text) as LinkFields
  const [id, email, name, language, sentAt, properties, verified, isTest] = more
  const respondent = present({ id, email, name })
  return {
    ...{ purpose, workspaceId, surveyId, invitation, expiresAt: expiresAt * 1000 },
    ...(Object.keys(respondent).length > 0 && { respondent }),
    ...present({ language, sentAt: sentAt && Number(sentAt) * 1000, properties }),
    // 1 is what links of before the fields were kept say where nothing was signed.
    ...(isTest ? { isTest: true } : {}),
    ...(verified ? { verifiedFields: verified === 1 ? [] : (verified as string[]) } : {}),
  }
}

/** The fields with a value; an empty one is serialized as 0. */
function present(fields: Record<string, unknown>): Record<string, never> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Record<string, never>
}
