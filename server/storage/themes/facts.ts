import { type SQL, sql } from 'drizzle-orm'
import type { CommentThemes } from '../../../shared/themes/comment.ts'
import type { MutableTally } from '../../../shared/themes/tally.ts'
import { separator, tallyKeysOf } from '../../../shared/themes/tally-key.ts'
import { pointColumns, propertyText } from '../counts/tally.ts'

/**
 * One thing a comment counts as: the key of a tally without its rating, in two parts. `about` ends in a separator,
 * or is empty, when the tally is by rating.
 */
export type Fact = readonly [kind: string, about: string]

/** Everything a comment counts as, derived from the tally's own keys. */
export function factsOf(themed: CommentThemes): Fact[] {
  return tallyKeysOf(themed).map((key): Fact => {
    const end = key.indexOf(separator)
    return [key.slice(0, end), key.slice(end + 1)]
  })
}

/** The theme a fact of the kind `theme` is about. */
export function themeOf([, about]: Fact): string {
  return about.slice(0, -separator.length)
}

/** Counts of one fact by rating, as SQL returns them. */
export type FactRow = { readonly kind: string; readonly about: string } & Readonly<
  Record<(typeof pointColumns)[number], number>
>

/** Adds a row of counts to a tally; `times` −1 subtracts it. */
export function addRow(tally: MutableTally, row: FactRow, times = 1): void {
  const key = `${row.kind}${separator}${row.about}`
  const isRated = row.about === '' || row.about.endsWith(separator)
  let sum = 0
  for (const [rating, column] of pointColumns.entries()) {
    if (isRated) increase(tally, `${key}${rating}`, times * row[column])
    sum += row[column]
  }
  if (!isRated) increase(tally, key, times * sum)
}

function increase(tally: MutableTally, key: string, by: number) {
  const n = (tally.get(key) ?? 0) + by
  if (n === 0) tally.delete(key)
  else tally.set(key, n)
}

/** Kinds counted by segment; rules and pairs of themes are only counted in total. */
export const kindsBySegment = ['comments', 'unmatched', 'theme', 'polarity'] as const

/** Whether a fact is counted by segment. */
export const isBySegment = ([kind]: Fact) => kindsBySegment.includes(kind as never)

const sqlList = (kinds: readonly string[]) => sql.raw(kinds.map((kind) => `'${kind}'`).join(', '))
const day = sql.raw('r.answered_at / 86400000')

/** The columns of a count, and how an existing one is increments. */
export const countColumns = `edition, property, value, kind, day, channel, state, about, ${pointColumns.join(', ')}`
export const increments = pointColumns
  .map((column) => `${column} = ${column} + excluded.${column}`)
  .join(', ')

const sums = (sign: 1 | -1) =>
  sql.raw(pointColumns.map((_, point) => `${sign === 1 ? '' : '-'}sum(rating = ${point})`).join(', '))

/**
 * The statement that adds responses' facts to the counts, or with −1 removes them. `source` joins the responses
 * as `r`; `edition` and `facts` are columns of what was found in each. The migration's triggers are made of it.
 */
export function addToCounts(source: SQL, edition: SQL, facts: SQL, sign: 1 | -1 = 1): SQL {
  return sql`INSERT INTO theme_counts (${sql.raw(countColumns)})
  SELECT edition, property, value, kind, day, channel, state, about, ${sums(sign)} FROM (
    SELECT ${edition} AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, ${day} AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating
    FROM ${source}, json_each(${facts}) f
    UNION ALL
    SELECT ${edition}, p.key, ${propertyText('p')}, f.value ->> 0, ${day}, r.channel, r.state, f.value ->> 1, r.rating
    FROM ${source}, json_each(r.properties) p, json_each(${facts}) f
    WHERE p.key <> '' AND f.value ->> 0 IN (${sqlList(kindsBySegment)})
  )
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT DO UPDATE SET ${sql.raw(increments)}`
}

/** The statement that stores which responses mention which themes. */
export function addToMentions(source: SQL, edition: SQL, facts: SQL): SQL {
  return sql`INSERT INTO theme_mentions (edition, theme, answered_at, id)
  SELECT ${edition}, rtrim(f.value ->> 1, char(31)), r.answered_at, r.id
  FROM ${source}, json_each(${facts}) f WHERE f.value ->> 0 = 'theme'
  ON CONFLICT DO NOTHING`
}
