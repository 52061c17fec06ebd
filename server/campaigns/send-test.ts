import { randomId } from '../http/hashing.ts'
import { Refusal } from '../http/problem.ts'
import { takeMail } from '../mail/allowance.ts'
import type { Delivery } from '../mail/mailer.ts'
import type { Services } from '../services.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import { emailKey } from '../storage/email-key.ts'
import { uncountMail } from '../storage/mail-days.ts'
import { listRecipients, type Recipient } from '../storage/recipients.ts'
import { findSuppression } from '../storage/suppressions.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { compose } from './compose.ts'

/** Recipients among whom one with a name is looked for. */
const mostLookedAt = 50

/** A recipient to show a campaign's mail by, one with a name if there is; `null` when there is nobody. */
export async function sampleOf(
  { database }: Pick<Services, 'database'>,
  { id }: CampaignRecord,
): Promise<Recipient | null> {
  const first = await listRecipients(database, id, '', mostLookedAt)
  const mailed = first.filter(({ state }) => state !== 'skipped')
  return mailed.find(({ name }) => name !== null) ?? mailed[0] ?? null
}

/**
 * Sends a campaign's mail to somebody who wants to see it, as one of its people gets it. Nothing is stored, and nothing
 * answered by its links counts. It is one of the workspace's mails of the day. Throws a 409 when it cannot be sent.
 */
export async function sendTest(
  { database, directory, mail, keyring, asset, now }: Services,
  campaign: CampaignRecord,
  survey: SurveyRecord,
  to: string,
  publicUrl: string,
): Promise<Delivery> {
  if (!mail) throw new Refusal('conflict', 'no mail can be sent: set SMTP_URL, or MAIL_SERVICE and MAIL_KEY')
  const { id, workspaceId, plan } = campaign
  const suppression = await findSuppression(database, workspaceId, to)
  if (suppression) throw new Refusal('conflict', `${to} gets no mail: ${suppression.reason}; lift that first`)
  const at = now()
  const taken = await takeMail(directory, workspaceId, plan.from.address, at)
  if (taken === 'sender') throw new Refusal('conflict', 'the workspace may not send as from.address')
  if (taken === 'day') throw new Refusal('conflict', 'the workspace has sent its mails of today')
  const sample = await sampleOf({ database }, campaign)
  const named: Named = {
    ...{ campaignId: id, workspaceId, surveyId: survey.id, email: emailKey(to), address: to },
    ...{ invitation: randomId(), respondentId: null, mails: 0 },
  }
  const recipient = { ...(sample ?? nobody), ...named }
  const input = { plan, survey, recipient, asset, publicUrl, now: at, mark: '', isTest: true }
  const delivery = await mail.send(await compose({ ...input, keyring: await keyring(workspaceId) }))
  if (delivery.outcome !== 'accepted' && delivery.outcome !== 'unknown')
    await uncountMail(directory, workspaceId, at)
  return delivery
}

/** What a test says of its recipient; the rest is as of one of the campaign's people. */
type Named = Pick<
  Recipient,
  'campaignId' | 'workspaceId' | 'surveyId' | 'email' | 'address' | 'invitation' | 'respondentId' | 'mails'
>

/** The fields of somebody of whom nothing is known. */
const nobody: Omit<Recipient, keyof Named> = {
  ...{ name: null, language: null, timezone: null, properties: null, responseId: '', duplicates: 0 },
  ...{ state: 'queued', reason: null, dueAt: 0, attempts: 0, unknowns: 0, triedAt: null, code: null },
  ...{ said: null, lastSentAt: null, askedAt: null, nextAskAt: null, addedAt: 0, mark: null },
}
