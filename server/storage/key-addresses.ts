import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { earlierKeys, emailKey, storedEmail } from './email-key.ts'
import { emailName } from './tombstones.ts'

/** Rows changed in one transaction. */
const rowsAtATime = 200

interface Unkeyed {
  readonly kind: 'response' | 'view' | 'recipient'
  readonly place: string
  readonly name: string
  readonly email: string
}

/**
 * Gives the addresses of earlier versions their keys, so that people are found however their address is written.
 * Resumable; returns when nothing is left.
 */
export async function keyAddresses(database: Database): Promise<void> {
  for (;;) {
    const rows = await database.orm.all<Unkeyed>(sql`
      SELECT u.kind, u.place, u.name, coalesce(
        (SELECT respondent_email FROM responses WHERE u.kind = 'response' AND survey_id = u.place AND id = u.name),
        (SELECT email FROM views WHERE u.kind = 'view' AND survey_id = u.place AND id = u.name), u.name) AS email
      FROM unkeyed_addresses u LIMIT ${rowsAtATime}`)
    if (rows.length === 0) return
    const changes: SQL[] = []
    for (const row of rows) changes.push(...(await changesOf(database, row)))
    const done = JSON.stringify(rows.map(({ kind, place, name }) => [kind, place, name]))
    changes.push(sql`DELETE FROM unkeyed_addresses
      WHERE (kind, place, name) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${done}))`)
    await database.write(changes)
  }
}

async function changesOf(database: Database, { kind, place, name, email }: Unkeyed): Promise<SQL[]> {
  const key = emailKey(email)
  if (kind === 'response')
    return [
      sql`UPDATE responses SET respondent_email = ${storedEmail(email)} WHERE survey_id = ${place} AND id = ${name} AND respondent_email = ${email}`,
    ]
  if (kind === 'view')
    return [
      sql`UPDATE views SET email = ${key}, person = iif(person = 'email ' || email, 'email ' || ${key}, person)
        WHERE survey_id = ${place} AND id = ${name} AND email = ${email}`,
    ]
  return recipientChanges(database, place, email)
}

/** Somebody who stands in a campaign under two spellings is mailed by it no more under the second. */
async function recipientChanges(database: Database, campaignId: string, email: string): Promise<SQL[]> {
  const key = emailKey(email)
  const [mark, ...earlier] = await database.mark([
    emailName(email),
    ...earlierKeys(email).map((each) => `email ${each}`),
  ])
  const own = sql`campaign_id = ${campaignId} AND email = ${email}`
  return [
    sql`INSERT INTO suppressed (workspace_id, mark, reason, created_at)
      SELECT s.workspace_id, ${mark}, s.reason, s.created_at FROM suppressed s
      WHERE s.workspace_id = (SELECT workspace_id FROM campaigns WHERE id = ${campaignId})
        AND s.mark IN (SELECT value FROM json_each(${JSON.stringify(earlier)})) ORDER BY s.created_at LIMIT 1
      ON CONFLICT DO NOTHING`,
    sql`DELETE FROM suppressed WHERE workspace_id = (SELECT workspace_id FROM campaigns WHERE id = ${campaignId})
      AND mark IN (SELECT value FROM json_each(${JSON.stringify(earlier)}))`,
    sql`UPDATE asks SET email = ${key} WHERE ${own}`,
    sql`UPDATE recipients SET mark = ${mark} WHERE ${own}`,
    sql`UPDATE OR IGNORE recipients SET email = ${key} WHERE ${own}`,
    ...(key === email
      ? []
      : [
          sql`UPDATE recipients SET state = 'skipped', reason = 'mailed' WHERE ${own} AND state IN ('queued', 'sending')`,
        ]),
  ]
}
