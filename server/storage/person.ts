import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { emailKey } from './email-key.ts'
import { isEmailVerified } from './history.ts'
import { emailName, idName, namesOf } from './tombstones.ts'

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

const listOf = (values: readonly string[]) =>
  sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`

const idsIn = (names: readonly string[]) => names.filter((name) => name.startsWith('id '))
const emailsIn = (names: readonly string[]) => names.filter((name) => name.startsWith('email '))

/**
 * SQL query: what `rows` yields where one of the conditions holds, each of which an index answers. A linked name may
 * be others' too, like an address that several share, so what has it alone is theirs, and with another id beside it
 * is not.
 */
function theirs(
  rows: SQL,
  { asked, linked }: Person,
  columns: { name: SQL; email: SQL; emailGiven: SQL },
): SQL {
  const { name, email, emailGiven } = columns
  return sql`${rows} ${name} IN ${listOf([idName(asked), emailName(asked), ...emailsIn(linked)])}
    UNION ${rows} ${emailGiven} IS NOT NULL AND ${email} = ${emailKey(asked)}
    UNION ${rows} ${name} IN ${listOf(idsIn(linked))} AND ${emailGiven} IS NULL`
}

/** SQL condition: their answers. */
export function answersOf(person: Person): SQL {
  const rows = sql`SELECT r.rowid FROM surveys s CROSS JOIN responses r ON r.survey_id = s.id
    WHERE s.workspace_id = ${person.workspaceId} AND`
  // As the indexes have it.
  const name = sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email))`
  const columns = { name, email: sql`lower(r.respondent_email)`, emailGiven: sql`r.respondent_email` }
  return sql`(rowid IN (${theirs(rows, person, columns)}))`
}

/** SQL condition: what they were shown. */
export function viewsOf(person: Person): SQL {
  const rows = sql`SELECT v.rowid FROM views v CROSS JOIN surveys s ON s.id = v.survey_id
    WHERE s.workspace_id = ${person.workspaceId} AND`
  const columns = { name: sql`v.person`, email: sql`v.email`, emailGiven: sql`v.email` }
  const answers = sql`SELECT survey_id, id FROM responses WHERE ${answersOf(person)}`
  return sql`(rowid IN (${theirs(rows, person, columns)}
    UNION SELECT v.rowid FROM (${answers}) a CROSS JOIN views v ON v.survey_id = a.survey_id AND v.id = a.id))`
}

/** SQL condition: them among campaigns' recipients. */
export function mailsTo({ workspaceId, asked, linked }: Person): SQL {
  const emails = emailsIn(linked).map((each) => each.slice('email '.length))
  const rows = sql`SELECT rowid FROM recipients WHERE workspace_id = ${workspaceId} AND`
  return sql`(rowid IN (${rows} email = ${emailKey(asked)}
    UNION ${rows} respondent_id = ${asked}
    UNION ${rows} email IN ${listOf(emails)} AND respondent_id IS NULL))`
}

/** SQL condition: the row of `table` belongs to one of the answers that `answers` yields by `survey_id` and `id`. */
export function belongsTo(answers: SQL, table: 'visits' | 'follow_ups' | 'replies'): SQL {
  const id = sql.raw(table === 'follow_ups' ? 't.id' : 't.response_id')
  return sql`(rowid IN (SELECT t.rowid FROM (${answers}) a
    CROSS JOIN ${sql.raw(table)} t ON t.survey_id = a.survey_id AND ${id} = a.id))`
}

/** Finds the names that stand beside the one asked for. */
export async function findPerson(database: Database, workspaceId: string, asked: string): Promise<Person> {
  const alone: Person = { workspaceId, asked, linked: [] }
  const rows = await database.orm.all<{ id: string | null; email: string | null }>(sql`
    SELECT r.respondent_id AS id, lower(r.respondent_email) AS email FROM responses r
    WHERE ${answersOf(alone)} AND r.respondent_verified = 1 AND ${isEmailVerified}
    UNION SELECT respondent_id, email FROM recipients WHERE ${mailsTo(alone)}`)
  const known = [idName(asked), emailName(asked)]
  const names = rows.flatMap(namesOf)
  return { ...alone, linked: [...new Set(names)].filter((name) => !known.includes(name)) }
}

/** An email that some answers give alone, and the id of whose it is. */
export interface OwnedEmail {
  /** In lower case. */
  readonly email: string
  readonly verified: 0 | 1
  readonly id: string
}

/**
 * Whose the emails are that stand alone in answers, so that who answers once by id and email and once by email is
 * one person. An email belongs to the id it stands beside, in any survey of the workspace or among its
 * recipients; one that stands beside several ids, like an address that several share, is left out. What strangers
 * said says nothing of verified answers. `emails` yields `email` and `verified`. By `+` recipients are found by their
 * email: else all that have an id would be looked through for each.
 */
export async function ownersOf(database: Database, workspace: SQL, emails: SQL): Promise<OwnedEmail[]> {
  return database.orm.all<OwnedEmail>(owners(workspace, emails))
}

/** SQL query: the same. */
export function owners(workspace: SQL, emails: SQL): SQL {
  return sql`
    WITH given AS MATERIALIZED (${emails})
    SELECT email, verified, min(id) AS id FROM (
      SELECT g.email, g.verified, r.respondent_id AS id
      FROM given g CROSS JOIN responses r ON lower(r.respondent_email) = g.email
      CROSS JOIN surveys s ON s.id = r.survey_id AND s.workspace_id = ${workspace}
      WHERE r.respondent_email IS NOT NULL AND r.respondent_id IS NOT NULL
        AND (g.verified = 0 OR (r.respondent_verified = 1 AND ${isEmailVerified}))
      UNION
      SELECT g.email, g.verified, c.respondent_id
      FROM given g CROSS JOIN recipients c ON c.workspace_id = ${workspace} AND c.email = g.email
      WHERE +c.respondent_id IS NOT NULL)
    GROUP BY email, verified HAVING count(DISTINCT id) = 1`
}
