import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import type { OwnedEmail } from '../person.ts'
import { ownersIn, withOwners } from './owners.ts'
import { person, type Row, segmentsIn, slotWidth, toTally } from './scan.ts'
import { type Counter, inSelection, type Selection, type StateTally, sumByState } from './tally.ts'

/** `next` is the slot of the person's answer that counts instead; `null` when that is far away. */
type ReplacedRow = Row & { readonly next: number | null }

/**
 * Counts the superseded responses: of each person's counted responses in the selection, all but the latest, or all
 * but the first. Anonymous respondents have none. Whoever only claims to be a person supersedes nothing that the
 * person said, and the other way round.
 *
 * In a timeline their state is `superseded`, or `replaced later` when the answer that counts instead is of another
 * stretch: of its own stretch it is the one that counts.
 */
export function scanSuperseded(rule: 'latest' | 'first'): Counter {
  let owners: Promise<readonly OwnedEmail[]> | undefined
  const replacedIn = async (database: Database, selection: Selection, from: number, to: number) => {
    owners ??= ownersIn(database, selection.surveyId)
    return replaced(rule, await owners, selection, from, to)
  }
  return {
    async timeline(database, selection, edges) {
      const [from, to] = [edges[0]!, edges.at(-1)!]
      const width = sql.raw(String(slotWidth(edges.slice(1, -1))))
      // Nothing is between the edges of a period that ends before the first answer: they are one.
      const longest = Math.max(0, ...edges.slice(1).map((edge, place) => edge - edges[place]!))
      const source = await replacedIn(database, selection, from, to)
      const rows = await database.orm.all<ReplacedRow>(sql`
        SELECT max(answered_at / ${width} * ${width}, ${from}) AS slot,
          iif(abs(standing_at - answered_at) < ${longest}, max(standing_at / ${width} * ${width}, ${from}), NULL) AS next,
          channel, state, rating, count(*) AS count, sum(hasComment) AS commented
        FROM ${source} WHERE standing_at IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5`)
      const placeOf = placesBetween(edges)
      const stretches: { tally: StateTally; sign: 1 }[][] = edges.slice(1).map(() => [])
      for (const row of rows) {
        const place = placeOf(row.slot)
        const isWithin = row.next !== null && placeOf(row.next) === place
        const state = isWithin ? 'superseded' : 'replaced later'
        stretches[place]!.push({ tally: { ...toTally(row), state }, sign: 1 })
      }
      return stretches.map(sumByState)
    },

    async segments(database, selection, { from, to }, properties) {
      if (properties.length === 0) return []
      const source = await replacedIn(database, selection, from, to)
      const asRead = sql`(
        SELECT r.state, r.rating, r.properties FROM ${source} p
        CROSS JOIN responses r ON r.survey_id = ${selection.surveyId} AND r.id = p.id
        WHERE p.standing_at IS NOT NULL)`
      return segmentsIn(database, asRead, properties)
    },
  }
}

/**
 * A person's counted responses, each with the time of the one that counts instead of it. The index covers everything
 * but the properties, so that the responses themselves are read only for these.
 */
function replaced(
  rule: 'latest' | 'first',
  owners: readonly OwnedEmail[],
  selection: Selection,
  from: number,
  to: number,
): SQL {
  const another = rule === 'latest' ? sql`lead` : sql`lag`
  const { who, joined } = withOwners(owners, person, sql`r.respondent_verified`)
  return sql`(
    SELECT r.id, r.answered_at, r.channel, r.state, r.rating, r.comment IS NOT NULL AS hasComment,
      ${another}(r.answered_at) OVER (PARTITION BY ${who}, r.respondent_verified ORDER BY r.answered_at, r.id)
        AS standing_at
    FROM responses r INDEXED BY responses_by_person ${joined}
    WHERE ${inSelection(selection, from, to)} AND r.state = 'counted' AND ${person} IS NOT NULL)`
}

/** Returns a function that finds the stretch between edges that a time is in. */
function placesBetween(edges: readonly number[]): (time: number) => number {
  return (time) => {
    let [low, high] = [0, edges.length - 2]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (edges[middle]! <= time) low = middle
      else high = middle - 1
    }
    return low
  }
}
