import type { PropertyValue, Respondent } from '../../shared/response.ts'
import { jsonOf } from '../http/input.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import type { Keyring } from './keyring.ts'

/** What a link is for; a token made for one purpose opens nothing else. */
export type LinkPurpose = 'invitation' | 'receipt' | 'unsubscribe' | 'decoy' | 'page'

/** What a signed link says. Everybody who has the link can read it, so it holds nothing secret. */
export interface Link {
  readonly purpose: LinkPurpose
  readonly workspaceId: string
  readonly surveyId: string
  /** The invitation's id: all its links, reminders too, lead to one answer. Of a receipt, the response's id. */
  readonly invitation: string
  /** Milliseconds; kept to the second. */
  readonly expiresAt: number
  readonly respondent?: Pick<Respondent, 'id' | 'email' | 'name'>
  readonly properties?: Readonly<Record<string, PropertyValue>>
  /** BCP 47: what the page is shown in. */
  readonly language?: string
  /** Milliseconds, kept to the second: nobody can have the mail before, so that whoever opens the link earlier is a machine. */
  readonly sentAt?: number
  /** Whether nobody vouched for respondent and properties: they came with an unsigned address. */
  readonly isClaimed?: boolean
}

/** What a token turned out to be; an expired one still says what it was. */
export type Opened =
  | { readonly outcome: 'good' | 'expired'; readonly link: Link }
  | { readonly outcome: 'forged' | 'unknown key' }

const forged = { outcome: 'forged' } as const
const nameLength = 4
const macLength = 32
/** Longer than any link made here: a longer one need not be decoded. */
const longestToken = 48_000

/**
 * A link's token: key name, HMAC-SHA-256 and text, as canonical base64url. Stateless: nothing is
 * stored, and the same link has the same token.
 */
export async function signLink({ current }: Keyring, link: Link): Promise<string> {
  const text = new TextEncoder().encode(write(link))
  const mac = await crypto.subtle.sign('HMAC', current.key, text)
  const bytes = new Uint8Array(nameLength + macLength + text.length)
  bytes.set(current.id)
  bytes.set(new Uint8Array(mac), nameLength)
  bytes.set(text, nameLength + macLength)
  return toBase64url(bytes)
}

/**
 * What a token says, if it was signed here for this purpose. Forged are also: another spelling of
 * the same bytes, another purpose, a key taken back. The platform compares in constant time.
 */
export async function openToken(
  keyring: Keyring,
  token: string,
  purpose: LinkPurpose,
  now: number,
): Promise<Opened> {
  const bytes = token.length <= longestToken ? fromBase64url(token) : null
  if (!bytes || bytes.length <= nameLength + macLength) return forged
  const key = keyring.find(bytes.subarray(0, nameLength))
  if (!key) return { outcome: 'unknown key' }
  const mac = bytes.subarray(nameLength, nameLength + macLength)
  const text = bytes.subarray(nameLength + macLength)
  if (!(await crypto.subtle.verify('HMAC', key.key, mac, text))) return forged
  const link = read(new TextDecoder().decode(text))
  if (link.purpose !== purpose) return forged
  return { outcome: link.expiresAt <= now ? 'expired' : 'good', link }
}

type Written = [
  purpose: LinkPurpose,
  workspaceId: string,
  surveyId: string,
  invitation: string,
  expiresAt: number,
  ...more: unknown[],
]

/** A list and not an object, and without the empty places at its end: links are short in mails. */
function write(link: Link): string {
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
    link.isClaimed ? 1 : undefined,
  ]
  const last = fields.findLastIndex((field) => field !== undefined)
  return JSON.stringify(fields.slice(0, last + 1).map((field) => field ?? 0))
}

function read(text: string): Link {
  const [purpose, workspaceId, surveyId, invitation, expiresAt, ...more] = jsonOf(text) as Written
  const [id, email, name, language, sentAt, properties, isClaimed] = more
  const respondent = present({ id, email, name })
  return {
    ...{ purpose, workspaceId, surveyId, invitation, expiresAt: expiresAt * 1000 },
    ...(Object.keys(respondent).length > 0 && { respondent }),
    ...present({ language, sentAt: sentAt && Number(sentAt) * 1000, properties, isClaimed: isClaimed === 1 }),
  }
}

/** The fields that stand for something; an empty place was written as 0. */
function present(fields: Record<string, unknown>): Record<string, never> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as Record<string, never>
}
