import { type SQL, sql } from 'drizzle-orm'
import type { Mention } from '../../../shared/themes/match.ts'
import type { PolarityVerdict } from '../../../shared/themes/polarity.ts'
import type { Selection } from '../counts/tally.ts'
import type { Database } from '../db.ts'
import { type After, keyOf } from '../find-responses.ts'
import { inSelection } from './counts.ts'
import { type Fact, themeOf } from './facts.ts'

/** The themes found in a stored response. */
export interface FoundThemes {
  readonly id: string
  readonly themes: readonly { readonly theme: string; readonly polarity: PolarityVerdict['polarity'] }[]
  readonly mentions: readonly (Mention & PolarityVerdict)[]
  /** Assigned by hand, not found by rules. */
  readonly byHand: boolean
}

type FoundRow = { id: string; facts: string; mentions: string; tagged: 0 | 1 }

function toFound({ id, facts, mentions, tagged }: FoundRow): FoundThemes {
  const all = JSON.parse(facts) as Fact[]
  const polarityOf = new Map(
    all.filter(([kind]) => kind === 'polarity').map(([, about]) => about.split('\u001f') as [string, string]),
  )
  const themes = all
    .filter(([kind]) => kind === 'theme')
    .map(themeOf)
    .map((theme) => ({ theme, polarity: polarityOf.get(theme) as PolarityVerdict['polarity'] }))
  return { id, themes, mentions: JSON.parse(mentions), byHand: tagged === 1 }
}

/** The themes of some responses under an edition, by their ids. */
export async function foundThemes(
  database: Database,
  edition: number,
  surveyId: string,
  ids: readonly string[],
): Promise<Map<string, FoundThemes>> {
  const rows = await database.orm.all<FoundRow>(sql`
    SELECT m.id, m.facts, m.mentions,
      EXISTS (SELECT 1 FROM hand_tags h WHERE h.survey_id = ${surveyId} AND h.id = m.id) AS tagged
    FROM json_each(${JSON.stringify(ids)}) j CROSS JOIN themed m ON m.edition = ${edition} AND m.id = j.value`)
  return new Map(rows.map((row) => [row.id, toFound(row)]))
}

/** The themes of some responses of any surveys under some editions, the newest where there are several; by `keyOf`. */
export async function foundThemesAt(
  database: Database,
  editions: readonly number[],
  places: readonly { readonly surveyId: string; readonly id: string }[],
): Promise<Map<string, FoundThemes>> {
  const wanted = JSON.stringify(places.map(({ surveyId, id }) => [surveyId, id]))
  const rows = await database.orm.all<FoundRow & { surveyId: string }>(sql`
    SELECT e.survey_id AS surveyId, m.id, m.facts, m.mentions,
      EXISTS (SELECT 1 FROM hand_tags h WHERE h.survey_id = e.survey_id AND h.id = m.id) AS tagged
    FROM json_each(${wanted}) j
    CROSS JOIN theme_editions e ON e.survey_id = j.value ->> 0
      AND e.id IN (SELECT value FROM json_each(${JSON.stringify(editions)}))
    CROSS JOIN themed m ON m.edition = e.id AND m.id = j.value ->> 1
    ORDER BY m.edition`)
  return new Map(rows.map((row) => [keyOf(row.surveyId, row.id), toFound(row)]))
}

/** Filters responses by selection and time, `[from, to)` in milliseconds. */
export interface Within {
  readonly from: number
  readonly to: number
  readonly selection: Selection
}

/** A comment that mentions a theme. */
export interface Quotable {
  readonly id: string
  readonly rating: number
  readonly comment: string
  readonly answeredAt: number
  readonly mentions: readonly (Mention & PolarityVerdict)[]
}

