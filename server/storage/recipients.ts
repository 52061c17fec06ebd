import type { ResultSet } from '@libsql/client/web'
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { CampaignPlan } from '../contract/campaigns.ts'
import type { Database } from './db.ts'
import { earlierKeys, emailKey } from './email-key.ts'
import { campaigns, recipients } from './mail-tables.ts'
import { isErased, marksOf } from './tombstones.ts'

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

const erased = sql.raw(
  isErased({
    workspace: 'c.workspace_id',
    idMark: "(j.value ->> 'idMark')",
    emailMark: "(j.value ->> 'emailMark')",
  }),
)

/**
 * Adds recipients to a campaign in one transaction; an address that is there already counts as its duplicate, and
 * whoever was erased lately is left out. A recurring campaign keeps what is said of people anew, and takes those back
 * who left. Returns how many were new.
 */
export async function addRecipients(
  database: Database,
  campaign: Campaign,
  added: readonly NewRecipient[],
  now: number,
  isRecurring = false,
): Promise<number> {
  const marks = await marksOf(
    database,
    added.map(({ respondentId, email }) => ({ id: respondentId, email })),
  )
  const rows = added.map((each, place) => ({ ...each, ...marks[place] }))
  const size = sql`SELECT count(*) AS n FROM recipients WHERE campaign_id = ${campaign.id}`
  const [before, , after] = await database.write([
    size,
    sql`
      INSERT INTO recipients (campaign_id, workspace_id, survey_id, email, address, name, respondent_id, language,
        timezone, properties, invitation, response_id, duplicates, state, reason, due_at, attempts, mails, added_at, mark)
      SELECT ${campaign.id}, ${campaign.workspaceId}, ${campaign.surveyId}, j.value ->> 'email', j.value ->> 'address',
        j.value ->> 'name', j.value ->> 'respondentId', j.value ->> 'language', j.value ->> 'timezone',
        json_extract(j.value, '$.properties'), j.value ->> 'invitation', j.value ->> 'responseId', 0,
        j.value ->> 'state', j.value ->> 'reason', 0, 0, 0, CAST(${now} AS INTEGER), j.value ->> 'emailMark'
      FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN campaigns c ON c.id = ${campaign.id}
      WHERE NOT ${erased}
      ON CONFLICT (campaign_id, email) DO UPDATE SET ${isRecurring ? whatIsNew(now) : sql`duplicates = duplicates + 1`}`,
    size,
  ])
  const sizeIn = (result: ResultSet | undefined) => Number(result?.rows[0]?.n ?? 0)
  return sizeIn(after) - sizeIn(before)
}

/** What of a recipient changes when they are added again; when they are asked next is planned anew if they wait for that. */
const whatIsNew = (now: number) => sql`name = excluded.name, respondent_id = excluded.respondent_id,
  language = excluded.language, timezone = excluded.timezone, properties = excluded.properties,
  address = excluded.address,
  due_at = iif(${isBack} OR (${isUnasked} AND properties IS NOT excluded.properties), CAST(${now} AS INTEGER), due_at),
  next_ask_at = iif(${isUnasked} AND properties IS NOT excluded.properties, NULL, next_ask_at),
  reason = iif(${isBack}, NULL, reason), state = iif(${isBack}, 'queued', state)`
const isBack = sql`(state = 'skipped' AND reason = 'left')`
const isUnasked = sql`(state = 'queued' AND asked_at IS NULL AND attempts = 0)`

/** Takes somebody out of a campaign; who left is mailed no more, and keeps their rests. Returns whether they were in it. */
export async function removeRecipient(
  database: Database,
  campaignId: string,
  email: string,
): Promise<boolean> {
  const [left] = await database.write([
    database.orm
      .update(recipients)
      .set({ state: 'skipped', reason: 'left' })
      .where(and(eq(recipients.campaignId, campaignId), eq(recipients.email, email))),
  ])
  return left!.rowsAffected > 0
}

/** What of a recipient may be changed. */
type RecipientChange = Partial<Pick<Recipient, 'name' | 'language' | 'timezone' | 'properties'>>

/** Changes what is known of a recipient. When they are asked next is planned anew if they wait for that. */
export async function changeRecipient(
  database: Database,
  { campaignId, email }: Pick<Recipient, 'campaignId' | 'email'>,
  change: RecipientChange,
  now: number,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const which = and(eq(recipients.campaignId, campaignId), eq(recipients.email, email))
  const again = change.properties !== undefined && {
    dueAt: sql`iif(${isUnasked}, CAST(${now} AS INTEGER), due_at)`,
    nextAskAt: sql`iif(${isUnasked}, NULL, next_ask_at)`,
  }
  await database.write([
    database.orm
      .update(recipients)
      .set({ ...change, ...again })
      .where(which),
  ])
}

