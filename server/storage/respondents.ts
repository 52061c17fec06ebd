import { asc, type SQL, sql } from 'drizzle-orm'
import { scrubCounts } from './counts/scrub.ts'
import type { Database } from './db.ts'
import { recipients } from './mail-tables.ts'
import { responses, views } from './tables.ts'

const ownSurveys = (workspaceId: string) => sql`(SELECT id FROM surveys WHERE workspace_id = ${workspaceId})`

/** SQL condition: responses of the person with this id or email. */
function answersOf(workspaceId: string, name: string): SQL {
  const email = name.toLowerCase()
  return sql`(survey_id IN ${ownSurveys(workspaceId)} AND (
    coalesce('id ' || respondent_id, 'email ' || lower(respondent_email)) = ${`id ${name}`}
    OR (respondent_email IS NOT NULL AND lower(respondent_email) = ${email})))`
}

function viewsOf(workspaceId: string, name: string): SQL {
  const email = name.toLowerCase()
  return sql`(survey_id IN ${ownSurveys(workspaceId)} AND (person IN (${`id ${name}`}, ${`email ${email}`}) OR email = ${email}))`
}

function mailsTo(workspaceId: string, name: string): SQL {
  return sql`(workspace_id = ${workspaceId} AND (email = ${name.toLowerCase()} OR respondent_id = ${name}))`
}

/** Everything a workspace stores about a person, oldest first. */
export async function respondentData(database: Database, workspaceId: string, name: string) {
  const [answers, shown, mails] = await Promise.all([
    database.orm
      .select()
      .from(responses)
      .where(answersOf(workspaceId, name))
      .orderBy(asc(responses.answeredAt), asc(responses.id)),
    database.orm
      .select()
      .from(views)
      .where(viewsOf(workspaceId, name))
      .orderBy(asc(views.shownAt), asc(views.id)),
    database.orm.select().from(recipients).where(mailsTo(workspaceId, name)),
  ])
  return { answers, shown, mails }
}

/**
 * Erases everything a workspace stores about a person, from the counts and the database's files as well.
 * Returns how much was erased.
 */
export async function eraseRespondent(database: Database, workspaceId: string, name: string) {
  const affected = await surveysWith(database, workspaceId, name)
  const [answers, shown, mails] = await database.write([
    sql`DELETE FROM responses WHERE ${answersOf(workspaceId, name)} RETURNING id`,
    sql`DELETE FROM views WHERE ${viewsOf(workspaceId, name)} RETURNING id`,
    sql`DELETE FROM recipients WHERE ${mailsTo(workspaceId, name)} RETURNING email`,
    ...affected.flatMap((surveyId) => scrubCounts(surveyId)),
  ])
  await database.scrub()
  return { responses: answers!.rows.length, views: shown!.rows.length, mails: mails!.rows.length }
}

async function surveysWith(database: Database, workspaceId: string, name: string): Promise<string[]> {
  const rows = await database.orm.all<{ id: string }>(sql`
    SELECT DISTINCT survey_id AS id FROM responses WHERE ${answersOf(workspaceId, name)}
    UNION SELECT DISTINCT survey_id FROM views WHERE ${viewsOf(workspaceId, name)}`)
  return rows.map(({ id }) => id)
}
