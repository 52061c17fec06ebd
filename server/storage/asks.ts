import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { asks, recipients } from './mail-tables.ts'
import { findInvitation, type Recipient } from './recipients.ts'

/**
 * Begins another ask of somebody whom a recurring campaign asked before: what was asked goes to `asks`, so that its links
 * keep working and its answer counts, and the mail that follows has links of its own.
 */
export async function beginAsk(
  database: Database,
  recipient: Recipient,
  { invitation, responseId }: Pick<Recipient, 'invitation' | 'responseId'>,
): Promise<Recipient> {
  const { campaignId, email } = recipient
  const isCurrent = sql`campaign_id = ${campaignId} AND email = ${email} AND invitation = ${recipient.invitation}`
  const fresh = { invitation, responseId, mails: 0, askedAt: null, unknowns: 0, code: null, said: null }
  await database.write([
    sql`INSERT INTO asks (campaign_id, email, workspace_id, survey_id, invitation, response_id, mails, asked_at, last_sent_at)
      SELECT campaign_id, email, workspace_id, survey_id, invitation, response_id, mails, asked_at, last_sent_at
      FROM recipients WHERE ${isCurrent} ON CONFLICT DO NOTHING`,
    database.orm.update(recipients).set(fresh).where(isCurrent),
  ])
  // Whoever had an ended lease may have begun it before: it is one ask all the same.
  const [begun] = await database.orm
    .select({ invitation: recipients.invitation, responseId: recipients.responseId })
    .from(recipients)
    .where(and(eq(recipients.campaignId, campaignId), eq(recipients.email, email)))
  return { ...recipient, ...fresh, ...begun }
}

/** The one of these times for which a campaign plans the fewest asks in the hours around it; the earliest of equals. */
export async function quietestOf(
  database: Database,
  campaignId: string,
  times: readonly number[],
): Promise<number> {
  const rows = await database.orm.all<{ at: number; planned: number }>(sql`
    SELECT j.value AS at, (SELECT count(*) FROM recipients r WHERE r.campaign_id = ${campaignId}
      AND r.next_ask_at BETWEEN j.value - ${halfDay} AND j.value + ${halfDay}) + (SELECT count(*) FROM recipients r
      WHERE r.campaign_id = ${campaignId} AND r.asked_at BETWEEN j.value - ${halfDay} AND j.value + ${halfDay}) AS planned
    FROM json_each(${JSON.stringify(times)}) j ORDER BY planned, at LIMIT 1`)
  return rows[0]!.at
}

const halfDay = 43_200_000

/** The people whose next ask is planned and who may get mail, the first of them first. */
export function nextToBeAsked(database: Database, campaignId: string, limit: number): Promise<Recipient[]> {
  return database.orm
    .select()
    .from(recipients)
    .where(
      and(
        eq(recipients.campaignId, campaignId),
        eq(recipients.state, 'queued'),
        isNotNull(recipients.nextAskAt),
        sql`coalesce(${recipients.reason}, 'next') IN ('next', 'window', 'rested')`,
        sql`NOT EXISTS (SELECT 1 FROM suppressed s
          WHERE s.workspace_id = ${recipients.workspaceId} AND s.mark = ${recipients.mark})`,
      ),
    )
    .orderBy(asc(recipients.dueAt), asc(recipients.email))
    .limit(limit)
}

/** The recipient of an earlier ask by its invitation, as `findInvitation` has the current one; `null` when there is none. */
export async function findEarlierAsk(database: Database, workspaceId: string, invitation: string) {
  const [ask] = await database.orm
    .select({ current: recipients.invitation, lastSentAt: asks.lastSentAt })
    .from(asks)
    .innerJoin(recipients, and(eq(recipients.campaignId, asks.campaignId), eq(recipients.email, asks.email)))
    .where(and(eq(asks.workspaceId, workspaceId), eq(asks.invitation, invitation)))
  const found = ask && (await findInvitation(database, workspaceId, ask.current))
  if (!found) return null
  return { ...found, recipient: { ...found.recipient, lastSentAt: ask.lastSentAt, triedAt: null } }
}
