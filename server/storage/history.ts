import { type SQL, sql } from 'drizzle-orm'
import type { Past } from '../../shared/cadence.ts'
import type { Names } from '../responses/identity.ts'
import type { Database } from './db.ts'

/** What is known of one person on every channel; a mail that asked this survey is told apart. */
export interface History extends Past {
  readonly mailed?: number
}

type Survey = { readonly id: string; readonly workspaceId: string }
type Name = keyof Names
type Row = Record<'answered' | 'dismissed' | 'mailed' | 'answeredAny' | 'shownAny' | 'mailedAny', number>

/**
 * What is known of people, each under either of their names, in their order: when they last answered,
 * by whatever channel, dismissed, or were mailed a survey, and were last shown or mailed any of its
 * workspace. The mails of one campaign can be left out.
 */
export async function historiesOf(
  database: Database,
  { id, workspaceId }: Survey,
  people: readonly Names[],
  exceptCampaign = '',
): Promise<History[]> {
  const answers = (survey: SQL) => (name: Name) =>
    sql`
    SELECT max(r.answered_at) FROM surveys s CROSS JOIN responses r ON r.survey_id = s.id
    WHERE s.workspace_id = ${workspaceId} AND ${survey} AND r.state <> 'held' AND ${answeredBy[name]}`
  const showings = (time: SQL, survey: SQL) => (name: Name) =>
    sql`
    SELECT max(${time}) FROM views v JOIN surveys s ON s.id = v.survey_id
    WHERE s.workspace_id = ${workspaceId} AND ${survey} AND ${shownTo[name]}`
  const mails = (survey: SQL) => (name: Name) =>
    sql`
    SELECT max(s.last_sent_at) FROM recipients s
    WHERE s.workspace_id = ${workspaceId} AND s.campaign_id <> ${exceptCampaign} AND ${survey} AND ${mailedTo[name]}`
  const any = sql`true`
  const rows = await database.orm.all<Row>(sql`
    SELECT ${latest(answers(sql`s.id = ${id}`))} AS answered, ${latest(answers(any))} AS answeredAny,
      ${latest(showings(sql`v.dismissed_at`, sql`s.id = ${id}`))} AS dismissed,
      ${latest(showings(sql`v.shown_at`, any))} AS shownAny,
      ${latest(mails(sql`s.survey_id = ${id}`))} AS mailed, ${latest(mails(any))} AS mailedAny
    FROM json_each(${JSON.stringify(people)}) j ORDER BY j.key`)
  return rows.map(({ answered, dismissed, mailed, answeredAny, shownAny, mailedAny }) =>
    happened({ answered, dismissed, mailed, shown: Math.max(answeredAny, shownAny, mailedAny) }),
  )
}

const person = sql`(j.value ->> 'person')`
const email = sql`(j.value ->> 'email')`

/** Each name by itself, so that each is found from its index. */
const answeredBy: Record<Name, SQL> = {
  person: sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email)) = ${person}`,
  email: sql`r.respondent_email IS NOT NULL AND lower(r.respondent_email) = ${email}`,
}
const shownTo: Record<Name, SQL> = { person: sql`v.person = ${person}`, email: sql`v.email = ${email}` }
const mailedTo: Record<Name, SQL> = {
  person: sql`s.respondent_id = iif(${person} LIKE 'id %', substr(${person}, 4), NULL)`,
  email: sql`s.email = ${email}`,
}

/** The later of what is known under the one name and under the other; 0 is never. */
function latest(by: (name: Name) => SQL): SQL {
  return sql`max(ifnull((${by('person')}), 0), ifnull((${by('email')}), 0))`
}

function happened(times: Required<History>): History {
  return Object.fromEntries(Object.entries(times).filter(([, time]) => time > 0))
}

/** What is known of one person, for the rules of rest: a mail that was not answered is a showing put away. */
export async function historyOf(database: Database, survey: Survey, names: Names): Promise<Past> {
  const [history] = await historiesOf(database, survey, [names])
  return asPast(history ?? {})
}

/** A history in which having been mailed the survey counts as having put it away. */
export function asPast({ mailed, ...past }: History): Past {
  const dismissed = Math.max(past.dismissed ?? 0, mailed ?? 0)
  return { ...past, ...(dismissed > 0 && { dismissed }) }
}
