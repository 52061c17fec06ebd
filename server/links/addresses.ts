import type { Keyring } from './keyring.ts'
import { type Link, type LinkPurpose, signLink } from './token.ts'

/** Where the links of each purpose lead; mails hold nothing but these. */
export const paths = {
  invitation: '/i/',
  receipt: '/r/',
  unsubscribe: '/u/',
  decoy: '/d/',
  page: '/i/',
} as const satisfies Record<LinkPurpose, string>

/** An invitation before it has a purpose: what all of one person's links have in common. */
export type Invitation = Omit<Link, 'purpose' | 'isClaimed'>

/** The signed address of one purpose, below `base`, which is the server's own without a trailing slash. */
export async function linkFor(keyring: Keyring, base: string, link: Link): Promise<string> {
  return `${base}${paths[link.purpose]}${await signLink(keyring, link)}`
}

/** An invitation's address with a score chosen already: one for each button of a mail. */
export function withRating(invitationLink: string, rating: number): string {
  return `${invitationLink}?rating=${rating}`
}
