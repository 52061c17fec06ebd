import type { ResultSet } from '@libsql/client/web'
import { type SQL, sql } from 'drizzle-orm'
import type { Answer } from '../links/verdict.ts'
import type { AnswerDetails, Mark, Sign, Visit } from '../links/visit.ts'
import type { VerifiedFields } from '../responses/verified.ts'
import type { Database } from './db.ts'
import { storedEmail } from './email-key.ts'
import { saveThemes, type ThemesSave } from './themes/save-themes.ts'
import { isErased, type Marks, marksOf } from './tombstones.ts'

/** An event on a page opened by a signed link. */
export interface VisitEvent {
  readonly surveyId: string
  readonly responseId: string
  /** Id of the visit: one per page load. */
  readonly id: string
  /** The page's own count of its events; `null` for a form, which comes last. */
  readonly step: number | null
  readonly scripted: boolean
  readonly mark: Mark | null
  readonly offered: number | null
  readonly rating: number | null
  readonly said: AnswerDetails | null
  readonly sign: Sign | null
  readonly now: number
  /** Whose link it is. */
  readonly respondentId: string | null
  readonly respondentEmail: string | null
}

/** Visits without a gesture stored per response: scanners keep opening links. */
const mostUnsigned = 200
/** Visits stored per response in all, with the people's: nobody answers by so many pages. */
const mostVisits = 400
/** Visits judged per response: those with a gesture first, then the newest. */
const mostJudged = 400

const erasedVisit = (marks: Marks, responseId: string) => sql`EXISTS (SELECT 1
  FROM (SELECT ${marks.idMark} AS idMark, ${marks.emailMark} AS emailMark, ${responseId} AS id) j
  WHERE ${sql.raw(
    isErased({
      workspace: 'surveys.workspace_id',
      idMark: 'j.idMark',
      emailMark: 'j.emailMark',
      answer: "'answer ' || surveys.id || ' ' || j.id",
    }),
  )})`

/**
 * Stores an event and returns all visits to the response, in one transaction; `erased` when the answer or the
 * person was erased lately, `null` when the survey is not open
 * or the rating not on its scale, `full` when a person's visit is one too many, so that nobody is thanked for what
 * was not stored. The first gesture of a visit stays, and so does its comment. A form counts as a
 * gesture only where no script ran, since a script would have sent a gesture. No visit is deleted while its
 * response exists: a response that is held because of it would be released.
 */
export async function recordVisit(
  database: Database,
  event: VisitEvent,
): Promise<Visit[] | 'full' | 'erased' | null> {
  const { surveyId, responseId, id, respondentId, respondentEmail } = event
  const [marks] = await marksOf(database, [{ id: respondentId, email: respondentEmail }])
  const erased = erasedVisit(marks!, responseId)
  const mine = sql`survey_id = ${surveyId} AND response_id = ${responseId}`
  const [written, refused, all] = (await database.write([
    insertVisit(event, mine, erased),
    sql`SELECT id FROM surveys WHERE id = ${surveyId} AND ${erased}`,
    sql`SELECT id, seq, mark, offered, rating, said, sign, signed_at AS signedAt, opened_at AS openedAt,
      changed_at AS changedAt FROM visits WHERE ${mine}
      ORDER BY id = ${id} DESC, sign IS NULL, seq DESC LIMIT ${mostJudged}`,
  ])) as [ResultSet, ResultSet, ResultSet]
  if (refused.rows.length > 0) return 'erased'
  const rows = all.rows as unknown as (Omit<Visit, 'said'> & { said: string | null })[]
  const visits = rows.map((row) => ({
    ...row,
    said: row.said ? (JSON.parse(row.said) as AnswerDetails) : null,
  }))
  const isKnown = visits.some((visit) => visit.id === id)
  if (written.rows.length > 0 || isKnown) return visits
  if (event.sign && visits.length >= mostVisits) return 'full'
  return visits.length >= mostUnsigned ? visits : null
}

function insertVisit(event: VisitEvent, mine: SQL, erased: SQL): SQL {
  const { surveyId, responseId, id, step, scripted, mark, offered, rating, said, sign, now } = event
  return sql`
    INSERT INTO visits (survey_id, response_id, id, seq, step, scripted, mark, offered, rating, said,
      sign, signed_at, opened_at, changed_at)
    SELECT id, ${responseId}, ${id}, (SELECT coalesce(max(seq), 0) + 1 FROM visits WHERE ${mine}),
      ${step ?? 1}, ${scripted ? 1 : 0}, ${mark}, ${offered}, ${rating}, ${said && JSON.stringify(said)},
      ${sign}, ${sign && now}, ${now}, ${now}
    FROM surveys WHERE id = ${surveyId} AND status = 'live' AND ifnull(${rating}, min) BETWEEN min AND max
      AND NOT ${erased}
      AND (EXISTS (SELECT 1 FROM visits WHERE ${mine} AND id = ${id})
        OR ((SELECT count(*) FROM visits WHERE ${mine}) < ${mostVisits}
          AND (${sign} IS NOT NULL OR (SELECT count(*) FROM visits WHERE ${mine} AND sign IS NULL) < ${mostUnsigned})))
    ON CONFLICT (survey_id, response_id, id) DO UPDATE SET
      seq = excluded.seq, step = ${step === null ? sql`visits.step + 1` : sql`excluded.step`},
      scripted = max(visits.scripted, excluded.scripted), mark = coalesce(visits.mark, excluded.mark),
      rating = coalesce(excluded.rating, visits.rating), said = coalesce(excluded.said, visits.said),
      sign = coalesce(visits.sign, iif(excluded.sign = 'form' AND visits.scripted, NULL, excluded.sign)),
      signed_at = coalesce(visits.signed_at, iif(excluded.sign = 'form' AND visits.scripted, NULL, excluded.signed_at)),
      changed_at = excluded.changed_at
    WHERE ${step === null ? sql`true` : sql`excluded.step > visits.step`}
    RETURNING id`
}

