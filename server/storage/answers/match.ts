import { type SQL, sql } from 'drizzle-orm'

/** A condition on the terms of an answer, either for FTS5 or for one answer at a time. */
export type Match =
  | { readonly token: string; readonly isPrefix?: true }
  | { readonly all: readonly Match[] }
  | { readonly any: readonly Match[] }
  | { readonly some: Match; readonly without: Match }

/** The expression of FTS5. An empty `any` matches nothing; an empty `all` is not allowed. */
export function expressionOf(match: Match): string {
  if ('token' in match) return `"${match.token.replaceAll('"', '""')}"${match.isPrefix ? ' *' : ''}`
  if ('some' in match) return `(${expressionOf(match.some)} NOT ${expressionOf(match.without)})`
  if ('all' in match) return joined(match.all, ' AND ')
  return match.any.length === 0 ? '"nothing"' : joined(match.any, ' OR ')
}

/** What is needed without what is not. */
export function excluding(needed: readonly Match[], excluded: readonly Match[]): Match {
  return excluded.length === 0 ? { all: needed } : { some: { all: needed }, without: { any: excluded } }
}

/**
 * A place in the order of time as an integer. Drivers bind numbers of JavaScript as floats, and FTS5 then reads its
 * lists from their end instead of from there.
 */
export function keyAt(key: number): SQL {
  return sql`CAST(${key} AS INTEGER)`
}

function joined(parts: readonly Match[], by: string): string {
  return parts.length === 1 ? expressionOf(parts[0]!) : `(${parts.map(expressionOf).join(by)})`
}

/** The same as a SQL condition on one answer's terms. */
export function conditionOf(match: Match, terms: SQL): SQL {
  if ('token' in match)
    return sql`instr(' ' || ${terms} || ' ', ${` ${match.token}${match.isPrefix ? '' : ' '}`}) > 0`
  if ('some' in match)
    return sql`(${conditionOf(match.some, terms)} AND NOT ${conditionOf(match.without, terms)})`
  if ('all' in match)
    return sql`(${sql.join(
      match.all.map((each) => conditionOf(each, terms)),
      sql` AND `,
    )})`
  if (match.any.length === 0) return sql`false`
  return sql`(${sql.join(
    match.any.map((each) => conditionOf(each, terms)),
    sql` OR `,
  )})`
}
