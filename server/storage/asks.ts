import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
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

/**
 * The one of these times for which a campaign plans the fewest asks in the hours around it, the earliest of equals; of
 * people in one time zone, for whom these hours are one day.
 */
export async function quietestOf(
  database: Database,
  { campaignId, timezone }: Pick<Recipient, 'campaignId' | 'timezone'>,
  times: readonly number[],
): Promise<number> {
  const isTheirs = sql`r.campaign_id = ${campaignId} AND r.timezone IS ${timezone}`
  const rows = await database.orm.all<{ at: number; planned: number }>(sql`
    SELECT j.value AS at, (SELECT count(*) FROM recipients r WHERE ${isTheirs}
      AND r.next_ask_at BETWEEN j.value - ${halfDay} AND j.value + ${halfDay}) + (SELECT count(*) FROM recipients r
      WHERE ${isTheirs} AND r.asked_at BETWEEN j.value - ${halfDay} AND j.value + ${halfDay}) AS planned
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

/** Mails of one day: those that were sent, and those that are planned. */
export interface MailsOfDay {
  readonly sent: number
  readonly planned: number
}

/** A campaign's mails on each of the days between these edges, as things stand at `now`. */
export async function mailsByDay(
  database: Database,
  campaignId: string,
  edges: readonly number[],
  now: number,
): Promise<MailsOfDay[]> {
  const days = edges.slice(1).map((end, place) => [edges[place], end])
  const sentOf = (table: SQL) => sql`
    SELECT asked_at AS at, 1 AS sent FROM ${table} WHERE campaign_id = ${campaignId} AND mails > 0
    UNION ALL SELECT last_sent_at, 1 FROM ${table} WHERE campaign_id = ${campaignId} AND mails > 1`
  const rows = await database.orm.all<{ day: number; sent: number; planned: number }>(sql`
    WITH mails AS MATERIALIZED (SELECT * FROM (${sentOf(sql`recipients`)} UNION ALL ${sentOf(sql`asks`)}
      UNION ALL SELECT due_at, 0 FROM recipients WHERE campaign_id = ${campaignId} AND state = 'queued' AND due_at > ${now}
        AND coalesce(reason, 'next') IN ('next', 'reminder', 'window'))
      WHERE at >= ${edges[0]} AND at < ${edges.at(-1)})
    SELECT j.key AS day, sum(m.sent) AS sent, sum(1 - m.sent) AS planned
    FROM json_each(${JSON.stringify(days)}) j JOIN mails m ON m.at >= j.value ->> 0 AND m.at < j.value ->> 1
    GROUP BY j.key`)
  const found = new Map(rows.map(({ day, sent, planned }) => [day, { sent, planned }]))
  return days.map((_, place) => found.get(place) ?? { sent: 0, planned: 0 })
}

/** The newest score that each of these people gave to their campaign's survey and that counts; `null` for none. */
export async function lastScores(
  database: Database,
  people: readonly Pick<Recipient, 'surveyId' | 'email' | 'respondentId'>[],
): Promise<(number | null)[]> {
  const given = people.map(({ surveyId, email, respondentId }) => [surveyId, email, respondentId])
  const named = (name: SQL) => sql`
    SELECT * FROM (SELECT r.rating, r.answered_at FROM responses r WHERE r.survey_id = j.value ->> 0
      AND coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email)) = ${name}
      AND r.respondent_verified = 1 AND r.state = 'counted' ORDER BY r.answered_at DESC LIMIT 1)`
  const rows = await database.orm.all<{ rating: number | null }>(sql`
    SELECT (SELECT rating FROM (${named(sql`'id ' || (j.value ->> 2)`)} UNION ALL ${named(sql`'email ' || (j.value ->> 1)`)})
      ORDER BY answered_at DESC LIMIT 1) AS rating
    FROM json_each(${JSON.stringify(given)}) j ORDER BY j.key`)
  return rows.map(({ rating }) => rating)
}
