import { mostProperties, type Properties, type Respondent } from '../../shared/response.ts'
import { derivedSecret } from '../http/hashing.ts'
import { emailKey } from '../storage/email-key.ts'
import type { IdentitySettings } from '../storage/workspaces.ts'
import { readToken } from './identity-token.ts'
import { withoutNobody } from './nobodies.ts'
import { isPersonVerified, type VerifiedFields, verifiedNames } from './verified.ts'

/** The secrets that a workspace's server signs with: one for each purpose, so that nothing signed for one is another. */
export const tokenSecretOf = (secret: string) => derivedSecret(secret, 'identity tokens')
export const addressSecretOf = (secret: string) => derivedSecret(secret, 'signed addresses')

/** Whom an answer or a view is of, and what of that the host's server vouched for. */
export interface Identity {
  readonly respondent: Pick<Respondent, 'id' | 'email' | 'name'>
  readonly properties: Properties | null
  readonly verifiedFields: VerifiedFields
  /** The id, else the email, was vouched for. */
  readonly isVerified: boolean
}

/** What a page says of a person, as it was sent. */
interface Said {
  readonly respondent?: Respondent | undefined
  readonly properties?: Properties | undefined
}

/**
 * Tells what was signed from what was only said. What a token signs stands before what is said beside it; of one
 * that ended, everything is only said. `settings` is called only when something was signed.
 */
export async function identify(
  surveyId: string,
  { respondent, properties }: Said,
  settings: () => Promise<IdentitySettings | null>,
  now: number,
): Promise<Identity> {
  const { token, signature, ...said } = respondent ?? {}
  const signed = token || signature ? await settings() : null
  const read = token && signed ? await readToken(token, await tokenSecretOf(signed.secret), now) : null
  const claims = read && respondentOf(read.claims)
  const person = withoutNobody(surveyId, { ...said, ...claims })
  const names = present(person)
  const legacy = !token && signed && (await fieldSignedBy(names, signature, signed))
  const signedNames = read?.isValid ? Object.keys(names).filter((field) => Object.hasOwn(claims!, field)) : []
  const verifiedFields = [
    ...signedNames,
    ...(legacy ? [legacy] : []),
    ...(read?.isValid ? namesOfProperties(read.claims.properties, properties) : []),
  ]
  return {
    respondent: names,
    properties: merged(read?.claims.properties, properties),
    verifiedFields,
    isVerified: isPersonVerified(names, verifiedFields),
  }
}

function respondentOf({
  id,
  sub,
  email,
  name,
}: {
  id?: string
  sub?: string
  email?: string
  name?: string
}) {
  return present({ id: id ?? sub, email, name })
}

function present({ id, email, name }: Respondent): Pick<Respondent, 'id' | 'email' | 'name'> {
  return Object.fromEntries(Object.entries({ id, email, name }).filter(([, value]) => value))
}

/** Signed properties before those that were only said, as many as an answer may have. */
function merged(signed: Properties = {}, said: Properties = {}): Properties | null {
  const all = Object.entries({ ...said, ...signed }).sort(
    ([one], [other]) => +Object.hasOwn(signed, other) - +Object.hasOwn(signed, one),
  )
  return all.length > 0 ? Object.fromEntries(all.slice(0, mostProperties)) : null
}

function namesOfProperties(signed: Properties = {}, said: Properties = {}): string[] {
  const names = Object.keys(signed)
  if (names.length === 0) return []
  return Object.keys(said).every((name) => Object.hasOwn(signed, name))
    ? ['properties']
    : names.map((name) => `properties.${name}`)
}

/**
 * The one field that an HMAC of before tokens vouches for, `null` when there is none: the id, or the email where the
 * workspace says that its server signs emails.
 */
async function fieldSignedBy(
  respondent: Respondent,
  signature: string | undefined,
  { secret, signatures }: IdentitySettings,
): Promise<'id' | 'email' | null> {
  const field = ({ ids: 'id', emails: 'email', addresses: null, none: null } as const)[signatures]
  return field && (await isSignedText(respondent[field], signature, secret)) ? field : null
}

/** Whether a signature is the text's HMAC-SHA-256 in hexadecimal. Compared by the platform, in constant time. */
export async function isSignedText(
  text: string | undefined,
  signature: string | null | undefined,
  secret: string,
): Promise<boolean> {
  if (!text || !signature || !/^[0-9a-f]{64}$/i.test(signature) || secret === '') return false
  const encode = (text: string) => new TextEncoder().encode(text)
  const key = await crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'verify',
  ])
  const bytes = Uint8Array.from(signature.match(/../g)!, (pair) => Number.parseInt(pair, 16))
  return crypto.subtle.verify('HMAC', key, bytes, encode(text))
}

/**
 * The keys by which the database tells people apart: the host's id, else the email; and the email by
 * itself, since a mail or another device may know no more. `null` when unknown.
 */
export interface Names {
  readonly person: string | null
  readonly email: string | null
}

export function namesOf({ id, email }: Respondent): Names {
  const key = email ? emailKey(email) : null
  return { person: id ? `id ${id}` : key && `email ${key}`, email: key }
}

/** The names of a person by which their past may be looked up: those that were vouched for, and no other. */
export function trustedNamesOf({ respondent, verifiedFields }: Identity): Names {
  return namesOf(verifiedNames(respondent, verifiedFields))
}
