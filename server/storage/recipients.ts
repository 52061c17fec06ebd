import type { ResultSet } from '@libsql/client/web'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { recipients } from './tables.ts'

export type Recipient = typeof recipients.$inferSelect
export type NewRecipient = Pick<
  Recipient,
  | 'email'
  | 'address'
  | 'name'
  | 'respondentId'
  | 'language'
  | 'timezone'
  | 'properties'
  | 'invitation'
  | 'responseId'
  | 'state'
  | 'reason'
>

type Campaign = { readonly id: string; readonly workspaceId: string; readonly surveyId: string }

/**
 * Adds people to a campaign in one transaction; an address it has already is counted on the one
 * there is. Returns how many were new.
 */
export async function addRecipients(
  database: Database,
  campaign: Campaign,
  added: readonly NewRecipient[],
): Promise<number> {
  const size = sql`SELECT count(*) AS n FROM recipients WHERE campaign_id = ${campaign.id}`
  const [before, , after] = await database.write([
    size,
    sql`
      INSERT INTO recipients (campaign_id, workspace_id, survey_id, email, address, name, respondent_id, language,
        timezone, properties, invitation, response_id, duplicates, state, reason, due_at, attempts, mails)
      SELECT ${campaign.id}, ${campaign.workspaceId}, ${campaign.surveyId}, j.value ->> 'email', j.value ->> 'address',
        j.value ->> 'name', j.value ->> 'respondentId', j.value ->> 'language', j.value ->> 'timezone',
        json_extract(j.value, '$.properties'), j.value ->> 'invitation', j.value ->> 'responseId', 0,
        j.value ->> 'state', j.value ->> 'reason', 0, 0, 0
      FROM json_each(${JSON.stringify(added)}) j WHERE true
      ON CONFLICT (campaign_id, email) DO UPDATE SET duplicates = duplicates + 1`,
    size,
  ])
  const sizeIn = (result: ResultSet | undefined) => Number(result?.rows[0]?.n ?? 0)
  return sizeIn(after) - sizeIn(before)
}

/** A campaign's people by address, at most `limit`, after one of them. */
export function listRecipients(
  database: Database,
  campaignId: string,
  after: string,
  limit: number,
): Promise<Recipient[]> {
  return database.orm
    .select()
    .from(recipients)
    .where(and(eq(recipients.campaignId, campaignId), gt(recipients.email, after)))
    .orderBy(asc(recipients.email))
    .limit(limit)
}

/** What stands against mailing people, beside their history, in their order. */
export async function obstaclesTo(database: Database, people: readonly Recipient[]) {
  const given = people.map(({ workspaceId, surveyId, email, responseId }) => ({
    ...{ workspaceId, surveyId, email, responseId },
  }))
  const rows = await database.orm.all<{ suppressed: string | null; answered: number }>(sql`
    SELECT
      (SELECT reason FROM suppressions WHERE workspace_id = j.value ->> 'workspaceId' AND email = j.value ->> 'email')
        AS suppressed,
      EXISTS (SELECT 1 FROM responses WHERE survey_id = j.value ->> 'surveyId' AND id = j.value ->> 'responseId'
        AND state <> 'held') AS answered
    FROM json_each(${JSON.stringify(given)}) j ORDER BY j.key`)
  return rows.map(({ suppressed, answered }) => ({
    suppressed: suppressed as 'unsubscribed' | 'bounced' | 'complained' | 'added' | null,
    answered: answered === 1,
  }))
}

/** Where a recipient stands after something was done about them. */
export type Step = Partial<
  Pick<Recipient, 'state' | 'reason' | 'dueAt' | 'attempts' | 'mails' | 'lastSentAt'>
>

/** Writes down what became of somebody's mail. */
export async function updateRecipient(
  database: Database,
  { campaignId, email }: Recipient,
  step: Step,
): Promise<void> {
  await database.write([
    database.orm
      .update(recipients)
      .set(step)
      .where(and(eq(recipients.campaignId, campaignId), eq(recipients.email, email))),
  ])
}
