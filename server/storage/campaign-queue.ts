import type { ResultSet } from '@libsql/client/web'
import { and, eq, notInArray, type SQL, sql } from 'drizzle-orm'
import { millisecondsADay as day } from '../../shared/day.ts'
import type { CampaignPlan } from '../contract/campaigns.ts'
import type { CampaignRecord } from './campaigns.ts'
import type { Database } from './db.ts'
import { campaigns, recipients, type Trouble } from './mail-tables.ts'
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
 * campaign's pause between mails, in milliseconds; campaigns of `except` are left alone. Nobody is leased to whom another
 * campaign is sending. Returns `null` when there is nobody.
 */
export async function leaseNext(
  database: Database,
  now: number,
  gapOf: (campaign: CampaignRecord) => number,
  except: readonly string[] = [],
): Promise<Lease | null> {
  const left = [...except]
  for (;;) {
    const campaign = await dueCampaign(database, now, left)
    if (!campaign) return null
    const [leased] = (await database.write([
      sql`
        UPDATE recipients SET state = 'sending', reason = NULL, due_at = ${now + leaseTime}, attempts = attempts + 1,
          unknowns = unknowns + (state = 'sending'),
          tried_at = iif(attempts = 0, ${now}, tried_at)
        WHERE campaign_id = ${campaign.id} AND email = (
          SELECT r.email FROM campaigns c JOIN recipients r ON r.campaign_id = c.id
          WHERE c.id = ${campaign.id} AND c.status = 'running' AND c.next_at <= ${now}
            AND r.state IN ('queued', 'sending') AND r.due_at <= ${now}
            AND NOT EXISTS (SELECT 1 FROM recipients o WHERE o.workspace_id = r.workspace_id AND o.email = r.email
              AND o.campaign_id <> r.campaign_id AND o.state = 'sending' AND o.due_at > ${now})
          ORDER BY r.due_at LIMIT 1)
        RETURNING email`,
      database.orm
        .update(campaigns)
        .set({ nextAt: sql`max(${campaigns.nextAt}, ${now}) + ${gapOf(campaign)}` })
        .where(and(eq(campaigns.id, campaign.id), eq(campaigns.nextAt, campaign.nextAt))),
    ])) as [ResultSet, ResultSet]
    const email = leased.rows[0]?.email
    // Another process took this recipient, or another campaign is sending to them: look in the next campaign.
    if (typeof email !== 'string') {
      left.push(campaign.id)
      continue
    }
    const [recipient] = await database.orm
      .select()
      .from(recipients)
      .where(and(eq(recipients.campaignId, campaign.id), eq(recipients.email, email)))
    return { campaign, recipient: recipient! }
  }
}

/** Whether the survey of a campaign asks nobody for a while: its people wait. */
const isPaused = (campaign: string) =>
  sql.raw(`EXISTS (SELECT 1 FROM surveys s WHERE s.id = ${campaign}.survey_id AND s.paused_at IS NOT NULL)`)

