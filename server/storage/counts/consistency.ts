import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { Database } from '../db.ts'
import { millisecondsAQuarter, pointColumns, propertyText } from './tally.ts'

const points = sql.raw([...pointColumns, 'commented'].join(', '))
const counted = sql.raw(
  [...pointColumns.map((_, point) => `sum(r.rating = ${point})`), 'count(r.comment)'].join(', '),
)

/** One table of counts: its key columns, and how they follow from a response. */
interface CountTable {
  readonly table: string
  readonly key: string
  /** The key column that is the time, and how many of its units make a day. */
  readonly time: string
  readonly aDay: number
  readonly keyOfResponse: SQL
  readonly source: SQL
}

const [day, quarter] = [millisecondsADay, millisecondsAQuarter].map((length) =>
  sql.raw(`r.answered_at / ${length}`),
)

const tables: readonly CountTable[] = [
  {
    table: 'day_counts',
    key: 'survey_id, day, channel, state',
    time: 'day',
    aDay: 1,
    keyOfResponse: sql`r.survey_id, ${day}, r.channel, r.state`,
    source: sql`responses r`,
  },
  {
    table: 'quarter_counts',
    key: 'survey_id, quarter, channel, state',
    time: 'quarter',
    aDay: millisecondsADay / millisecondsAQuarter,
    keyOfResponse: sql`r.survey_id, ${quarter}, r.channel, r.state`,
    source: sql`responses r`,
  },
  {
    table: 'segment_counts',
    key: 'survey_id, day, property, value, channel, state',
    time: 'day',
    aDay: 1,
    keyOfResponse: sql`r.survey_id, ${day}, p.key, ${propertyText('p')}, r.channel, r.state`,
    source: sql`responses r, json_each(r.properties) p`,
  },
]

/** A range of UTC days, `[from, to)`; `null` is unbounded. */
interface Days {
  readonly from: number | null
  readonly to: number | null
}

/** Responses read in one query: saves to a file wait for it. */
const defaultPiece = 10_000

/** All days of a survey, in ranges of about `atATime` responses each. */
async function* piecesOf(database: Database, surveyId: string, atATime: number): AsyncGenerator<Days> {
  let from: number | null = null
  for (;;) {
    const rows: { at: number }[] = await database.orm.all(sql`
      SELECT answered_at AS at FROM responses
      WHERE survey_id = ${surveyId} ${after('answered_at', from, millisecondsADay)}
      ORDER BY answered_at LIMIT 1 OFFSET ${atATime}`)
    const to = rows[0] ? Math.floor(rows[0].at / millisecondsADay) + 1 : null
    yield { from, to }
    if (to === null) return
    from = to
  }
}

function after(column: string, from: number | null, aDay: number): SQL {
  return from === null ? sql`` : sql`AND ${sql.raw(column)} >= ${from * aDay}`
}

function within(column: string, { from, to }: Days, aDay: number): SQL {
  const before = to === null ? sql`` : sql`AND ${sql.raw(column)} < ${to * aDay}`
  return sql`${after(column, from, aDay)} ${before}`
}

function scanned({ keyOfResponse, source, key }: CountTable, surveyId: string, days: Days): SQL {
  const places = sql.raw(
    key
      .split(',')
      .map((_, place) => place + 1)
      .join(', '),
  )
  return sql`SELECT ${keyOfResponse}, ${counted} FROM ${source}
    WHERE r.survey_id = ${surveyId} ${within('r.answered_at', days, millisecondsADay)} GROUP BY ${places}`
}

/** Rows of counts that differ from a count of the responses themselves; 0 when all are right. */
export async function countDifferences(
  database: Database,
  surveyId: string,
  atATime = defaultPiece,
): Promise<number> {
  const isEmpty = sql.raw([...pointColumns, 'commented'].map((column) => `${column} = 0`).join(' AND '))
  let differences = 0
  for await (const days of piecesOf(database, surveyId, atATime))
    for (const counts of tables) {
      const columns = sql`${sql.raw(counts.key)}, ${points}`
      const stored = sql`SELECT ${columns} FROM ${sql.raw(counts.table)}
        WHERE survey_id = ${surveyId} ${within(counts.time, days, counts.aDay)} AND NOT (${isEmpty})`
      // A correct row is in both.
      const rows = await database.orm.all<{ n: number }>(sql`SELECT count(*) AS n FROM (
        SELECT 1 FROM (${stored} UNION ALL SELECT * FROM (${scanned(counts, surveyId, days)}))
        GROUP BY ${columns} HAVING count(*) = 1)`)
      differences += rows[0]!.n
    }
  return differences
}

/** Recounts a survey from its responses, some days at a time. */
export async function rebuildCounts(
  database: Database,
  surveyId: string,
  atATime = defaultPiece,
): Promise<void> {
  for await (const days of piecesOf(database, surveyId, atATime))
    await database.write(
      tables.flatMap((counts) => [
        sql`DELETE FROM ${sql.raw(counts.table)} WHERE survey_id = ${surveyId} ${within(counts.time, days, counts.aDay)}`,
        sql`INSERT INTO ${sql.raw(counts.table)} (${sql.raw(counts.key)}, ${points}) ${scanned(counts, surveyId, days)}`,
      ]),
    )
}
