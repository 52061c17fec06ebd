import type { ResultSet } from '@libsql/client/web'
import { and, eq, sql } from 'drizzle-orm'
import type { CampaignRecord } from './campaigns.ts'
import type { Database } from './db.ts'
import { campaigns, recipients } from './mail-tables.ts'
import type { Recipient } from './recipients.ts'

/** A recipient whose next mail this process may send; no other process takes it before `dueAt`. */
export interface Lease {
  readonly campaign: CampaignRecord
  readonly recipient: Recipient
}

/** Milliseconds one attempt may take: longer than all timeouts of the mailers and the writes after it together. */
export const leaseTime = 15 * 60_000

/**
 * Leases the recipient that has been due longest, and commits that before anything is sent. A lease that expired was
 * interrupted by a crash, so its recipient is leased again, after an attempt whose effect is unknown. `gapOf` is the
 * campaign's pause between mails, in milliseconds. Returns `null` when nothing is due.
 */
export async function leaseNext(
  database: Database,
  now: number,
  gapOf: (campaign: CampaignRecord) => number,
): Promise<Lease | null> {
  for (;;) {
    const campaign = await dueCampaign(database, now)
    if (!campaign) return null
    const [leased] = (await database.write([
      sql`
        UPDATE recipients SET state = 'sending', due_at = ${now + leaseTime}, attempts = attempts + 1,
          unknowns = unknowns + (state = 'sending'),
          tried_at = CASE WHEN unknowns = 0 AND state = 'queued' THEN ${now} ELSE tried_at END
        WHERE campaign_id = ${campaign.id} AND email = (
          SELECT r.email FROM campaigns c JOIN recipients r ON r.campaign_id = c.id
          WHERE c.id = ${campaign.id} AND c.status = 'running' AND c.next_at <= ${now}
            AND r.state IN ('queued', 'sending') AND r.due_at <= ${now}
          ORDER BY r.due_at LIMIT 1)
        RETURNING email`,
      database.orm
        .update(campaigns)
        .set({ nextAt: sql`max(${campaigns.nextAt}, ${now}) + ${gapOf(campaign)}` })
        .where(and(eq(campaigns.id, campaign.id), eq(campaigns.nextAt, campaign.nextAt))),
    ])) as [ResultSet, ResultSet]
    const email = leased.rows[0]?.email
    // Another process took this recipient: look for the next.
    if (typeof email !== 'string') continue
    const [recipient] = await database.orm
      .select()
      .from(recipients)
      .where(and(eq(recipients.campaignId, campaign.id), eq(recipients.email, email)))
    return { campaign, recipient: recipient! }
  }
}

async function dueCampaign(database: Database, now: number): Promise<CampaignRecord | null> {
  const [row] = await database.orm
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.status, 'running'),
        sql`${campaigns.nextAt} <= ${now}`,
        sql`EXISTS (SELECT 1 FROM recipients WHERE campaign_id = campaigns.id
          AND state IN ('queued', 'sending') AND due_at <= ${now})`,
      ),
    )
    .orderBy(campaigns.nextAt)
    .limit(1)
  return (row as CampaignRecord | undefined) ?? null
}

/** Undoes a lease's pause in the campaign's rate when no mail was sent. */
export async function releaseSlot(database: Database, campaignId: string, gap: number): Promise<void> {
  if (gap === 0) return
  await database.write([
    database.orm
      .update(campaigns)
      .set({ nextAt: sql`${campaigns.nextAt} - ${gap}` })
      .where(eq(campaigns.id, campaignId)),
  ])
}

/** When the next mail is due, possibly in the past; `null` when none is waiting. */
export async function nextDueAt(database: Database): Promise<number | null> {
  const [row] = await database.orm.all<{ at: number | null }>(sql`
    SELECT min(max(c.next_at, (SELECT min(due_at) FROM recipients
      WHERE campaign_id = c.id AND state IN ('queued', 'sending')))) AS at
    FROM campaigns c WHERE c.status = 'running'`)
  return row?.at ?? null
}

/** Marks running campaigns with no waiting recipients as finished. */
export async function finishCampaigns(database: Database, now: number): Promise<void> {
  await database.write([
    sql`UPDATE campaigns SET status = 'finished', updated_at = ${now}
      WHERE status = 'running' AND NOT EXISTS (
        SELECT 1 FROM recipients WHERE campaign_id = campaigns.id AND state IN ('queued', 'sending'))`,
  ])
}

/**
 * Expires every lease, so that mails a crashed process was sending are retried at once. Only for the start of
 * a process that knows it is the only one.
 */
export async function endLeases(database: Database, now: number): Promise<void> {
  await database.write([sql`UPDATE recipients SET due_at = ${now} WHERE state = 'sending'`])
}

/** Sends nothing more of a campaign before this time. */
export async function postponeCampaign(database: Database, campaignId: string, at: number): Promise<void> {
  await database.write([
    database.orm.update(campaigns).set({ nextAt: at }).where(eq(campaigns.id, campaignId)),
  ])
}

/** Lets a workspace's campaigns go on that wait for another day. */
export async function resumeToday(database: Database, workspaceId: string, now: number): Promise<void> {
  await database.write([
    database.orm
      .update(campaigns)
      .set({ nextAt: now })
      .where(
        and(
          eq(campaigns.workspaceId, workspaceId),
          eq(campaigns.status, 'running'),
          sql`${campaigns.nextAt} > ${now}`,
        ),
      ),
  ])
}

/** Stores what keeps a campaign from sending, or `null` when something was sent. */
export async function setTrouble(
  database: Database,
  campaignId: string,
  trouble: CampaignRecord['trouble'],
): Promise<void> {
  await database.write([database.orm.update(campaigns).set({ trouble }).where(eq(campaigns.id, campaignId))])
}

/**
 * Queues again whom the mail server refused because of us: since a time, those refused for the first time; without one,
 * everybody. Returns how many.
 */
export async function requeueRefused(
  database: Database,
  campaignId: string,
  now: number,
  since: number | null,
): Promise<number> {
  const which =
    since === null
      ? sql`reason IN ('refused', 'mailbox')`
      : sql`reason = 'refused' AND due_at >= ${since} AND attempts = 1`
  const [result] = await database.write([
    sql`UPDATE recipients SET state = 'queued', reason = NULL, due_at = ${now},
        attempts = ${since === null ? sql`0` : sql`attempts`}
      WHERE campaign_id = ${campaignId} AND state = 'failed' AND ${which}`,
  ])
  return result!.rowsAffected
}

/** Whether any mail of a campaign was accepted. */
export async function hasSent(database: Database, campaignId: string): Promise<boolean> {
  const rows = await database.orm.all(
    sql`SELECT 1 FROM recipients WHERE campaign_id = ${campaignId} AND mails > 0 LIMIT 1`,
  )
  return rows.length > 0
}
