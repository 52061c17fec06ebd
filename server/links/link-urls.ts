import { points, type Scale } from '../../shared/scale.ts'
import { sha256 } from '../http/hashing.ts'
import type { Keyring } from './keyring.ts'
import { type Link, type LinkPurpose, signLink } from './token.ts'

/** Where the links of each purpose lead. */
export const paths = {
  invitation: '/i/',
  page: '/p/',
  receipt: '/r/',
  unsubscribe: '/u/',
  decoy: '/d/',
} as const satisfies Record<LinkPurpose, string>

const day = 86_400_000
/** How long an invitation lives when nobody says. */
export const usualLife = 90 * day
/** Answers can be looked at, and mail refused, long after an invitation ended. */
const afterlife = { receipt: 365 * day, unsubscribe: 5 * 365 * day }

/** Everything one person's links have in common. */
export type Invitation = Omit<Link, 'purpose' | 'isClaimed'>

/** All addresses of one invitation, as mails need them. */
export interface InvitationLinks {
  readonly link: string
  /** One address for each point of the scale, with it chosen. */
  readonly byRating: readonly { readonly rating: number; readonly link: string }[]
  /** Shows, corrects, deletes the person's answer. */
  readonly receipt: string
  readonly unsubscribe: string
  /** Hidden in the mail, so that only machines open it. */
  readonly decoy: string
}

/** The signed address of one purpose below `base`, the server's own without a trailing slash. */
export async function linkFor(keyring: Keyring, base: string, link: Link): Promise<string> {
  return `${base}${paths[link.purpose]}${await signLink(keyring, link)}`
}

/** Every address of one invitation. */
export async function linksOf(
  keyring: Keyring,
  base: string,
  invitation: Invitation,
  scale: Scale,
): Promise<InvitationLinks> {
  const { expiresAt, properties, ...who } = invitation
  const of = (link: Link) => linkFor(keyring, base, link)
  const [link, receipt, unsubscribe, decoy] = await Promise.all([
    of({ ...invitation, purpose: 'invitation' }),
    receiptFor(keyring, base, invitation, await responseIdOf(invitation)),
    of({ ...who, purpose: 'unsubscribe', expiresAt: expiresAt + afterlife.unsubscribe }),
    of({ ...who, purpose: 'decoy', expiresAt }),
  ])
  return { link, byRating: byRating(link, scale), receipt, unsubscribe, decoy }
}

/** An invitation's address once for each point of the scale. */
export function byRating(link: string, scale: Scale): { rating: number; link: string }[] {
  return points(scale).map((rating) => ({ rating, link: `${link}?rating=${rating}` }))
}

/** The address under which a person sees, corrects or deletes the answer of this id. */
export function receiptFor(
  keyring: Keyring,
  base: string,
  { workspaceId, surveyId, language, expiresAt }: Invitation,
  responseId: string,
): Promise<string> {
  const languageOnly = language ? { language } : {}
  const bound = { workspaceId, surveyId, invitation: responseId, expiresAt: expiresAt + afterlife.receipt }
  return linkFor(keyring, base, { ...bound, ...languageOnly, purpose: 'receipt' })
}

/** The id of the one answer an invitation leads to, however often its links are opened. */
export async function responseIdOf({ surveyId, invitation }: Pick<Link, 'surveyId' | 'invitation'>) {
  return (await sha256(`the answer to ${surveyId} ${invitation}`)).slice(0, 32)
}
