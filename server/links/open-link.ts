import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { type Link, type LinkPurpose, type Opened, openToken } from './token.ts'

/** What a token says; one signed with a key that came in a moment ago is known too. */
export async function openLink(c: Ctx, token: string, purpose: LinkPurpose): Promise<Opened> {
  const { keyring, now } = c.var.services
  const opened = await openToken(await keyring(), token, purpose, now())
  return opened.outcome === 'unknown key' ? openToken(await keyring('fresh'), token, purpose, now()) : opened
}

/** The link a token stands for; throws 404 when it was not made here for this, 410 when it has expired. */
export async function requireLink(c: Ctx, token: string, purpose: LinkPurpose): Promise<Link> {
  const opened = await openLink(c, token, purpose)
  if (opened.outcome === 'good') return opened.link
  if (opened.outcome === 'expired') throw new Refusal('link-expired')
  throw new Refusal('not-found', 'there is no such link')
}