/** A recipient of a campaign by their address in lower case, or `null`. */
export async function findRecipient(
  database: Database,
  campaignId: string,
  email: string,
): Promise<Recipient | null> {
  const [row] = await database.orm
    .select()
    .from(recipients)
    .where(and(eq(recipients.campaignId, campaignId), eq(recipients.email, email)))
  return row ?? null
}

/** A campaign's recipients by address, at most `limit`, after an address; with a state only those in it. */
export function listRecipients(
  database: Database,
  campaignId: string,
  after: string,
  limit: number,
  state?: Recipient['state'],
): Promise<Recipient[]> {
  const inState = state && eq(recipients.state, state)
  return database.orm
    .select()
    .from(recipients)
    .where(and(eq(recipients.campaignId, campaignId), gt(recipients.email, after), inState))
    .orderBy(asc(recipients.email))
    .limit(limit)
}

/** The recipient of an invitation with their campaign's plan and the language of its survey; `null` when there is none. */
export async function findInvitation(database: Database, workspaceId: string, invitation: string) {
  const [found] = await database.orm
    .select({
      recipient: recipients,
      plan: campaigns.plan,
      surveyLanguage: sql<string | null>`(SELECT v.definition ->> 'language' FROM survey_versions v
        WHERE v.survey_id = ${recipients.surveyId} ORDER BY v.version DESC LIMIT 1)`,
    })
    .from(recipients)
    .innerJoin(campaigns, eq(campaigns.id, recipients.campaignId))
    .where(and(eq(recipients.workspaceId, workspaceId), eq(recipients.invitation, invitation)))
  return found ? { ...found, plan: found.plan as CampaignPlan } : null
}

/**
 * SQL condition: `a` is the response to a recipient's links, and no stranger's of the same name. Recipients of before
 * such ids had a space of their own keep the id without its prefix.
 */
export const answerTo = (responseId: SQL) =>
  sql`a.id IN (${responseId}, 'link:' || ${responseId}) AND a.write_key_hash = ''`

/** Reasons besides their history not to mail each of `people`, in the same order. */
export async function obstaclesTo(database: Database, people: readonly Recipient[]) {
  const keys = people.map(({ address }) => [emailKey(address), ...earlierKeys(address)])
  const names = keys.flat()
  const marks = await database.mark(names.map((key) => `email ${key}`))
  const markOf = new Map(names.map((key, at) => [key, marks[at]]))
  const given = people.map(({ workspaceId, surveyId, responseId }, place) => {
    const emails = keys[place]!
    return { workspaceId, surveyId, responseId, emails, marks: emails.map((key) => markOf.get(key)) }
  })
  const rows = await database.orm.all<{ suppressed: string | null; answered: number }>(sql`
    SELECT
      coalesce(
        (SELECT reason FROM suppressed WHERE workspace_id = j.value ->> 'workspaceId'
          AND mark IN (SELECT value FROM json_each(j.value -> 'marks')) LIMIT 1),
        (SELECT reason FROM suppressions WHERE workspace_id = j.value ->> 'workspaceId'
          AND email IN (SELECT value FROM json_each(j.value -> 'emails')) LIMIT 1)
      ) AS suppressed,
      EXISTS (SELECT 1 FROM responses a WHERE a.survey_id = j.value ->> 'surveyId'
        AND ${answerTo(sql`(j.value ->> 'responseId')`)} AND a.state <> 'held') AS answered
    FROM json_each(${JSON.stringify(given)}) j ORDER BY j.key`)
  return rows.map(({ suppressed, answered }) => ({
    suppressed: suppressed as 'unsubscribed' | 'bounced' | 'complained' | 'added' | null,
    answered: answered === 1,
  }))
}

/** The change of a recipient's state after an attempt. */
export type Step = Partial<
  Pick<
    Recipient,
    | 'state'
    | 'reason'
    | 'dueAt'
    | 'attempts'
    | 'mails'
    | 'lastSentAt'
    | 'unknowns'
    | 'code'
    | 'said'
    | 'askedAt'
    | 'nextAskAt'
  >
>

/** Stores the result of an attempt to mail a recipient, with whatever changes by it. */
export async function updateRecipient(
  database: Database,
  { campaignId, email }: Recipient,
  step: Step,
  ...more: readonly SQL[]
): Promise<void> {
  await database.write([
    database.orm
      .update(recipients)
      .set(step)
      .where(and(eq(recipients.campaignId, campaignId), eq(recipients.email, email))),
    ...more,
  ])
}
