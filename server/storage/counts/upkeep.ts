import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { millisecondsADay, millisecondsAQuarter, pointColumns, propertyText } from './tally.ts'

const points = sql.raw([...pointColumns, 'commented'].join(', '))
const counted = sql.raw(
  [...pointColumns.map((_, point) => `sum(r.rating = ${point})`), 'count(r.comment)'].join(', '),
)

/** One table of counts: its key columns, and what they are of a response. */
interface Kept {
  readonly table: string
  readonly key: string
  readonly keyOfResponse: SQL
  readonly source: SQL
}

const tables: readonly Kept[] = [
  {
    table: 'day_counts',
    key: 'survey_id, day, channel, state',
    keyOfResponse: sql`r.survey_id, r.answered_at / ${sql.raw(`${millisecondsADay}`)}, r.channel, r.state`,
    source: sql`responses r`,
  },
  {
    table: 'quarter_counts',
    key: 'survey_id, quarter, channel, state',
    keyOfResponse: sql`r.survey_id, r.answered_at / ${sql.raw(`${millisecondsAQuarter}`)}, r.channel, r.state`,
    source: sql`responses r`,
  },
  {
    table: 'segment_counts',
    key: 'survey_id, day, property, value, channel, state',
    keyOfResponse: sql`r.survey_id, r.answered_at / ${sql.raw(`${millisecondsADay}`)}, p.key, ${propertyText('p')}, r.channel, r.state`,
    source: sql`responses r, json_each(r.properties) p`,
  },
]

function scanned({ keyOfResponse, source, key }: Kept, surveyId: string): SQL {
  const places = sql.raw(
    key
      .split(',')
      .map((_, place) => place + 1)
      .join(', '),
  )
  return sql`SELECT ${keyOfResponse}, ${counted} FROM ${source} WHERE r.survey_id = ${surveyId} GROUP BY ${places}`
}

/** How many rows of counts differ from what reading every response gives; 0 is as it should be. */
export async function countDifferences(database: Database, surveyId: string): Promise<number> {
  let differences = 0
  for (const kept of tables) {
    const isEmpty = sql.raw([...pointColumns, 'commented'].map((column) => `${column} = 0`).join(' AND '))
    const stored = sql`SELECT ${sql.raw(kept.key)}, ${points} FROM ${sql.raw(kept.table)}
      WHERE survey_id = ${surveyId} AND NOT (${isEmpty})`
    const read = scanned(kept, surveyId)
    const rows = await database.orm.all<{ n: number }>(sql`SELECT count(*) AS n FROM (
      SELECT * FROM (SELECT * FROM (${stored}) EXCEPT SELECT * FROM (${read}))
      UNION ALL SELECT * FROM (SELECT * FROM (${read}) EXCEPT SELECT * FROM (${stored})))`)
    differences += rows[0]!.n
  }
  return differences
}

/** Makes a survey's counts anew from its responses, in one transaction. */
export async function rebuildCounts(database: Database, surveyId: string): Promise<void> {
  await database.write(
    tables.flatMap((kept) => [
      sql`DELETE FROM ${sql.raw(kept.table)} WHERE survey_id = ${surveyId}`,
      sql`INSERT INTO ${sql.raw(kept.table)} (${sql.raw(kept.key)}, ${points}) ${scanned(kept, surveyId)}`,
    ]),
  )
}
