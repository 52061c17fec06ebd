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

/** Changes a campaign's status if it is one of `from`; returns whether it was. */
export async function moveCampaign(
  database: Database,
  id: string,
  from: readonly CampaignStatus[],
  to: CampaignStatus,
  now: number,
): Promise<boolean> {
  const [moved] = await database.write([
    database.orm
      .update(campaigns)
      .set({ status: to, updatedAt: now })
      .where(and(eq(campaigns.id, id), inArray(campaigns.status, [...from]))),
  ])
  return moved!.rowsAffected > 0
}

/** Changes a campaign's plan, with what follows from it for its people. Nothing holds it back that did before. */
export async function changePlan(
  database: Database,
  id: string,
  plan: CampaignPlan,
  now: number,
  more: readonly SQL[],
): Promise<void> {
  await database.write([
    database.orm
      .update(campaigns)
      .set({ plan, updatedAt: now, trouble: null, nextAt: sql`min(${campaigns.nextAt}, ${now})` })
      .where(eq(campaigns.id, id)),
    ...more,
  ])
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
