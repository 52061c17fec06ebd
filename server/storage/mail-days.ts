import { sql } from 'drizzle-orm'
import { millisecondsADay as dayLength } from '../../shared/day.ts'
import type { Database } from './db.ts'

/** Days that are kept: nobody asks for earlier ones. */
const daysKept = 31

const dayOf = (time: number) => Math.floor(time / dayLength)

/** The beginning of the next UTC day. */
export const nextDay = (now: number) => (dayOf(now) + 1) * dayLength

/** Counts one more mail of today, if there are fewer than `most`; `null` is any number. Returns whether it did. */
export async function countMail(
  directory: Database,
  workspaceId: string,
  most: number | null,
  now: number,
): Promise<boolean> {
  const day = dayOf(now)
  const [counted] = await directory.write([
    sql`INSERT INTO mail_days (workspace_id, day, sent)
      SELECT ${workspaceId}, ${day}, 1 WHERE ${most} IS NULL OR ${most} > 0
      ON CONFLICT DO UPDATE SET sent = sent + 1 WHERE ${most} IS NULL OR sent < ${most} RETURNING sent`,
    sql`DELETE FROM mail_days WHERE workspace_id = ${workspaceId} AND day < ${day - daysKept}`,
  ])
  return counted!.rows.length > 0
}

/** Takes one back that was counted and not sent. */
export async function uncountMail(directory: Database, workspaceId: string, now: number): Promise<void> {
  await directory.write([
    sql`UPDATE mail_days SET sent = sent - 1 WHERE workspace_id = ${workspaceId} AND day = ${dayOf(now)} AND sent > 0`,
  ])
}
