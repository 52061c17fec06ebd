import { type SQL, sql } from 'drizzle-orm'
import {
  add,
  byState,
  type Counter,
  millisecondsADay,
  millisecondsAQuarter,
  nothing,
  pointColumns,
  type SegmentTally,
  type Selection,
  type StateTally,
} from './tally.ts'

type Row = { slot: number; channel: string; state: string; rating: number; count: number; commented: number }

/** Counts by reading the responses: as slow as there are many, but for any choice of them. */
export const scan: Counter = scanOf((selection, from, to) => {
  return sql`(SELECT ${read} FROM responses r WHERE ${chosen(selection, from, to)})`
})

/**
 * Counts the answers that another answer of the same person stands for: all but the latest, or
 * all but the first, of those chosen that are in the score. Anonymous respondents have none.
 */
export function scanSuperseded(rule: 'latest' | 'first'): Counter {
  const order = rule === 'latest' ? sql`DESC` : sql`ASC`
  return scanOf((selection, from, to) => {
    return sql`(SELECT * FROM (
      SELECT ${read}, row_number() OVER (PARTITION BY ${person} ORDER BY r.answered_at ${order}, r.id ${order}) AS place
      FROM responses r INDEXED BY responses_by_person
      WHERE ${chosen(selection, from, to)} AND r.state = 'counted' AND ${person} IS NOT NULL
    ) r WHERE r.place > 1)`
  })
}

const read = sql`r.answered_at, r.channel, r.state, r.rating, r.comment, r.properties`

/** Who answered, as far as it was said: the host's own id, else the email address. Indexed in these words. */
const person = sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email))`

function scanOf(sourceOf: (selection: Selection, from: number, to: number) => SQL): Counter {
  return {
    async timeline(database, selection, edges) {
      const [from, to] = [edges[0]!, edges.at(-1)!]
      const width = slotWidth(edges.slice(1, -1))
      const rows = await database.orm.all<Row>(sql`
        SELECT max(answered_at / ${width} * ${width}, ${from}) AS slot,
          channel, state, rating, count(*) AS count, count(comment) AS commented
        FROM ${sourceOf(selection, from, to)}
        GROUP BY 1, 2, 3, 4 ORDER BY 1`)
      const stretches: Row[][] = edges.slice(1).map(() => [])
      let place = 0
      for (const row of rows) {
        while (row.slot >= edges[place + 1]!) place += 1
        stretches[place]!.push(row)
      }
      return stretches.map((stretch) => byState(stretch.map((row) => ({ tally: toTally(row), sign: 1 }))))
    },

    async segments(database, selection, from, to) {
      if (selection.segment) return []
      const rows = await database.orm.all<{
        property: string
        value: string
        rating: number
        count: number
      }>(sql`
        SELECT p.key AS property,
          CASE p.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(p.value AS TEXT) END AS value,
          rating, count(*) AS count
        FROM ${sourceOf(selection, from, to)} r, json_each(r.properties) p
        WHERE r.state = 'counted'
        GROUP BY 1, 2, 3`)
      const segments = new Map<string, SegmentTally>()
      for (const { property, value, rating, count } of rows) {
        const key = JSON.stringify([property, value])
        const counts = [...(segments.get(key)?.counts ?? nothing.counts)]
        counts[rating]! += count
        segments.set(key, { property, value, counts })
      }
      return [...segments.values()]
    },
  }
}

/**
 * The widest slots that no edge within the period divides, in milliseconds: the fewer rows come
 * back. Time zones differ by quarters of an hour, so only the ends of a period can be uneven.
 */
function slotWidth(inner: readonly number[]): number {
  if (inner.length === 0) return Number.MAX_SAFE_INTEGER
  const fits = (width: number) => inner.every((edge) => edge % width === 0)
  return [millisecondsADay, 4 * millisecondsAQuarter].find(fits) ?? millisecondsAQuarter
}

function toTally({ channel, state, rating, count, commented }: Row): StateTally {
  const counts = pointColumns.map((_, point) => (point === rating ? count : 0))
  return { channel, state, ...add(nothing, { counts, commented }) }
}

function chosen({ surveyId, channel, segment }: Selection, from: number, to: number): SQL {
  return sql`r.survey_id = ${surveyId} AND r.answered_at >= ${from} AND r.answered_at < ${to}
    ${channel ? sql`AND r.channel = ${channel}` : sql``}
    ${
      segment
        ? sql`AND EXISTS (SELECT 1 FROM json_each(r.properties) s WHERE s.key = ${segment.property}
            AND CASE s.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' ELSE CAST(s.value AS TEXT) END = ${segment.value})`
        : sql``
    }`
}
