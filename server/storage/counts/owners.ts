import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { type OwnedEmail, owners, ownersOf } from '../person.ts'
import { person } from './scan.ts'

/** Names of people known by an email alone; a range of the index. */
export const isEmail = (name: SQL) => sql`${name} >= 'email ' AND ${name} < 'email!'`

const workspaceOf = (surveyId: string) => sql`(SELECT workspace_id FROM surveys WHERE id = ${surveyId})`

/** Whose the emails are that stand alone in a survey's answers. */
export function ownersIn(database: Database, surveyId: string): Promise<OwnedEmail[]> {
  return ownersOf(database, workspaceOf(surveyId), emailsAlone(surveyId))
}

/** SQL query: whose the emails are that `emails` yields as `email` and `verified`, of the workspace of a survey. */
export const ownersAmong = (surveyId: string, emails: SQL): SQL => owners(workspaceOf(surveyId), emails)

const emailsAlone = (surveyId: string) => sql`
  SELECT DISTINCT substr(${person}, 7) AS email, r.respondent_verified AS verified
  FROM responses r INDEXED BY responses_by_person
  WHERE r.survey_id = ${surveyId} AND ${person} IS NOT NULL AND ${isEmail(person)}`

/** SQL: `who` is the person of a row by its name, the emails' owners looked up by what is to be joined. */
export function withOwners(
  owners: readonly OwnedEmail[],
  name: SQL,
  verified: SQL,
): { who: SQL; joined: SQL } {
  // Most surveys have no such emails, and then nothing is looked up.
  if (owners.length === 0) return { who: name, joined: sql`` }
  const rows = owners.map(({ email, verified, id }) => [`email ${email}`, verified, `id ${id}`])
  const joined = sql`LEFT JOIN (SELECT value ->> 0 AS ownedEmail, value ->> 1 AS ownedClaim, value ->> 2 AS owner
    FROM json_each(${JSON.stringify(rows)})) o ON o.ownedEmail = ${name} AND o.ownedClaim = ${verified}`
  return { who: sql`coalesce(o.owner, ${name})`, joined }
}