/** The newest comments that mention a theme. */
export async function newestComments(
  database: Database,
  edition: number,
  theme: string,
  { from, to, selection }: Within,
  limit: number,
): Promise<Quotable[]> {
  const rows = await database.orm.all<Omit<Quotable, 'mentions'> & { mentions: string }>(sql`
    SELECT r.id, r.rating, r.comment, r.answered_at AS answeredAt, m.mentions
    FROM theme_mentions t
    CROSS JOIN responses r ON r.survey_id = ${selection.surveyId} AND r.id = t.id
    CROSS JOIN themed m ON m.edition = t.edition AND m.id = t.id
    WHERE t.edition = ${edition} AND t.theme = ${theme} AND t.answered_at >= ${from} AND t.answered_at < ${to}
      AND r.comment IS NOT NULL AND ${inSelection(selection)}
    ORDER BY t.answered_at DESC, t.id DESC LIMIT ${limit}`)
  return rows.map(({ mentions, ...row }) => ({ ...row, mentions: JSON.parse(mentions) }))
}

/** Ids of responses that mention a theme, in any state, newest first, at most `limit`, after a cursor. */
export async function idsWithTheme(
  database: Database,
  edition: number,
  theme: string,
  { from, to }: { readonly from: number | null; readonly to: number | null },
  after: After | null,
  limit: number,
): Promise<string[]> {
  const behind = after
    ? sql`AND (t.answered_at < ${after.answeredAt} OR (t.answered_at = ${after.answeredAt} AND t.id < ${after.id}))`
    : sql``
  const least = from === null ? sql`` : sql`AND t.answered_at >= ${from}`
  const rows = await database.orm.all<{ id: string }>(sql`
    SELECT t.id FROM theme_mentions t
    WHERE t.edition = ${edition} AND t.theme = ${theme} ${least}
      ${to === null ? sql`` : sql`AND t.answered_at < ${to}`} ${behind}
    ORDER BY t.answered_at DESC, t.id DESC LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}

/** SQL condition: the response with this id and time mentions a theme. */
export function mentions(edition: number, theme: string, id: SQL, answeredAt: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM theme_mentions t WHERE t.edition = ${edition} AND t.theme = ${theme}
    AND t.answered_at = ${answeredAt} AND t.id = ${id})`
}

/** A comment to try rules on. */
export interface TriedComment {
  readonly id: string
  readonly rating: number
  readonly comment: string
  readonly choices: readonly string[] | null
}

/** Characters of comments read at once: a second's work at worst, in Japanese. */
const mostCharacters = 2_000_000

/** The newest comments of a selection, up to `limit` and `mostCharacters`, to find words in or to try rules on. */
export async function sampleComments(
  database: Database,
  { from, to, selection }: Within,
  limit: number,
): Promise<TriedComment[]> {
  const rows = await database.orm.all<Omit<TriedComment, 'choices'> & { choices: string | null }>(sql`
    SELECT id, rating, comment, choices FROM (
      SELECT *, sum(length(comment)) OVER (ORDER BY answered_at DESC, id DESC ROWS UNBOUNDED PRECEDING) AS read
      FROM (
        SELECT r.id, r.rating, r.comment, r.choices, r.answered_at FROM responses r
        WHERE r.survey_id = ${selection.surveyId} AND r.comment IS NOT NULL AND ${inSelection(selection)}
          AND r.answered_at >= ${from} AND r.answered_at < ${to}
        ORDER BY r.answered_at DESC, r.id DESC LIMIT ${limit}))
    WHERE read <= ${mostCharacters} ORDER BY answered_at DESC, id DESC`)
  return rows.map((row) => ({ ...row, choices: row.choices && JSON.parse(row.choices) }))
}

/** The themes found under some editions, by name, at most `most`. Each step seeks the next name in the primary key. */
export async function themeNames(
  database: Database,
  editions: readonly number[],
  most: number,
): Promise<string[]> {
  const next = sql`SELECT min(theme) FROM theme_mentions WHERE edition = e`
  const rows = await database.orm.all<{ name: string }>(sql`
    WITH RECURSIVE names (e, name) AS (
      SELECT value, (SELECT min(theme) FROM theme_mentions WHERE edition = value) FROM json_each(${JSON.stringify(editions)})
      UNION ALL SELECT e, (${next} AND theme > name) FROM names WHERE name IS NOT NULL
    )
    SELECT DISTINCT name FROM names WHERE name IS NOT NULL ORDER BY name LIMIT ${most}`)
  return rows.map(({ name }) => name)
}
