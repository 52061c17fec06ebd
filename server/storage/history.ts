import { type SQL, sql } from 'drizzle-orm'
import type { Past } from '../../shared/cadence.ts'
import type { Names } from '../responses/identity.ts'
import type { Database } from './db.ts'

/** A person's past surveys on every channel; `mailed` is when this survey was last mailed to them. */
export interface History extends Past {
  readonly mailed?: number
  /** When another campaign last mailed them, whatever it asked. */
  readonly mailedByOthers?: number
}

type Survey = { readonly id: string; readonly workspaceId: string }
type Name = keyof Names
type Row = Record<'answered' | 'dismissed' | 'mailed' | 'answeredAny' | 'shownAny' | 'mailedAny', number>

/**
 * The history of each of `people`, in the same order, found by either of their names: when they last answered
 * (on any channel), dismissed or were mailed the survey, and when they were last shown or mailed any survey of
 * the workspace. Mails of the campaign `exceptCampaign` are left out, and so is whatever somebody did who only claims
 * to be the person. `people` are to be named by what is known of them, never by what a stranger said.
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
    withoutNever({
      answered,
      dismissed,
      mailed,
      mailedByOthers: mailedAny,
      shown: Math.max(answeredAny, shownAny, mailedAny),
    }),
  )
}

const person = sql`(j.value ->> 'person')`
const email = sql`(j.value ->> 'email')`

/**
 * SQL condition: the email of the response `r` was vouched for. Rows of before the fields were kept: signed links and
 * imports vouched for all of them, what a page sent for the id, or for the email where there was none.
 */
export const isEmailVerified = sql`iif(r.verified_fields IS NULL,
  r.respondent_verified = 1 AND (r.respondent_id IS NULL OR r.write_key_hash = ''),
  instr(r.verified_fields, '"email"') > 0)`

/** One condition per name, so that each can use its own index. */
const answeredBy: Record<Name, SQL> = {
  person: sql`coalesce('id ' || r.respondent_id, 'email ' || lower(r.respondent_email)) = ${person}
    AND r.respondent_verified = 1`,
  email: sql`r.respondent_email IS NOT NULL AND lower(r.respondent_email) = ${email} AND ${isEmailVerified}`,
}
const shownTo: Record<Name, SQL> = {
  person: sql`v.person = ${person} AND v.person_verified = 1`,
  email: sql`v.email = ${email} AND v.email_verified = 1`,
}
const mailedTo: Record<Name, SQL> = {
  person: sql`s.respondent_id = iif(${person} LIKE 'id %', substr(${person}, 4), NULL)`,
  email: sql`s.email = ${email}`,
}

/** The later of the times found by id and by email; 0 is never. */
function latest(by: (name: Name) => SQL): SQL {
  return sql`max(ifnull((${by('person')}), 0), ifnull((${by('email')}), 0))`
}

function withoutNever(times: Required<History>): History {
  return Object.fromEntries(Object.entries(times).filter(([, time]) => time > 0))
}

/** One person's history, for the cadence rules, which treat an unanswered mail as a dismissal. */
export async function historyOf(database: Database, survey: Survey, names: Names): Promise<Past> {
  const [history] = await historiesOf(database, survey, [names])
  return asPast(history ?? {})
}

/** Turns a history into the cadence rules' form, where being mailed the survey counts as dismissing it. */
export function asPast({ mailed, mailedByOthers: _, ...past }: History): Past {
  const dismissed = Math.max(past.dismissed ?? 0, mailed ?? 0)
  return { ...past, ...(dismissed > 0 && { dismissed }) }
}
