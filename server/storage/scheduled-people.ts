import { and, eq, sql } from 'drizzle-orm'
import type { CampaignRecord } from './campaigns.ts'
import type { Database } from './db.ts'
import { emailKey } from './email-key.ts'
import { campaigns, recipients } from './mail-tables.ts'
import { addRecipients, type NewRecipient, type Recipient } from './recipients.ts'

/** Somebody of a campaign, or `null`. */
export async function findRecipient(
  database: Database,
  campaignId: string,
  email: string,
): Promise<Recipient | null> {
  const [row] = await database.orm
    .select()
    .from(recipients)
    .where(and(eq(recipients.campaignId, campaignId), eq(recipients.email, emailKey(email))))
  return row ?? null
}

/** All campaigns of a survey but those that are cancelled, the newest first. */
export async function campaignsOf(database: Database, surveyId: string): Promise<CampaignRecord[]> {
  const rows = await database.orm
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.surveyId, surveyId), sql`${campaigns.status} <> 'cancelled'`))
    .orderBy(sql`${campaigns.createdAt} DESC, ${campaigns.id} DESC`)
    .limit(100)
  return rows as CampaignRecord[]
}

/**
 * Keeps somebody among a campaign's people, with what is said of them now; who is new is not mailed. Returns them as
 * they are then, or `null` when they were erased lately.
 */
export async function keepRecipient(
  database: Database,
  campaign: CampaignRecord,
  given: Omit<NewRecipient, 'state' | 'reason'>,
  { lastSentAt, now }: { readonly lastSentAt: number | null; readonly now: number },
): Promise<Recipient | null> {
  await addRecipients(database, campaign, [{ ...given, state: 'skipped', reason: 'left' }], now)
  const { name, respondentId, language, address, email } = given
  const said = given.properties && JSON.stringify(given.properties)
  await database.write([
    sql`UPDATE recipients SET name = coalesce(${name}, name), respondent_id = coalesce(${respondentId}, respondent_id),
        language = coalesce(${language}, language), address = ${address},
        properties = iif(${said} IS NULL, properties, json_patch(coalesce(properties, '{}'), ${said})),
        last_sent_at = CAST(iif(coalesce(last_sent_at, 0) > coalesce(${lastSentAt}, 0), last_sent_at, ${lastSentAt}) AS INTEGER)
      WHERE campaign_id = ${campaign.id} AND email = ${email}`,
  ])
  return findRecipient(database, campaign.id, email)
}

/** Has somebody mailed at a time; of a recurring campaign it is their next ask. */
export async function queueRecipient(
  database: Database,
  { campaignId, email }: Recipient,
  dueAt: number,
  isRecurring: boolean,
): Promise<void> {
  await database.write([
    sql`UPDATE recipients SET state = 'queued', reason = NULL, attempts = 0, due_at = CAST(${dueAt} AS INTEGER),
        next_ask_at = ${isRecurring ? sql`CAST(${dueAt} AS INTEGER)` : sql`NULL`}
      WHERE campaign_id = ${campaignId} AND email = ${email} AND state <> 'sending'`,
  ])
}

/** Takes somebody back who left a campaign. */
export async function rejoin(
  database: Database,
  { campaignId, email }: Recipient,
  now: number,
): Promise<void> {
  await database.write([
    sql`UPDATE recipients SET state = 'queued', reason = NULL, due_at = CAST(${now} AS INTEGER), attempts = 0
      WHERE campaign_id = ${campaignId} AND email = ${email} AND state = 'skipped' AND reason = 'left'`,
  ])
}

/**
 * Takes the mails back that wait for somebody about a survey: they stay among the people of its campaigns, and what
 * they were sent stays sent.
 */
export async function unqueue(
  database: Database,
  { id: surveyId, workspaceId }: { readonly id: string; readonly workspaceId: string },
  email: string,
): Promise<void> {
  const wasAsked = sql`(mails > 0 AND (SELECT k.plan ->> 'recurring' FROM campaigns k WHERE k.id = campaign_id) IS NULL)`
  await database.write([
    sql`UPDATE recipients SET state = iif(${wasAsked}, 'sent', 'skipped'), reason = iif(${wasAsked}, NULL, 'left'),
        next_ask_at = NULL
      WHERE workspace_id = ${workspaceId} AND email = ${emailKey(email)} AND survey_id = ${surveyId} AND state = 'queued'`,
  ])
}