/** Identity and channel of a response, from its link. */
export interface Origin {
  readonly surveyId: string
  readonly responseId: string
  readonly respondentId: string | null
  readonly respondentEmail: string | null
  readonly respondentName: string | null
  /** The person was vouched for, and what else of this was. */
  readonly isVerified: boolean
  /** By the link of a test mail: it counts nowhere. */
  readonly isTest?: boolean
  readonly verifiedFields: VerifiedFields
  readonly properties: Readonly<Record<string, unknown>> | null
  readonly channel: string
  /** The language the survey was shown in. */
  readonly language: string
}

/** The parts of an answer in which themes are found, as stored. */
export function reasonOf({ surveyId }: Pick<Origin, 'surveyId'>, { rating, said }: Answer) {
  return {
    surveyId,
    rating,
    comment: said.comment || null,
    choices: said.choices?.length ? said.choices : null,
  }
}

/** SQL condition: the stored response is out of the score for other reasons than how its link was visited. */
const staysOut = sql`(responses.state = 'held' AND (responses.was_released = 1
  OR responses.held_reason IN ('owner', 'same-address', 'same-minute', 'same-text')))`

/**
 * Stores the response that the visits add up to. Its revision is the `seq` of the newest visit it was judged
 * from, so that of two concurrent judgements the one that saw more is stored, whichever writes last. An owner's
 * decision about what looked automated stands until a person answers; what an owner took out stays out. `themed`
 * are the themes found in it.
 *
 * Returns why it was not stored: the survey is closed, the id is somebody else's, or the
 * person was erased lately, which nobody is told.
 */
export async function projectAnswer(
  database: Database,
  origin: Origin,
  answer: Answer,
  seq: number,
  now: number,
  themed?: readonly ThemesSave[],
): Promise<'stored' | 'closed' | 'taken' | 'erased'> {
  const { rating, said, heldReason, answeredAt } = answer
  const unsigned = sql`iif(identity_required AND NOT ${origin.isVerified ? 1 : 0}, 'unsigned', NULL)`
  const reason = sql`coalesce(${heldReason}, ${unsigned})`
  const [marks] = await marksOf(database, [{ id: origin.respondentId, email: origin.respondentEmail }])
  const erased = erasedVisit(marks!, origin.responseId)
  const [, found] = (await database.write([
    sql`
      INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, comment, choices,
        contact, respondent_id, respondent_email, respondent_name, respondent_verified, verified_fields,
        properties, channel, language, state, held_reason, answered_at, updated_at)
      SELECT id, ${origin.responseId}, version, ${seq}, '', ${rating}, ${said.comment || null},
        ${said.choices?.length ? JSON.stringify(said.choices) : null}, ${said.contact ? 1 : 0},
        ${origin.respondentId}, ${storedEmail(origin.respondentEmail)}, ${origin.respondentName}, ${origin.isVerified ? 1 : 0},
        ${JSON.stringify(origin.verifiedFields)}, ${origin.properties && JSON.stringify(origin.properties)}, ${origin.channel},
        ${origin.language}, ${origin.isTest ? sql`'test', NULL` : sql`iif(${reason} IS NULL, 'counted', 'held'), ${reason}`}, ${answeredAt}, ${now}
      FROM surveys WHERE id = ${origin.surveyId} AND status = 'live' AND NOT ${erased}
      ON CONFLICT (survey_id, id) DO UPDATE SET
        survey_version = excluded.survey_version, revision = excluded.revision, rating = excluded.rating,
        comment = excluded.comment, choices = excluded.choices, contact = excluded.contact, language = excluded.language,
        state = iif(${staysOut}, 'held', excluded.state),
        held_reason = iif(${staysOut}, responses.held_reason, excluded.held_reason),
        ruling = iif(${staysOut}, responses.ruling, NULL), was_released = ${staysOut} AND responses.was_released,
        answered_at = excluded.answered_at, updated_at = excluded.updated_at
      WHERE excluded.revision > responses.revision
        AND (${heldReason} IS NULL OR (responses.ruling IS NULL AND NOT ${staysOut})) AND responses.write_key_hash = ''`,
    sql`SELECT s.status, r.revision >= ${seq} OR r.ruling IS NOT NULL OR r.state = 'held' AS stored,
        r.write_key_hash <> '' AS taken
      FROM surveys s LEFT JOIN responses r ON r.survey_id = s.id AND r.id = ${origin.responseId}
      WHERE s.id = ${origin.surveyId}`,
    ...saveThemes([{ ...reasonOf(origin, answer), id: origin.responseId, revision: seq, themed }]),
  ])) as [ResultSet, ResultSet]
  const row = found.rows[0] as { status: string; stored: number | null; taken: number | null } | undefined
  if (row?.taken) return 'taken'
  if (row?.stored) return 'stored'
  return row?.status === 'live' ? 'erased' : 'closed'
}

/** Whether a link with this authority has led to this response. */
export async function isLinkAnswer(
  database: Database,
  surveyId: string,
  id: string,
  isVerified: boolean,
): Promise<boolean> {
  const rows = await database.orm.all(sql`
    SELECT 1 FROM responses WHERE survey_id = ${surveyId} AND id = ${id} AND write_key_hash = ''
      AND respondent_verified = ${isVerified ? 1 : 0}`)
  return rows.length > 0
}
