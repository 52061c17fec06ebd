import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { emailKey } from './email-key.ts'
import { ownersOf } from './person.ts'
import { emailName, idName } from './tombstones.ts'

/** The survey that people belong to: those who answered it, and those its campaigns have. */
export interface Project {
  readonly id: string
  readonly workspaceId: string
}

/** Somebody by the names that tell them from others; at least one of them is known. */
export interface Called {
  readonly id: string | null
  /** In any case. */
  readonly email: string | null
}

/** What is known of somebody. Times are in milliseconds. */
export interface ProjectPerson extends Called {
  readonly name: string | null
  readonly properties: Readonly<Record<string, unknown>> | null
  /** When they first answered or were added; `null` when they were added before that was kept. */
  readonly createdAt: number | null
  readonly lastSentAt: number | null
  readonly lastRespondedAt: number | null
  /** When a running campaign mails them next, at the earliest; 0 is as soon as may be. */
  readonly nextAt: number | null
}

/**
 * SQL: the mails `c` to the person `j`, by an index for each name. By `+` the survey's own index, of all its people, is
 * not taken instead.
 */
export const mailsOf = ({ id: surveyId, workspaceId }: Project) => sql`recipients c WHERE c.rowid IN (
    SELECT rowid FROM recipients WHERE workspace_id = ${workspaceId} AND email = j.value ->> 'email'
    UNION SELECT rowid FROM recipients WHERE workspace_id = ${workspaceId} AND respondent_id = j.value ->> 'id')
  AND +c.survey_id = ${surveyId}`

/** SQL: the counted answers `r` of the person `j`. */
export const answersOf = ({ id: surveyId }: Project) => sql`responses r WHERE r.survey_id = ${surveyId}
  AND r.state = 'counted' AND ${person} IN (j.value ->> 'idName', j.value ->> 'emailName')`

/** SQL: people as rows `j`, with the names their answers have. */
export function named(people: readonly Called[]): SQL {
  const rows = people.map(({ id, email }) => ({
    ...{ id, email },
    idName: id === null ? null : idName(id),
    emailName: email === null ? null : emailName(email),
  }))
  return sql`json_each(${JSON.stringify(rows)})`
}

export const person = sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email))`

/**
 * The same people, each with the id that their email stands beside anywhere in the workspace, or with the email that
 * stands beside their id. An email that several ids share is left out of those.
 */
export async function completed(
  database: Database,
  { id: surveyId, workspaceId }: Project,
  people: readonly Called[],
): Promise<Called[]> {
  if (people.length === 0) return []
  // By `+` the people's index is used: in the order of time all answers would be looked through.
  const rows = await database.orm.all<{ email: string | null }>(sql`
    SELECT coalesce(j.value ->> 'email',
      (SELECT lower(r.respondent_email) FROM responses r WHERE r.survey_id = ${surveyId}
        AND ${person} = 'id ' || (j.value ->> 'id') AND r.respondent_email IS NOT NULL ORDER BY +r.answered_at DESC LIMIT 1),
      (SELECT c.email FROM recipients c WHERE c.workspace_id = ${workspaceId} AND c.respondent_id = j.value ->> 'id'
        AND +c.survey_id = ${surveyId} LIMIT 1)) AS email
    FROM json_each(${JSON.stringify(people)}) j ORDER BY j.key`)
  const emails = [...new Set(rows.flatMap(({ email }) => (email ? [emailKey(email)] : [])))]
  const owners = await ownersOf(
    database,
    sql`${workspaceId}`,
    sql`SELECT value AS email, 0 AS verified FROM json_each(${JSON.stringify(emails)})`,
  )
  const ownerOf = new Map(owners.map(({ email, id }) => [email, id]))
  return people.map(({ id }, place) => {
    const found = rows[place]!.email
    const email = found === null ? null : emailKey(found)
    const owner = email === null ? null : (ownerOf.get(email) ?? null)
    return id === null ? { id: owner, email } : { id, email: owner === id ? email : null }
  })
}

/** What is known of `completed` people, in their order; `null` for whom neither an answer nor a campaign knows. */
export async function describe(
  database: Database,
  project: Project,
  people: readonly Called[],
): Promise<(ProjectPerson | null)[]> {
  const answers = sql`FROM ${answersOf(project)}`
  const mails = sql`FROM ${mailsOf(project)}`
  const rows = await database.orm.all<Row>(sql`
    SELECT (SELECT json_object('first', min(r.answered_at), 'last', max(r.answered_at)) ${answers}) AS answered,
      (SELECT json_object('email', r.respondent_email, 'name', r.respondent_name, 'properties', json(r.properties))
        ${answers} ORDER BY r.respondent_email IS NULL, r.answered_at DESC LIMIT 1) AS said,
      (SELECT json_object('count', count(*), 'first', min(nullif(c.added_at, 0)), 'sent', max(c.last_sent_at),
          'next', min((SELECT coalesce(c.next_ask_at, c.due_at) FROM campaigns k
            WHERE k.id = c.campaign_id AND k.status = 'running' AND c.state = 'queued'))) ${mails}) AS mailed,
      (SELECT json_object('email', c.address, 'name', c.name, 'properties', json(c.properties))
        ${mails} ORDER BY c.added_at DESC LIMIT 1) AS listed
    FROM ${named(people)} j ORDER BY j.key`)
  return rows.map((row, place) => toPerson(people[place]!, row))
}

type Row = { answered: string; said: string | null; mailed: string; listed: string | null }
type Words = Pick<ProjectPerson, 'email' | 'name' | 'properties'>

function toPerson({ id, email }: Called, row: Row): ProjectPerson | null {
  const answered = JSON.parse(row.answered) as { first: number | null; last: number | null }
  const mailed = JSON.parse(row.mailed) as {
    readonly [what in 'first' | 'sent' | 'next']: number | null
  } & { count: number }
  const [said, listed] = [row.said, row.listed].map((json) =>
    json === null ? null : (JSON.parse(json) as Words),
  )
  if (!said && !listed) return null
  const times = [answered.first, mailed.first].filter((time) => time !== null)
  return {
    id,
    email: listed?.email || said?.email || email,
    name: listed?.name || said?.name || null,
    properties: listed?.properties || said?.properties || null,
    createdAt: times.length > 0 ? Math.min(...times) : null,
    lastSentAt: mailed.sent,
    lastRespondedAt: answered.last,
    nextAt: mailed.next,
  }
}
