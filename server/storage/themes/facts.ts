import { type SQL, sql } from 'drizzle-orm'
import type { Themed } from '../../../shared/themes/comment.ts'
import { factsOf as keysOf } from '../../../shared/themes/facts.ts'
import { separator } from '../../../shared/themes/keys.ts'
import type { Counting } from '../../../shared/themes/tally.ts'
import { pointColumns, propertyText } from '../counts/tally.ts'

/**
 * One thing a comment is counted as: the key of a tally without its rating, in two parts. That of a
 * key with a rating ends in a separator, or is empty.
 */
export type Fact = readonly [kind: string, about: string]

/** Everything a comment is counted as, told by the module that counts. */
export function factsOf(themed: Themed): Fact[] {
  return keysOf(themed).map((key): Fact => {
    const end = key.indexOf(separator)
    return [key.slice(0, end), key.slice(end + 1)]
  })
}

/** The theme a fact of the kind `theme` is about. */
export function themeOf([, about]: Fact): string {
  return about.slice(0, -separator.length)
}

/** Counts of one fact by rating, as SQL sums them up. */
export type FactRow = { readonly kind: string; readonly about: string } & Readonly<
  Record<(typeof pointColumns)[number], number>
>

/** Adds rows of counts to a tally, or with −1 times takes them away. */
export function addRow(tally: Counting, row: FactRow, times = 1): void {
  const key = `${row.kind}${separator}${row.about}`
  const isRated = row.about === '' || row.about.endsWith(separator)
  let sum = 0
  for (const [rating, column] of pointColumns.entries()) {
    if (isRated) increase(tally, `${key}${rating}`, times * row[column])
    sum += row[column]
  }
  if (!isRated) increase(tally, key, times * sum)
}

function increase(tally: Counting, key: string, by: number) {
  const n = (tally.get(key) ?? 0) + by
  if (n === 0) tally.delete(key)
  else tally.set(key, n)
}

/** What is counted by segment too: which rules fire and which themes meet is kept of everybody only. */
export const kindsBySegment = ['comments', 'unmatched', 'theme', 'polarity'] as const

/** Whether a fact is counted by segment too. */
export const isBySegment = ([kind]: Fact) => kindsBySegment.includes(kind as never)

const listed = (kinds: readonly string[]) => sql.raw(kinds.map((kind) => `'${kind}'`).join(', '))
const day = sql.raw('r.answered_at / 86400000')

/** The columns of a count, and what happens to one that is there already. */
export const countColumns = `edition, property, value, kind, day, channel, state, about, ${pointColumns.join(', ')}`
export const increased = pointColumns.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')

const sums = (sign: 1 | -1) =>
  sql.raw(pointColumns.map((_, point) => `${sign === 1 ? '' : '-'}sum(rating = ${point})`).join(', '))

/**
 * Counts answers with their facts, or takes them out. `source` joins the answers as `r`; `edition`
 * and `facts` are of what each was found to say. The triggers of the migration are these statements.
 */
export function tallied(source: SQL, edition: SQL, facts: SQL, sign: 1 | -1 = 1): SQL {
  return sql`INSERT INTO theme_counts (${sql.raw(countColumns)})
  SELECT edition, property, value, kind, day, channel, state, about, ${sums(sign)} FROM (
    SELECT ${edition} AS edition, '' AS property, '' AS value, f.value ->> 0 AS kind, ${day} AS day, r.channel, r.state, f.value ->> 1 AS about, r.rating
    FROM ${source}, json_each(${facts}) f
    UNION ALL
    SELECT ${edition}, p.key, ${propertyText('p')}, f.value ->> 0, ${day}, r.channel, r.state, f.value ->> 1, r.rating
    FROM ${source}, json_each(r.properties) p, json_each(${facts}) f
    WHERE p.key <> '' AND f.value ->> 0 IN (${listed(kindsBySegment)})
  )
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
  ON CONFLICT DO UPDATE SET ${sql.raw(increased)}`
}

/** Notes which answers speak of which themes. */
export function mentioned(source: SQL, edition: SQL, facts: SQL): SQL {
  return sql`INSERT INTO theme_mentions (edition, theme, answered_at, id)
  SELECT ${edition}, rtrim(f.value ->> 1, char(31)), r.answered_at, r.id
  FROM ${source}, json_each(${facts}) f WHERE f.value ->> 0 = 'theme'
  ON CONFLICT DO NOTHING`
}