async function dueCampaign(
  database: Database,
  now: number,
  except: readonly string[],
): Promise<CampaignRecord | null> {
  const [row] = await database.orm
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.status, 'running'),
        sql`NOT ${isPaused('campaigns')}`,
        sql`${campaigns.nextAt} <= ${now}`,
        notInArray(campaigns.id, [...except]),
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
    FROM campaigns c WHERE c.status = 'running' AND NOT ${isPaused('c')}`)
  return row?.at ?? null
}

/** A running campaign without waiting recipients; recurring ones never end. */
const isDone = sql`status = 'running' AND json_extract(plan, '$.recurring') IS NULL AND NOT EXISTS (
  SELECT 1 FROM recipients WHERE campaign_id = campaigns.id AND state IN ('queued', 'sending'))`

/** Whether a running campaign has nobody left to mail. */
export async function hasFinished(database: Database): Promise<boolean> {
  return (await database.orm.all(sql`SELECT 1 FROM campaigns WHERE ${isDone} LIMIT 1`)).length > 0
}

/** Marks the campaigns as finished that have nobody left to mail. */
export async function finishCampaigns(database: Database, now: number): Promise<void> {
  if (!(await hasFinished(database))) return
  await database.write([sql`UPDATE campaigns SET status = 'finished', updated_at = ${now} WHERE ${isDone}`])
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

type Failure = Pick<Trouble, 'what' | 'code' | 'text'>

/** The trouble of a campaign after one more failure: it counts on while its kind is the same. */
const afterFailure = ({ what, code, text }: Failure, now: number): SQL => sql`json_object('what', ${what},
    'since', CAST(iif(trouble ->> 'what' = ${what}, trouble ->> 'since', ${now}) AS INTEGER),
    'code', CAST(${code} AS INTEGER), 'text', ${text},
    'tries', iif(trouble ->> 'what' = ${what}, trouble ->> 'tries', 0) + 1)`

/** Stores a failure of a campaign. Returns what its trouble is now. */
export async function noteTrouble(
  database: Database,
  campaignId: string,
  failure: Failure,
  now: number,
): Promise<Trouble> {
  const [noted] = await database.write([
    sql`UPDATE campaigns SET trouble = ${afterFailure(failure, now)} WHERE id = ${campaignId} RETURNING trouble`,
  ])
  return JSON.parse(String(noted!.rows[0]!.trouble)) as Trouble
}

/** Stores a failure that keeps every campaign from sending whose mails are due. Returns which these are. */
export async function noteTroubleOfAll(
  database: Database,
  failure: Failure,
  now: number,
): Promise<{ id: string; tries: number }[]> {
  const [noted] = await database.write([
    sql`UPDATE campaigns SET trouble = ${afterFailure(failure, now)}
      WHERE status = 'running' AND next_at <= ${now} AND EXISTS (SELECT 1 FROM recipients
        WHERE campaign_id = campaigns.id AND state IN ('queued', 'sending') AND due_at <= ${now})
      RETURNING id, trouble ->> 'tries' AS tries`,
  ])
  return noted!.rows as unknown as { id: string; tries: number }[]
}

/** A campaign that sends nothing, and why. */
export interface CampaignInTrouble extends Trouble {
  readonly id: string
  readonly status: CampaignRecord['status']
}

/** The tries after which it is trouble, and no accident. */
const manyTries = 3

/** The campaigns of the whole database that are kept from sending, the longest first. */
export async function campaignsInTrouble(database: Database): Promise<CampaignInTrouble[]> {
  const rows = await database.orm
    .select({ id: campaigns.id, status: campaigns.status, trouble: campaigns.trouble })
    .from(campaigns)
    .where(
      sql`${campaigns.trouble} IS NOT NULL AND (${campaigns.status} = 'paused'
        OR (${campaigns.status} = 'running' AND ${campaigns.trouble} ->> 'tries' >= ${manyTries}))`,
    )
    .orderBy(sql`${campaigns.trouble} ->> 'since'`)
    .limit(100)
  return rows.map(({ id, status, trouble }) => ({ id, status, ...trouble! }))
}

/** Forgets what kept a campaign from sending. */
export const clearTrouble = (campaignId: string): SQL =>
  sql`UPDATE campaigns SET trouble = NULL WHERE id = ${campaignId} AND trouble IS NOT NULL`

/** The same when somebody has seen to it: the campaign is tried at once, however long it would rest. */
export const endTrouble = (campaignId: string, now: number): SQL =>
  sql`UPDATE campaigns SET trouble = NULL, next_at = min(next_at, ${now}) WHERE id = ${campaignId} AND trouble IS NOT NULL`

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

/** Looks again at whom a campaign's schedule made wait, or came too late for, and at whom its words were too many. */
export const wakeWaiting = (campaignId: string | SQL, now: number): SQL =>
  sql`UPDATE recipients SET state = 'queued', reason = NULL, due_at = ${now}
    WHERE campaign_id = ${campaignId} AND ((state = 'queued' AND reason IN ('window', 'rested'))
      OR (state = 'skipped' AND reason IN ('expired', 'too-large')))`

/** Plans anew when a campaign asks its people next, after it was made recurring or not; others are asked as they wait. */
export function rescheduleAsks(campaignId: string | SQL, isRecurring: boolean, now: number): SQL {
  const isAsked = sql`(asked_at IS NOT NULL OR mails > 0)`
  const waits = sql`(state = 'queued' AND attempts = 0 AND (reason = 'next' OR mails = 0))`
  return sql`UPDATE recipients SET state = iif(${isRecurring ? 1 : 0} OR NOT ${isAsked}, 'queued', 'sent'), reason = NULL,
      next_ask_at = NULL, due_at = CAST(${now} AS INTEGER), attempts = 0, asked_at = iif(${isAsked}, coalesce(asked_at, last_sent_at), NULL)
    WHERE campaign_id = ${campaignId} AND (${waits} OR state = 'sent')`
}

/** Sets when those are due who were mailed, and got no more reminders than there are. */
export function rescheduleReminders(campaignId: string | SQL, reminders: CampaignPlan['reminders']): SQL {
  const mailed = sql`campaign_id = ${campaignId} AND mails > 0 AND attempts = 0 AND state IN ('queued', 'sent')`
  if (!reminders) return sql`UPDATE recipients SET state = 'sent', reason = NULL WHERE ${mailed}`
  const isLast = sql`mails > ${reminders.most}`
  return sql`UPDATE recipients SET state = iif(${isLast}, 'sent', 'queued'), reason = iif(${isLast}, NULL, 'reminder'),
      due_at = CAST(last_sent_at + ${reminders.afterDays * day} AS INTEGER) WHERE ${mailed}`
}

/** Whether any mail of a campaign was accepted. */
export async function hasSent(database: Database, campaignId: string): Promise<boolean> {
  const rows = await database.orm.all(
    sql`SELECT 1 FROM recipients WHERE campaign_id = ${campaignId} AND mails > 0 LIMIT 1`,
  )
  return rows.length > 0
}

/** Whether any mail of a campaign was tried, whatever became of it. */
export async function hasBegun(database: Database, campaignId: string): Promise<boolean> {
  const rows = await database.orm.all(
    sql`SELECT 1 FROM recipients WHERE campaign_id = ${campaignId} AND (mails > 0 OR attempts > 0) LIMIT 1`,
  )
  return rows.length > 0
}
