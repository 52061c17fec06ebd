import { type SQL, sql } from 'drizzle-orm'
import { millisecondsADay } from '../../../shared/day.ts'
import type { MutableTally, Tally } from '../../../shared/themes/tally.ts'
import { fits, type Period, pointColumns, propertyText, type Selection } from '../counts/tally.ts'
import type { Database } from '../db.ts'
import { addRow, type FactRow, kindsBySegment, themeOf } from './facts.ts'

/** Kinds of theme counts: a report needs all of them, trends and segments only some. */
export const allKinds = ['comments', 'unmatched', 'theme', 'polarity', 'rule', 'pair'] as const
export type Kind = (typeof allKinds)[number]

const columns = sql.raw(pointColumns.map((column) => `sum(${column}) AS ${column}`).join(', '))
const points = sql.raw(
  pointColumns.map((column, point) => `sum(r.rating = ${point}) AS ${column}`).join(', '),
)

type PlacedRow = FactRow & { readonly place: number }

/** The UTC midnight nearest to a time, in days since 1970. */
const midnight = (time: number) => Math.round(time / millisecondsADay)

/**
 * Tallies of the comments between consecutive edges (milliseconds, ascending): one less than there are edges.
 * Whole days come from the counts; the piece between an edge and its nearest midnight is read from the themes of
 * its responses.
 */
export async function themeTimeline(
  database: Database,
  edition: number,
  selection: Selection,
  edges: readonly number[],
  kinds: readonly Kind[] = allKinds,
): Promise<Tally[]> {
  const [days, pieces] = await Promise.all([
    readDays(database, edition, selection, edges, kinds),
    readPieces(database, edition, selection, edges, kinds),
  ])
  const tallies: MutableTally[] = edges.slice(1).map(() => new Map())
  for (const row of days) addRow(tallies[row.place]!, row)
  for (const { place, ...row } of pieces) {
    // A piece after midnight is missing before its edge and counted twice after it; one before midnight, the reverse.
    const sign = midnight(edges[place]!) * millisecondsADay <= edges[place]! ? 1 : -1
    if (place > 0) addRow(tallies[place - 1]!, row, sign)
    if (place < tallies.length) addRow(tallies[place]!, row, -sign)
  }
  return tallies
}

