import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { emailName, idName } from './tombstones.ts'

/**
 * Somebody by every name a workspace knows them by. An id and an email that stand together in what the workspace
 * itself said, or a signature vouched for, are one person's.
 */
export interface Person {
  readonly workspaceId: string
  /** The name that was asked for: their id, or their email in any case. */
  readonly asked: string
  /** What else is theirs, as `idName` and `emailName`. */
  readonly linked: readonly string[]
}

const ownSurveys = ({ workspaceId }: Person) =>
  sql`(SELECT id FROM surveys WHERE workspace_id = ${workspaceId})`
const among = (names: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(names)}))`

/**
 * SQL condition over a row's first name and its email: the row is theirs. A linked name may be others' too, like an
 * address that several share, so rows that have only it are theirs, and those with another id beside it are not.
 */
function isTheirs({ asked, linked }: Person, name: SQL, email: SQL): SQL {
  const ids = linked.filter((each) => each.startsWith('id '))
  const emails = linked.filter((each) => each.startsWith('email '))
  return sql`(${name} IN ${among([idName(asked), emailName(asked), ...emails])}
    OR (${email} IS NOT NULL AND ${email} = ${asked.toLowerCase()})
    OR (${email} IS NULL AND ${name} IN ${among(ids)}))`
}

/** SQL condition: their answers. */
export function answersOf(person: Person): SQL {
  // As the indexes have it.
  const name = sql`coalesce('id ' || respondent_id, 'email ' || lower(respondent_email))`
  return sql`(survey_id IN ${ownSurveys(person)} AND ${isTheirs(person, name, sql`lower(respondent_email)`)})`
}

/** SQL condition: what they were shown. */
export function viewsOf(person: Person): SQL {
  return sql`(survey_id IN ${ownSurveys(person)} AND (${isTheirs(person, sql`person`, sql`email`)}
    OR (survey_id, id) IN (SELECT survey_id, id FROM responses WHERE ${answersOf(person)})))`
}

/** SQL condition: them among campaigns' recipients. */
export function mailsTo({ workspaceId, asked, linked }: Person): SQL {
  const emails = linked.flatMap((each) => (each.startsWith('email ') ? [each.slice('email '.length)] : []))
  return sql`(workspace_id = ${workspaceId} AND (email = ${asked.toLowerCase()} OR respondent_id = ${asked}
    OR (respondent_id IS NULL AND email IN ${among(emails)})))`
}

/** Finds the names that stand beside the one asked for. */
export async function findPerson(database: Database, workspaceId: string, asked: string): Promise<Person> {
  const alone: Person = { workspaceId, asked, linked: [] }
  const rows = await database.orm.all<{ id: string | null; email: string | null }>(sql`
    SELECT DISTINCT respondent_id AS id, lower(respondent_email) AS email FROM responses
    WHERE ${answersOf(alone)} AND respondent_verified = 1
    UNION SELECT respondent_id, email FROM recipients WHERE ${mailsTo(alone)}`)
  const known = [idName(asked), emailName(asked)]
  const names = rows.flatMap(({ id, email }) => [
    ...(id ? [idName(id)] : []),
    ...(email ? [emailName(email)] : []),
  ])
  return { ...alone, linked: [...new Set(names)].filter((name) => !known.includes(name)) }
}
