import { timingSafeEqual } from 'hono/utils/buffer'
import type { Ctx } from '../context.ts'
import { headerLine } from '../mail/header-text.ts'
import { findEarlierAsk } from '../storage/asks.ts'
import { findInvitation } from '../storage/recipients.ts'
import { goToWorkspaceOf } from '../workspaces/workspace-database.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import type { Keyring, SigningKey } from './keyring.ts'
import { defaultLifetime, paths } from './link-urls.ts'
import type { Link, LinkPurpose, OpenedToken } from './token.ts'

/**
 * The link of a campaign's mail. It names the invitation, and the database has whose it is: so it is short, and tells
 * nothing of the person to whoever sees the address.
 */
export interface CampaignLink {
  readonly purpose: LinkPurpose
  readonly workspaceId: string
  readonly invitation: string
  /** Keyed hash of the address, in unsubscribe links alone: they work when the person was erased, too. */
  readonly mark?: string
}

const keyIdLength = 4
/** 96 bits. */
const macLength = 12
const short = /^([0-9a-z]{1,40})\.([0-9a-z]{1,40})(?:\.([0-9a-f]{16,64}))?\.([\w-]{22})$/

/** The parts of a campaign's token, of which nothing is proved yet; `null` when it is another kind of token. */
export function readCampaignToken(token: string, purpose: LinkPurpose) {
  const [, workspaceId, invitation, mark, signature] = token.match(short) ?? []
  if (!workspaceId || !invitation || !signature) return null
  return { link: { purpose, workspaceId, invitation, ...(mark && { mark }) }, signature }
}

/** The signed URL of a campaign's link. `base` is the server's URL without a trailing slash. */
export async function campaignUrl(keyring: Keyring, base: string, link: CampaignLink): Promise<string> {
  const { purpose, workspaceId, invitation, mark } = link
  const signature = await sign(keyring.current, link)
  const parts = [workspaceId, invitation, ...(mark ? [mark] : []), signature]
  return `${base}${paths[purpose]}${parts.join('.')}`
}

/** Opens a campaign's token, and reads whose it is. A link whose person was erased was withdrawn. */
export async function openCampaignToken(
  c: Ctx,
  keyring: Keyring,
  { link, signature }: NonNullable<ReturnType<typeof readCampaignToken>>,
  now: number,
): Promise<OpenedToken> {
  const bytes = fromBase64url(signature)
  if (!bytes || bytes.length !== keyIdLength + macLength) return { outcome: 'forged' }
  const key = keyring.find(bytes.subarray(0, keyIdLength))
  if (!key) return { outcome: 'unknown key' }
  if (!(await timingSafeEqual(await sign(key, link), signature))) return { outcome: 'forged' }
  if (key.endsAt !== null && key.endsAt <= now) return { outcome: 'withdrawn' }
  await goToWorkspaceOf(c, link.workspaceId)
  const found = await invited(c, link)
  if (found) return { outcome: found.expiresAt <= now ? 'expired' : 'good', link: found }
  return link.mark ? { outcome: 'expired', link: nobodys(link, link.mark) } : { outcome: 'withdrawn' }
}

async function invited(c: Ctx, given: CampaignLink): Promise<Link | null> {
  const { workspaceId, invitation } = given
  const { database } = c.var.services
  const found =
    (await findInvitation(database, workspaceId, invitation)) ??
    (await findEarlierAsk(database, workspaceId, invitation))
  if (!found) return null
  const { recipient, plan } = found
  const { surveyId, respondentId: id, address: email, properties, lastSentAt, triedAt } = recipient
  const name = recipient.name && headerLine(recipient.name)
  const language = recipient.language ?? plan.language ?? found.surveyLanguage
  const mailedAt = Math.max(lastSentAt ?? 0, triedAt ?? 0)
  return {
    ...given,
    surveyId,
    expiresAt: plan.expiresAt === null ? mailedAt + defaultLifetime : Date.parse(plan.expiresAt),
    respondent: { ...(id && { id }), email, ...(name && { name }) },
    ...(properties && { properties }),
    ...(language && { language }),
  }
}

/** An unsubscribe link of which only the mark is left. */
const nobodys = ({ purpose, workspaceId, invitation }: CampaignLink, mark: string): Link => ({
  ...{ purpose, workspaceId, invitation, mark, surveyId: '', expiresAt: 0 },
})

async function sign({ id, key }: SigningKey, link: CampaignLink): Promise<string> {
  const { purpose, workspaceId, invitation, mark = '' } = link
  // No other token's text begins with a letter: they are JSON arrays.
  const text = new TextEncoder().encode(`${purpose} ${workspaceId} ${invitation} ${mark}`)
  const mac = await crypto.subtle.sign('HMAC', key, text)
  const bytes = new Uint8Array(keyIdLength + macLength)
  bytes.set(id)
  bytes.set(new Uint8Array(mac, 0, macLength), keyIdLength)
  return toBase64url(bytes)
}
