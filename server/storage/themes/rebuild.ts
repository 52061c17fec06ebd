import { type SQL, sql } from 'drizzle-orm'
import { themesChanged } from '../answers/changes.ts'
import { propertyText } from '../counts/tally.ts'
import type { Database } from '../db.ts'
import type { Edition } from './editions.ts'
import { countColumns, increments, themeOf } from './facts.ts'
import { countFound, type ThemesSave } from './save-themes.ts'
import { sumColumns, sumsOf } from './sums.ts'

/** The stored columns that decide which themes a response has and where it is counted. */
interface Stored {
  readonly revision: number
  readonly rating: number
  readonly comment: string | null
  readonly choices: string | null
  readonly properties: string | null
  readonly answered_at: number
  readonly channel: string
  readonly state: string
}

const storedColumns = [
  'revision',
  'rating',
  'comment',
  'choices',
  'properties',
  'answered_at',
  'channel',
  'state',
] as const satisfies readonly (keyof Stored)[]

/** A response with a comment or choices that was not read for an edition yet. */
export interface UnreadAnswer {
  readonly id: string
  readonly stored: Stored
  readonly choices: readonly string[] | null
  /** Its properties with their values as text. */
  readonly segments: readonly (readonly [property: string, value: string])[]
  /** Themes assigned by hand, and when. */
  readonly tags: readonly string[] | null
  readonly taggedAt: number | null
}

/** A response as JSON: one column is cheaper to read than twelve. */
const answer = sql`json_object(
  'id', r.id,
  'stored', json_object(${sql.raw(storedColumns.map((column) => `'${column}', r.${column}`).join(', '))}),
  'choices', json(r.choices),
  'segments', (SELECT json_group_array(json_array(p.key, ${propertyText('p')}))
    FROM json_each(r.properties) p WHERE p.key <> ''),
  'tags', json(h.themes),
  'taggedAt', h.tagged_at)`

/** The most characters of comments and properties in a slice: some hundred milliseconds' work in any language. */
const mostCharacters = 400_000

/** The next responses to read for an edition, oldest first; fewer than `limit` when they are long. */
export async function unreadAnswers(
  database: Database,
  { id, surveyId, cursorAt, cursorId }: Edition,
  limit: number,
): Promise<UnreadAnswer[]> {
  const next = (place: SQL) => sql`SELECT * FROM (
    SELECT ${answer} AS answer, r.answered_at AS at, r.id,
      coalesce(length(r.comment), 0) + coalesce(length(r.properties), 0) AS characters
    FROM responses r LEFT JOIN hand_tags h ON h.survey_id = r.survey_id AND h.id = r.id
    WHERE r.survey_id = ${surveyId} AND ${place} AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM themed m WHERE m.edition = ${id} AND m.id = r.id)
    ORDER BY r.answered_at, r.id LIMIT ${limit})`
  const rows = await database.orm.all<{ answer: string }>(sql`
    SELECT answer FROM (
      SELECT *, sum(characters) OVER (ORDER BY at, id ROWS UNBOUNDED PRECEDING) - characters AS before
      FROM (
        ${next(sql`r.answered_at = ${cursorAt} AND r.id > ${cursorId}`)}
        UNION ALL ${next(sql`r.answered_at > ${cursorAt}`)} LIMIT ${limit}))
    WHERE before < ${mostCharacters} ORDER BY at, id`)
  return rows.map(({ answer }) => JSON.parse(answer))
}

/** A response that was read for an edition, and its themes. */
export interface SliceAnswer extends Pick<ThemesSave, 'facts' | 'mentions'> {
  readonly answer: UnreadAnswer
}

/** SQL: how many responses are stored but not counted yet. */
const found = '(SELECT count(*) FROM themed WHERE tallied = 2)'

/**
 * Stores the themes of a slice of responses and moves the edition's cursor past it. Their counts are summed up
 * before, so that each count is written once per slice. A response that changed since it was read is left out and
 * read again; the others are then counted one by one from what is stored.
 */
export async function keepSlice(
  database: Database,
  { id, surveyId }: Edition,
  answers: readonly SliceAnswer[],
): Promise<void> {
  const whole = answers.length
  const last = answers.at(-1)!.answer
  await database.write([
    { sql: insertFound, args: [id, surveyId, JSON.stringify(answers.map(rowOf))] },
    themesChanged(id, surveyId),
    { sql: `UPDATE theme_editions SET done = done + ${found} WHERE id = ?`, args: [id] },
    { sql: moveCursor, args: [id, last.stored.answered_at, last.id] },
    { sql: addSums, args: [id, JSON.stringify(sumsOf(answers)), whole] },
    { sql: addMentions, args: [id, JSON.stringify(answers.flatMap(mentionRows)), whole] },
    { sql: `UPDATE themed SET tallied = 1 WHERE tallied = 2 AND ${found} = ?`, args: [whole] },
    ...countFound,
  ])
}

const rowOf = ({ answer, facts, mentions }: SliceAnswer) => [
  answer.id,
  JSON.stringify(facts),
  JSON.stringify(mentions),
  answer.taggedAt,
  ...storedColumns.map((column) => answer.stored[column]),
]

/** SQL columns of the JSON rows `j`, `[from, to)`. */
const values = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `j.value ->> ${from + at}`)

const insertFound = `
  INSERT INTO themed (edition, id, facts, mentions, tallied)
  SELECT e.id, r.id, j.value ->> 1, j.value ->> 2, 2
  FROM theme_editions e
  CROSS JOIN json_each(?3) j
  CROSS JOIN responses r ON r.survey_id = ?2 AND r.id = j.value ->> 0
  WHERE e.id = ?1 AND e.state <> 'retired'
    AND ${storedColumns.map((column, at) => `r.${column} IS j.value ->> ${at + 4}`).join(' AND ')}
    AND j.value ->> 3 IS (SELECT tagged_at FROM hand_tags h WHERE h.survey_id = r.survey_id AND h.id = r.id)
  ON CONFLICT DO NOTHING`

/** Only when nothing before it is unread: a response may have changed or arrived since the slice was read. */
const moveCursor = `
  UPDATE theme_editions SET cursor_at = ?2, cursor_id = ?3
  WHERE id = ?1 AND (cursor_at, cursor_id) < (?2, ?3) AND NOT EXISTS (
    SELECT 1 FROM responses r WHERE r.survey_id = theme_editions.survey_id
      AND r.answered_at >= theme_editions.cursor_at AND r.answered_at <= ?2 AND (r.answered_at, r.id) <= (?2, ?3)
      AND (r.comment IS NOT NULL OR r.choices IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM themed m WHERE m.edition = theme_editions.id AND m.id = r.id))`

const addSums = `
  INSERT INTO theme_counts (${countColumns})
  SELECT ?, ${values(0, sumColumns.length).join(', ')} FROM json_each(?) j WHERE ${found} = ?
  ON CONFLICT DO UPDATE SET ${increments}`

const mentionRows = ({ answer, facts }: SliceAnswer) =>
  facts
    .filter(([kind]) => kind === 'theme')
    .map((fact) => [themeOf(fact), answer.stored.answered_at, answer.id])

const addMentions = `
  INSERT INTO theme_mentions (edition, theme, answered_at, id)
  SELECT ?, ${values(0, 3).join(', ')} FROM json_each(?) j WHERE ${found} = ?
  ON CONFLICT DO NOTHING`
