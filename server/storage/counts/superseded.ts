import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import type { OwnedEmail } from '../person.ts'
import { ownersIn, withOwners } from './owners.ts'
import { peopleInSlices } from './people-slices.ts'
import { fewIndexed, inOneCovered, inOnePiece } from './pieces.ts'
import { person, placeAmong, type Row, segmentsIn, toTally } from './scan.ts'
import {
  addSegments,
  type Counter,
  inSelection,
  type Period,
  type SegmentTally,
  type Selection,
  type StateTally,
  sumByState,
} from './tally.ts'

type ReplacedRow = Omit<Row, 'state'> & { readonly place: number; readonly isWithin: 0 | 1 }

/**
 * Counts the superseded responses: of each person's counted responses in the selection, all but the latest, or all
 * but the first. Anonymous respondents have none. Whoever only claims to be a person supersedes nothing that the
 * person said, and the other way round.
 *
 * In a timeline their state is `superseded`, or `replaced later` when the answer that counts instead is of another
 * stretch: of its own stretch it is the one that counts.
 */
export function scanSuperseded(rule: 'latest' | 'first', atATime?: number): Counter {
  const replacedIn = (database: Database, selection: Selection, from: number, to: number) =>
    replaced(database, rule, selection, { from, to }, atATime)
  return {
    async timeline(database, selection, edges, breaks = []) {
      const stretches: { tally: StateTally; sign: 1 }[][] = edges.slice(1).map(() => [])
      const places = (some: readonly number[]) =>
        [placeAmong(some, 'answered_at'), placeAmong(some, 'standing_at')] as const
      const [place, ofStanding] = places(edges)
      const [period, next] = places([edges[0]!, ...breaks, edges.at(-1)!])
      for await (const source of replacedIn(database, selection, edges[0]!, edges.at(-1)!)) {
        const rows = await database.orm.all<ReplacedRow>(sql`
          SELECT ${place} AS place, ${place} = ${ofStanding} AS isWithin,
            channel, rating, count(*) AS count, sum(hasComment) AS commented
          FROM ${source} WHERE standing_at IS NOT NULL AND ${period} = ${next} GROUP BY 1, 2, 3, 4`)
        for (const row of rows) {
          const state = row.isWithin === 1 ? 'superseded' : 'replaced later'
          stretches[row.place]!.push({ tally: toTally({ ...row, state }), sign: 1 })
        }
      }
      return stretches.map(sumByState)
    },

    async segments(database, selection, { from, to }, properties) {
      if (properties.length === 0) return []
      const parts: SegmentTally[][] = []
      for await (const source of replacedIn(database, selection, from, to)) {
        const asRead = sql`(
          SELECT r.state, r.rating, r.properties FROM ${source} p
          CROSS JOIN responses r ON r.survey_id = ${selection.surveyId} AND r.id = p.id
          WHERE p.standing_at IS NOT NULL)`
        parts.push(await segmentsIn(database, asRead, properties))
      }
      return addSegments(parts.map((tallies) => ({ tallies, sign: 1 })))
    },
  }
}

/**
 * A person's counted responses, each with the time of the one that counts instead of it, as sources of some people
 * each. The index covers everything but what is said and the properties, so that the responses themselves are read only
 * for these.
 */
async function* replaced(
  database: Database,
  rule: 'latest' | 'first',
  selection: Selection,
  { from, to }: Period,
  atATime = selection.segment || selection.narrow ? inOnePiece : inOneCovered,
): AsyncGenerator<SQL> {
  const [owners, few] = await Promise.all([
    ownersIn(database, selection.surveyId),
    fewIndexed(database, selection, from, to),
  ])
  if (few) {
    yield standing(rule, owners, few.tables, sql`${few.fit} AND ${inSelection(selection, from, to)}`)
    return
  }
  for await (const { which, isApart } of peopleInSlices(database, selection.surveyId, owners, atATime))
    yield standing(
      rule,
      isApart ? owners : [],
      sql`responses r INDEXED BY responses_by_person`,
      sql`${inSelection(selection, from, to)} AND ${which(person)}`,
    )
}

function standing(rule: 'latest' | 'first', owners: readonly OwnedEmail[], tables: SQL, condition: SQL): SQL {
  const another = rule === 'latest' ? sql`lead` : sql`lag`
  const { who, joined } = withOwners(owners, person, sql`r.respondent_verified`)
  // Asked for through the window, whether there is a comment is read from the index; else from the response.
  return sql`(
    SELECT r.id, r.answered_at, r.channel, r.rating, lead(r.comment IS NOT NULL, 0) OVER own AS hasComment,
      ${another}(r.answered_at) OVER own AS standing_at
    FROM ${tables} ${joined} WHERE ${condition} AND r.state = 'counted' AND ${person} IS NOT NULL
    WINDOW own AS (PARTITION BY ${who}, r.respondent_verified ORDER BY r.answered_at, r.id))`
}
