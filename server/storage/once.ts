import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'

/** Milliseconds for which an answer is kept. */
const kept = 86_400_000
/** Milliseconds after which a request that has no answer has ended without one, as when the server was killed. */
const patience = 60_000

/** What there is of an earlier request of the same name. */
export interface Earlier {
  readonly request: string
  /** `null` while it is under way. */
  readonly answer: string | null
}

/** Notes that a request begins, unless there is one of its name; then returns that one. */
export async function beginOnce(
  directory: Database,
  name: string,
  request: string,
  now: number,
): Promise<Earlier | null> {
  const [, begun, found] = await directory.write([
    sql`DELETE FROM once_answers WHERE created_at < ${now - kept}`,
    sql`INSERT INTO once_answers (name, request, created_at) VALUES (${name}, ${request}, ${now})
      ON CONFLICT DO UPDATE SET created_at = excluded.created_at
      WHERE answer IS NULL AND request = excluded.request AND created_at < ${now - patience} RETURNING name`,
    sql`SELECT request, answer FROM once_answers WHERE name = ${name}`,
  ])
  return begun!.rows.length > 0 ? null : (found!.rows[0] as unknown as Earlier)
}

/** Keeps what was answered. */
export async function keepOnce(directory: Database, name: string, answer: string): Promise<void> {
  await directory.write([sql`UPDATE once_answers SET answer = ${answer} WHERE name = ${name}`])
}

/** Forgets a request that made nothing, so that it may be sent again. */
export async function forgetOnce(directory: Database, name: string): Promise<void> {
  await directory.write([sql`DELETE FROM once_answers WHERE name = ${name} AND answer IS NULL`])
}
