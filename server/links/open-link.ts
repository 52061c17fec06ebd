import type { Ctx } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { openCampaignToken, readCampaignToken } from './campaign-link.ts'
import { type Link, type LinkPurpose, type OpenedToken, openToken, workspaceNamedIn } from './token.ts'

/** Opens a token. For an unknown key it reads what is stored again, because another process may have just added one. */
export async function openLink(c: Ctx, token: string, purpose: LinkPurpose): Promise<OpenedToken> {
  const { keyring, now } = c.var.services
  const ofCampaign = readCampaignToken(token, purpose)
  if (ofCampaign) {
    const { workspaceId } = ofCampaign.link
    const opened = await openCampaignToken(c, await keyring(workspaceId), ofCampaign, now())
    if (opened.outcome !== 'unknown key') return opened
    return openCampaignToken(c, await keyring(workspaceId, 'fresh'), ofCampaign, now())
  }
  const workspaceId = workspaceNamedIn(token)
  if (workspaceId === null) return { outcome: 'forged' }
  const opened = await openToken(await keyring(workspaceId), token, purpose, now())
  return opened.outcome === 'unknown key'
    ? openToken(await keyring(workspaceId, 'fresh'), token, purpose, now())
    : opened
}

/** The link of a token. Throws 404 when it was not signed here for this purpose, 410 when it ended or was withdrawn. */
export async function requireLink(c: Ctx, token: string, purpose: LinkPurpose): Promise<Link> {
  const opened = await openLink(c, token, purpose)
  if (opened.outcome === 'good') return opened.link
  if (opened.outcome === 'expired' || opened.outcome === 'withdrawn') throw new Refusal('link-expired')
  throw new Refusal('not-found', 'there is no such link')
}
