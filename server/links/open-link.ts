import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { type Link, type LinkPurpose, type OpenedToken, openToken } from './token.ts'

/** Opens a token. For an unknown key it reads the stored secrets again, because another process may have just added one. */
export async function openLink(c: Ctx, token: string, purpose: LinkPurpose): Promise<OpenedToken> {
  const { keyring, now } = c.var.services
  const opened = await openToken(await keyring(), token, purpose, now())
  return opened.outcome === 'unknown key' ? openToken(await keyring('fresh'), token, purpose, now()) : opened
}

/** The link of a token. Throws 404 when it was not signed here for this purpose, 410 when it has expired. */
export async function requireLink(c: Ctx, token: string, purpose: LinkPurpose): Promise<Link> {
  const opened = await openLink(c, token, purpose)
  if (opened.outcome === 'good') return opened.link
  if (opened.outcome === 'expired') throw new Refusal('link-expired')
  throw new Refusal('not-found', 'there is no such link')
}
