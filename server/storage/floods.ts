import { sql } from 'drizzle-orm'
import { millisecondsADay } from '../../shared/day.ts'
import type { FloodStore, KnownFlood } from '../responses/flood-watch.ts'
import type { Database } from './db.ts'
import { countedRatings } from './moderation.ts'

/** Answers held by one statement. */
const atATime = 500

/** The floods of a database, for the watch. */
export function floodStore(database: Database): FloodStore {
  return {
    async known(surveyId, now) {
      const rows = await database.orm.all<Omit<KnownFlood, 'isReleased'> & { released: 0 | 1 }>(sql`
        SELECT mark, reason, released FROM floods WHERE survey_id = ${surveyId} AND until > ${now}`)
      return rows.map(({ mark, reason, released }) => ({ mark, reason, isReleased: released === 1 }))
    },

    async surroundings(surveyId, now) {
      const today = Math.floor(now / millisecondsADay)
      const [counts, rows] = await Promise.all([
        countedRatings(database, surveyId),
        database.orm.all<{ points: number; recent: number }>(sql`
          SELECT s.max - s.min + 1 AS points,
            (SELECT coalesce(sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10), 0) FROM day_counts d
              WHERE d.survey_id = s.id AND d.state = 'counted' AND d.day >= ${today - 1}) AS recent
          FROM surveys s WHERE s.id = ${surveyId}`),
      ])
      return { counts, ...rows[0]! }
    },

    async hold(surveyId, { mark, reason }, ids, now) {
      const parts = Array.from({ length: Math.ceil(ids.length / atATime) }, (_, part) =>
        ids.slice(part * atATime, (part + 1) * atATime),
      )
      await database.write([
        sql`DELETE FROM floods WHERE until <= ${now}`,
        sql`INSERT INTO floods (survey_id, mark, reason, until)
          VALUES (${surveyId}, ${mark}, ${reason}, ${now + millisecondsADay})
          ON CONFLICT DO UPDATE SET until = excluded.until`,
      ])
      for (const part of parts)
        await database.write([
          sql`UPDATE responses SET state = 'held', held_reason = ${reason}, updated_at = ${now}
            WHERE survey_id = ${surveyId} AND id IN (SELECT value FROM json_each(${JSON.stringify(part)}))
              AND state = 'counted' AND held_reason IS NULL AND respondent_verified = 0`,
        ])
    },
  }
}

/** Notes that an owner let floods of a survey count, for one reason or any, or holds them again. */
export async function ruleOnFloods(
  database: Database,
  surveyId: string,
  reason: string | null,
  isReleased: boolean,
): Promise<void> {
  await database.write([
    sql`UPDATE floods SET released = ${isReleased ? 1 : 0}
      WHERE survey_id = ${surveyId} AND ${reason === null ? sql`true` : sql`reason = ${reason}`}`,
  ])
}
