import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'

/** Resolves when the database can write: a change that a full disk or a blocked plan would refuse. */
export async function writeProbe(database: Database, now: number): Promise<void> {
  await database.write([
    sql`INSERT INTO write_probe (id, at) VALUES (1, ${now}) ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
  ])
}
