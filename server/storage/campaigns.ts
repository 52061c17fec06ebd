import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { CampaignPlan } from '../contract/campaigns.ts'
import type { Database } from './db.ts'
import type { After } from './find-responses.ts'
import { campaigns } from './mail-tables.ts'

export type CampaignRecord = typeof campaigns.$inferSelect & { plan: CampaignPlan }
export type CampaignStatus = CampaignRecord['status']

export async function insertCampaign(database: Database, campaign: CampaignRecord): Promise<void> {
  await database.write([database.orm.insert(campaigns).values(campaign).onConflictDoNothing()])
}

/** One of the workspace's campaigns, or `null`, also when it belongs to another workspace. */
export async function findCampaign(database: Database, workspaceId: string, id: string) {
  const [row] = await database.orm
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.id, id), eq(campaigns.workspaceId, workspaceId)))
  return (row as CampaignRecord | undefined) ?? null
}

/** A workspace's campaigns, newest first, at most `limit`, after a cursor. */
export async function listCampaigns(
  database: Database,
  workspaceId: string,
  after: After | null,
  limit: number,
): Promise<CampaignRecord[]> {
  const place = after && sql`(${campaigns.createdAt}, ${campaigns.id}) < (${after.answeredAt}, ${after.id})`
  const rows = await database.orm
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.workspaceId, workspaceId), place ?? undefined))
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(limit)
  return rows as CampaignRecord[]
}

/** Changes a campaign's status if it is one of `from`, where `edits` is given and as it was read; returns whether it did. */
export async function moveCampaign(
  database: Database,
  id: string,
  from: readonly CampaignStatus[],
  to: CampaignStatus,
  now: number,
  edits?: number,
): Promise<boolean> {
  const asRead = edits === undefined ? undefined : eq(campaigns.edits, edits)
  const [moved] = await database.write([
    database.orm
      .update(campaigns)
      .set({ status: to, updatedAt: now })
      .where(and(eq(campaigns.id, id), inArray(campaigns.status, [...from]), asRead)),
  ])
  return moved!.rowsAffected > 0
}

/**
 * Changes a campaign's plan, with what follows from it for its people: `then` is given the id of the campaign, which is
 * null when it was changed since it was read. Returns whether it was changed. Nothing holds it back that did before.
 */
export async function changePlan(
  database: Database,
  { id, edits }: Pick<CampaignRecord, 'id' | 'edits'>,
  plan: CampaignPlan,
  now: number,
  then: (id: SQL) => readonly SQL[],
): Promise<boolean> {
  const planned = sql`(SELECT id FROM campaigns WHERE id = ${id} AND plan = ${JSON.stringify(plan)})`
  const [changed] = await database.write([
    database.orm
      .update(campaigns)
      .set({ plan, updatedAt: now, trouble: null, nextAt: sql`min(${campaigns.nextAt}, ${now})` })
      .where(and(eq(campaigns.id, id), eq(campaigns.edits, edits)))
      .returning({ id: campaigns.id }),
    ...then(planned),
  ])
  return changed!.rows.length > 0
}

/**
 * Deletes a campaign that does not run and sent nothing, with its people, where it is as it was read. Of one that sent
 * mails, their links and when people were asked last are needed. Returns whether it did.
 */
export async function deleteCampaign(
  database: Database,
  { id, edits }: Pick<CampaignRecord, 'id' | 'edits'>,
): Promise<boolean> {
  const asRead = sql`c.id = ${id} AND c.edits = ${edits} AND c.status <> 'running'`
  const isUnsent = sql`NOT EXISTS (SELECT 1 FROM recipients r WHERE r.campaign_id = ${id} AND (r.mails > 0 OR r.attempts > 0))`
  const [, deleted] = await database.write([
    sql`DELETE FROM recipients WHERE campaign_id = ${id} AND ${isUnsent} AND EXISTS (SELECT 1 FROM campaigns c WHERE ${asRead})`,
    sql`DELETE FROM campaigns AS c WHERE ${asRead} AND NOT EXISTS (SELECT 1 FROM recipients r WHERE r.campaign_id = ${id})
      RETURNING id`,
  ])
  return deleted!.rows.length > 0
}

/**
 * The campaign whose sender writes to people about a survey: its newest, else the workspace's newest; of those that
 * somebody gave a sender.
 */
export async function senderFor(
  database: Database,
  workspaceId: string,
  surveyId: string,
): Promise<CampaignRecord | null> {
  const [row] = await database.orm
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.workspaceId, workspaceId),
        sql`${campaigns.plan} ->> '$.from.address' NOT LIKE '%.invalid'`,
      ),
    )
    .orderBy(sql`${campaigns.surveyId} = ${surveyId} DESC`, desc(campaigns.createdAt), desc(campaigns.id))
    .limit(1)
  return (row as CampaignRecord | undefined) ?? null
}
