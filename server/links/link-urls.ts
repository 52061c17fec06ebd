import { millisecondsADay as day } from '../../shared/day.ts'
import { points, type Scale } from '../../shared/scale.ts'
import { sha256 } from '../http/hashing.ts'
import type { Keyring } from './keyring.ts'
import { isVerified, type Link, type LinkPurpose, signLink } from './token.ts'

/** The path prefix of each kind of link. */
export const paths = {
  invitation: '/i/',
  page: '/p/',
  receipt: '/r/',
  unsubscribe: '/u/',
  decoy: '/d/',
} as const satisfies Record<LinkPurpose, string>

/** The lifetime of an invitation without an expiry, in milliseconds. */
export const defaultLifetime = 90 * day
/** Receipt and unsubscribe links work this much longer than their invitation, in milliseconds. */
const extraLifetime = { receipt: 365 * day, unsubscribe: 5 * 365 * day }

/** The fields that all links of one person share. */
export type Invitation = Omit<Link, 'purpose' | 'verifiedFields'>

/** All URLs of one invitation. */
export interface InvitationLinks {
  readonly link: string
  /** One URL per point of the scale, with that point selected. */
  readonly byRating: readonly { readonly rating: number; readonly link: string }[]
  /** The page where the person sees, corrects or deletes their answer. */
  readonly receipt: string
  readonly unsubscribe: string
  /** A honeypot: hidden in the mail, so that only machines open it. */
  readonly decoy: string
}

/** The signed URL of a link. `base` is the server's URL without a trailing slash. */
export async function linkFor(keyring: Keyring, base: string, link: Link): Promise<string> {
  return `${base}${paths[link.purpose]}${await signLink(keyring, link)}`
}

/** Signs all URLs of one invitation. */
export async function linksOf(
  keyring: Keyring,
  base: string,
  invitation: Invitation,
  scale: Scale,
): Promise<InvitationLinks> {
  const { expiresAt, properties, ...shared } = invitation
  const urlOf = (link: Link) => linkFor(keyring, base, link)
  const [link, receipt, unsubscribe, decoy] = await Promise.all([
    urlOf({ ...invitation, purpose: 'invitation' }),
    receiptFor(keyring, base, invitation, await responseIdOf(invitation)),
    urlOf({ ...shared, purpose: 'unsubscribe', expiresAt: expiresAt + extraLifetime.unsubscribe }),
    urlOf({ ...shared, purpose: 'decoy', expiresAt }),
  ])
  return { link, byRating: byRating(link, scale), receipt, unsubscribe, decoy }
}

/** The invitation URL once for each point of the scale, lowest first. */
export function byRating(link: string, scale: Scale): { rating: number; link: string }[] {
  return points(scale).map((rating) => ({ rating, link: `${link}?rating=${rating}` }))
}

/** The signed URL where a person sees, corrects or deletes the response with this id. */
export function receiptFor(
  keyring: Keyring,
  base: string,
  { workspaceId, surveyId, language, expiresAt }: Invitation,
  responseId: string,
): Promise<string> {
  const languageOnly = language ? { language } : {}
  const bound = {
    workspaceId,
    surveyId,
    invitation: responseId,
    expiresAt: expiresAt + extraLifetime.receipt,
  }
  return linkFor(keyring, base, { ...bound, ...languageOnly, purpose: 'receipt' })
}

/**
 * The response id of an invitation, so that all its links lead to the same response: a name that no public save can
 * have (`isOwnId`). Links that vouch for the person, and those that only claim to be theirs, lead to different ones.
 */
export async function responseIdOf(
  link: Pick<Link, 'surveyId' | 'invitation' | 'respondent' | 'verifiedFields'>,
): Promise<string> {
  const { surveyId, invitation } = link
  const hash = await sha256(`the answer to ${surveyId} ${invitation}`)
  return `${isVerified(link) ? 'link' : 'claim'}:${hash.slice(0, 32)}`
}

/** The same as it was before these ids had a space of their own. */
export const earlierIdOf = (responseId: string) => responseId.replace(/^(link|claim):/, '')
