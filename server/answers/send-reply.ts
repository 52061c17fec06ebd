import { html } from 'hono/html'
import { domainOf } from '../campaigns/mail-headers.ts'
import { headerLine } from '../mail/header-text.ts'
import type { Delivery, Mailer } from '../mail/mailer.ts'
import { saveReply } from '../storage/answers/replies.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import { addressForWire } from '../storage/email-key.ts'
import type { responses } from '../storage/response-tables.ts'

/** A reply as it was written. */
export interface WrittenReply {
  readonly subject: string
  readonly body: string
}

/** Sends a person one mail about their answer, under the sender of a campaign, and keeps that it was sent. */
export async function sendReply(
  database: Database,
  mailer: Mailer,
  { plan }: Pick<CampaignRecord, 'plan'>,
  row: typeof responses.$inferSelect,
  { subject, body }: WrittenReply,
  now: number,
): Promise<Delivery> {
  const id = crypto.randomUUID()
  const address = row.respondentEmail!
  const delivery = await mailer({
    from: { name: headerLine(plan.from.name), address: addressForWire(plan.from.address) },
    to: { name: row.respondentName ? headerLine(row.respondentName) : '', address: addressForWire(address) },
    replyTo: plan.replyTo && addressForWire(plan.replyTo),
    subject: headerLine(subject),
    text: body,
    html: String(await asHtml(body)),
    messageId: `<${id}@${domainOf(plan.from.address)}>`,
    headers: {},
  })
  const state = {
    accepted: 'sent',
    refused: 'failed',
    later: null,
    resting: null,
    away: null,
    unknown: null,
  } as const
  const outcome = state[delivery.outcome]
  if (outcome)
    await saveReply(database, {
      ...{ id, surveyId: row.surveyId, responseId: row.id, email: address, subject, body },
      ...{ state: outcome, sentAt: now },
    })
  return delivery
}

/** The same text as HTML: a mail without it is shown in a typewriter's letters by some programs. */
const asHtml = (text: string) =>
  html`<!doctype html><html><body><p dir="auto" style="font-family:sans-serif;white-space:pre-wrap">${text}</p></body></html>`