/** A tally of the comments in `[from, to)`. */
export async function themeTally(
  database: Database,
  edition: number,
  selection: Selection,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Tally> {
  return (await themeTimeline(database, edition, selection, [from, to]))[0]!
}

function readDays(
  database: Database,
  edition: number,
  { channel, segment }: Selection,
  edges: readonly number[],
  kinds: readonly Kind[],
): Promise<PlacedRow[]> {
  const asked = edges.slice(1).map((to, place) => [midnight(edges[place]!), midnight(to)])
  return database.orm.all<PlacedRow>(sql`
    SELECT e.key AS place, d.kind, d.about, ${columns}
    FROM json_each(${JSON.stringify(asked)}) e
    CROSS JOIN json_each(${JSON.stringify(kinds)}) k
    CROSS JOIN theme_counts d ON d.edition = ${edition} AND d.property = ${segment?.property ?? ''}
      AND d.value = ${segment?.value ?? ''} AND d.kind = k.value
      AND d.day >= e.value ->> 0 AND d.day < e.value ->> 1
    WHERE d.state = 'counted' ${channel ? sql`AND d.channel = ${channel}` : sql``}
    GROUP BY e.key, d.kind, d.about`)
}

/** The facts of the responses between each edge and its nearest midnight. */
async function readPieces(
  database: Database,
  edition: number,
  selection: Selection,
  edges: readonly number[],
  kinds: readonly Kind[],
): Promise<PlacedRow[]> {
  const asked = edges.flatMap((edge, place) => {
    const near = midnight(edge) * millisecondsADay
    return edge === near ? [] : [[Math.min(edge, near), Math.max(edge, near), place]]
  })
  if (asked.length === 0) return []
  const known = selection.segment ? kinds.filter((kind) => kindsBySegment.includes(kind as never)) : kinds
  return database.orm.all<PlacedRow>(sql`
    SELECT e.value ->> 2 AS place, f.value ->> 0 AS kind, f.value ->> 1 AS about, ${points}
    FROM json_each(${JSON.stringify(asked)}) e
    CROSS JOIN responses r ON r.survey_id = ${selection.surveyId}
      AND r.answered_at >= e.value ->> 0 AND r.answered_at < e.value ->> 1
    CROSS JOIN themed m ON m.edition = ${edition} AND m.id = r.id
    CROSS JOIN json_each(m.facts) f
    WHERE ${inSelection(selection)} AND f.value ->> 0 IN (SELECT value FROM json_each(${JSON.stringify(known)}))
    GROUP BY 1, 2, 3`)
}

/** SQL condition: the response `r` is counted and in the selection. */
export function inSelection(selection: Selection): SQL {
  return sql`r.state = 'counted' AND ${fits(selection)}`
}

/** The comments with one value of a property, and how many of them mention each theme. */
export interface SegmentThemes {
  readonly property: string
  readonly value: string
  readonly n: number
  readonly themes: ReadonlyMap<string, number>
}

interface SegmentRow {
  readonly property: string
  readonly value: string
  readonly kind: 'comments' | 'theme'
  readonly about: string
  readonly n: number
}

const all = sql.raw(pointColumns.join(' + '))

/** A period's comments by every value of these properties; none within a segment. */
export async function themeSegments(
  database: Database,
  edition: number,
  selection: Selection,
  { from, to }: Period,
  properties: readonly string[],
): Promise<SegmentThemes[]> {
  // The property with an empty name is the total.
  const named = properties.filter((property) => property !== '')
  if (selection.segment || named.length === 0) return []
  const segments = new Map<string, SegmentThemes & { n: number; readonly themes: Map<string, number> }>()
  const add = ({ property, value, kind, about, n }: SegmentRow, times: number) => {
    const key = JSON.stringify([property, value])
    const known = segments.get(key) ?? { property, value, n: 0, themes: new Map() }
    segments.set(key, known)
    if (kind === 'comments') known.n += times * n
    else {
      const theme = themeOf([kind, about])
      known.themes.set(theme, (known.themes.get(theme) ?? 0) + times * n)
    }
  }
  // Of a file one property at a time, since nothing is saved meanwhile.
  for (const some of database.copy ? named.map((property) => [property]) : [named]) {
    const asked = JSON.stringify(some)
    const [rows, first, last] = await Promise.all([
      readSegmentDays(database, edition, selection, { from, to }, asked),
      readSegmentPiece(database, edition, selection, from, asked),
      readSegmentPiece(database, edition, selection, to, asked),
    ])
    const signOf = (edge: number) => (midnight(edge) * millisecondsADay <= edge ? 1 : -1)
    for (const row of rows) add(row, 1)
    for (const row of first) add(row, -signOf(from))
    for (const row of last) add(row, signOf(to))
  }
  return [...segments.values()].filter(({ n }) => n > 0)
}

async function readSegmentDays(
  database: Database,
  edition: number,
  { channel }: Selection,
  { from, to }: Period,
  named: string,
): Promise<SegmentRow[]> {
  return database.orm.all<SegmentRow>(sql`
    SELECT d.property, d.value, d.kind, d.about, sum(${all}) AS n
    FROM json_each(${named}) j
    CROSS JOIN theme_counts d ON d.edition = ${edition} AND d.property = j.value
    WHERE d.kind IN ('comments', 'theme') AND d.day >= ${midnight(from)} AND d.day < ${midnight(to)}
      AND d.state = 'counted' ${channel ? sql`AND d.channel = ${channel}` : sql``}
    GROUP BY 1, 2, 3, 4`)
}

async function readSegmentPiece(
  database: Database,
  edition: number,
  selection: Selection,
  edge: number,
  named: string,
): Promise<SegmentRow[]> {
  const near = midnight(edge) * millisecondsADay
  if (near === edge) return []
  return database.orm.all<SegmentRow>(sql`
    SELECT p.key AS property, ${propertyText('p')} AS value, f.value ->> 0 AS kind, f.value ->> 1 AS about, count(*) AS n
    FROM responses r
    CROSS JOIN themed m ON m.edition = ${edition} AND m.id = r.id
    CROSS JOIN json_each(r.properties) p
    CROSS JOIN json_each(m.facts) f
    WHERE r.survey_id = ${selection.surveyId} AND r.answered_at >= ${Math.min(edge, near)}
      AND r.answered_at < ${Math.max(edge, near)} AND ${inSelection(selection)}
      AND p.key IN (SELECT value FROM json_each(${named})) AND f.value ->> 0 IN ('comments', 'theme')
    GROUP BY 1, 2, 3, 4`)
}
