import { type SQL, sql } from 'drizzle-orm'
import type { Database, Tombstone } from './db.ts'
import { emailKey, storedEmail } from './email-key.ts'

/** Milliseconds for which what was erased is not taken in again: longer than anything queues or waits to be resent. */
export const tombstoneLife = 30 * 86_400_000

/** What whoever has the key is told of such a person. */
export const erasedLately = {
  field: 'person',
  detail: 'was erased less than 30 days ago, and is not taken in again before',
}

/** The names a person is known by, before they are hashed. */
export const idName = (id: string) => `id ${id}`
export const emailName = (email: string) => `email ${emailKey(email)}`

/** Somebody by the names that stand together in a row. */
interface Called {
  readonly id: string | null
  readonly email: string | null
}

export const namesOf = ({ id, email }: Called): string[] => [
  ...(id ? [idName(id)] : []),
  ...(email ? [emailName(email)] : []),
]

/** The tombstone of one answer. Ids of answers are random or hashes, so this says nothing of a person. */
export const answerName = (surveyId: string, id: string) => `answer ${surveyId} ${id}`

/** The keyed hashes of somebody's id and email; `null` for what is not known. */
export interface Marks {
  readonly idMark: string | null
  readonly emailMark: string | null
}

/** The marks of each of these people, in their order. */
export async function marksOf(database: Database, people: readonly Called[]): Promise<Marks[]> {
  const names = people.flatMap(namesOf)
  const marks = names.length > 0 ? await database.mark(names) : []
  let at = 0
  return people.map(({ id, email }) => ({
    idMark: id ? marks[at++]! : null,
    emailMark: email ? marks[at++]! : null,
  }))
}

/** Responses to be stored with the marks of who gave them. */
export async function withMarks<
  Row extends { readonly respondentId: string | null; readonly respondentEmail: string | null },
>(database: Database, rows: readonly Row[]): Promise<(Row & Marks)[]> {
  const people = rows.map(({ respondentId, respondentEmail }) => ({
    id: respondentId,
    email: respondentEmail,
  }))
  const marks = await marksOf(database, people)
  return rows.map((row, place) => ({
    ...row,
    respondentEmail: storedEmail(row.respondentEmail),
    ...marks[place]!,
  }))
}

/** SQL expressions of what is to be taken in. */
interface Incoming {
  readonly workspace: string
  readonly idMark: string
  readonly emailMark: string
  /** The `answerName`, where it is an answer. */
  readonly answer?: string
}

/**
 * SQL condition: this was erased, or is a person's who was. A name that the erased person is only linked with
 * may be others' too, like an address that several share: it is refused where it stands alone.
 */
export function isErased({ workspace, idMark, emailMark, answer }: Incoming): string {
  const names = [idMark, emailMark, ...(answer ? [answer] : [])].join(', ')
  return `EXISTS (SELECT 1 FROM tombstones t WHERE t.workspace_id = ${workspace} AND t.name IN (${names})
    AND (t.how = 'asked' OR ${idMark} IS NULL OR ${emailMark} IS NULL))`
}

/** Which of these people a workspace erased lately, in their order; whoever has the key says who they are. */
export async function areErased(
  database: Database,
  workspaceId: string,
  people: readonly Called[],
): Promise<boolean[]> {
  if (people.every(({ id, email }) => !id && !email)) return people.map(() => false)
  const marks = await marksOf(database, people)
  const columns = { workspace: '(j.value ->> 2)', idMark: '(j.value ->> 0)', emailMark: '(j.value ->> 1)' }
  const rows = marks.map(({ idMark, emailMark }) => [idMark, emailMark, workspaceId])
  const found = await database.orm.all<{ erased: number }>(sql`
    SELECT ${sql.raw(isErased(columns))} AS erased
    FROM json_each(${JSON.stringify(rows)}) j ORDER BY j.key`)
  return found.map(({ erased }) => erased === 1)
}

/** The query that keeps tombstones; of two of one name the later time stays, and `asked` before `linked`. */
export function insertTombstones(given: readonly Tombstone[]): SQL {
  return sql`
    INSERT INTO tombstones (workspace_id, name, how, erased_at)
    SELECT value ->> 'workspaceId', value ->> 'name', value ->> 'how', value ->> 'erasedAt'
    FROM json_each(${JSON.stringify(given)}) WHERE true
    ON CONFLICT DO UPDATE SET erased_at = max(erased_at, excluded.erased_at), how = min(how, excluded.how)`
}
