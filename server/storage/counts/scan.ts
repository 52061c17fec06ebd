import { type SQL, sql } from 'drizzle-orm'
import {
  add,
  type Counter,
  emptyTally,
  fits,
  millisecondsADay,
  millisecondsAQuarter,
  pointColumns,
  propertyText,
  type SegmentTally,
  type Selection,
  type StateTally,
  sumByState,
} from './tally.ts'

type Row = { slot: number; channel: string; state: string; rating: number; count: number; commented: number }

/** Counts by reading the responses: slow for many, but works for any selection. */
export const scan: Counter = scanOf((selection, from, to) => {
  return sql`(
    SELECT r.answered_at, r.channel, r.state, r.rating, r.comment, r.properties
    FROM responses r WHERE ${inSelection(selection, from, to)})`
})

/**
 * Counts the superseded responses: of each person's counted responses in the selection, all but the latest, or
 * all but the first. Anonymous respondents have none. Whoever only claims to be a person supersedes nothing that the
 * person said, and the other way round.
 *
 * The index covers everything but the properties, so that the responses themselves are read only for these.
 */
export function scanSuperseded(rule: 'latest' | 'first'): Counter {
  const another = rule === 'latest' ? sql`lead` : sql`lag`
  const replaced = (selection: Selection, from: number, to: number) => sql`(
    SELECT r.id, r.answered_at, r.channel, r.state, r.rating, nullif(r.comment IS NOT NULL, 0) AS comment,
      ${another}(r.id) OVER (PARTITION BY ${person}, r.respondent_verified ORDER BY r.answered_at, r.id) AS standing
    FROM responses r INDEXED BY responses_by_person
    WHERE ${inSelection(selection, from, to)} AND r.state = 'counted' AND ${person} IS NOT NULL)`
  return scanOf(
    (selection, from, to) => sql`(SELECT * FROM ${replaced(selection, from, to)} WHERE standing IS NOT NULL)`,
    (selection, from, to) => sql`(
      SELECT r.state, r.rating, r.properties FROM ${replaced(selection, from, to)} p
      CROSS JOIN responses r ON r.survey_id = ${selection.surveyId} AND r.id = p.id
      WHERE p.standing IS NOT NULL)`,
  )
}

/** The person who answered: the host's id, else the email address. Must match the index's expression. */
const person = sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email))`

type Source = (selection: Selection, from: number, to: number) => SQL

function scanOf(sourceOf: Source, propertiesOf: Source = sourceOf): Counter {
  return {
    async timeline(database, selection, edges) {
      const [from, to] = [edges[0]!, edges.at(-1)!]
      // Not bound: the driver binds numbers as floats, and the division must be one of integers.
      const width = sql.raw(String(slotWidth(edges.slice(1, -1))))
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
      return stretches.map((stretch) => sumByState(stretch.map((row) => ({ tally: toTally(row), sign: 1 }))))
    },

    async segments(database, selection, { from, to }, properties) {
      if (selection.segment || properties.length === 0) return []
      const rows = await database.orm.all<{
        property: string
        value: string
        rating: number
        count: number
      }>(sql`
        SELECT p.key AS property,
          ${propertyText('p')} AS value,
          rating, count(*) AS count
        FROM ${propertiesOf(selection, from, to)} r, json_each(r.properties) p
        WHERE r.state = 'counted' AND p.key IN (SELECT value FROM json_each(${JSON.stringify(properties)}))
        GROUP BY 1, 2, 3`)
      const segments = new Map<string, SegmentTally>()
      for (const { property, value, rating, count } of rows) {
        const key = JSON.stringify([property, value])
        const counts = [...(segments.get(key)?.counts ?? emptyTally.counts)]
        counts[rating]! += count
        segments.set(key, { property, value, counts })
      }
      return [...segments.values()]
    },
  }
}

/**
 * The widest slots, in milliseconds, that no inner edge divides: wider slots mean fewer rows. Time zones differ
 * by quarters of an hour, so only the ends of a period can be uneven.
 */
function slotWidth(inner: readonly number[]): number {
  if (inner.length === 0) return Number.MAX_SAFE_INTEGER
  const fits = (width: number) => inner.every((edge) => edge % width === 0)
  return [millisecondsADay, 4 * millisecondsAQuarter].find(fits) ?? millisecondsAQuarter
}

function toTally({ channel, state, rating, count, commented }: Row): StateTally {
  const counts = pointColumns.map((_, point) => (point === rating ? count : 0))
  return { channel, state, ...add(emptyTally, { counts, commented }) }
}

/** SQL condition: a response `r` of the selection that was answered in `[from, to)`. */
export function inSelection(selection: Selection, from: number, to: number): SQL {
  return sql`r.survey_id = ${selection.surveyId} AND r.answered_at >= ${from} AND r.answered_at < ${to}
    AND ${fits(selection)}`
}
