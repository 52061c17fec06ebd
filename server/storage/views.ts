import type { ResultSet } from '@libsql/client/web'
import { desc, eq } from 'drizzle-orm'
import type { Database } from './db.ts'
import { keyOf } from './find-responses.ts'
import { isFull, isFullOfVerified } from './quota.ts'
import { sightings } from './response-tables.ts'
import {
  entriesOf,
  originAllowed,
  permits,
  type SurveyRow,
  selectSurveys,
  type Verdict,
} from './responses.ts'
import { rowsOf } from './rows.ts'
import { isErased, marksOf } from './tombstones.ts'

/** One view of the widget, ready to be stored. */
export interface ViewSave {
  readonly surveyId: string
  readonly id: string
  readonly event: 'shown' | 'dismissed'
  readonly person: string | null
  /** In lower case. */
  readonly email: string | null
  /** Whether the host's server vouched for each of the two. */
  readonly personVerified: boolean
  readonly emailVerified: boolean
  readonly origin: string | null
  readonly now: number
}

const erased = isErased({
  workspace: 's.workspace_id',
  idMark: '(j.value ->> 7)',
  emailMark: '(j.value ->> 8)',
})

/** Whether a name was vouched for; none is when its person was erased. */
const verified = (place: number) => `iif(${erased}, 0, j.value ->> ${place})`

/** The first to be vouched for: what was said before may be a stranger's, and counts for nobody. */
const isUpgrade = 'excluded.person_verified > views.person_verified'
/** What a stranger sends, or another person, changes nothing of a view whose person was vouched for. */
const isSame = `(excluded.person_verified = views.person_verified
  AND (views.person_verified = 0 OR excluded.person IS views.person))`
const merged = (column: string) =>
  `${column} = CASE WHEN ${isUpgrade} THEN excluded.${column}
    WHEN ${isSame} THEN coalesce(views.${column}, excluded.${column}) ELSE views.${column} END`

/** Whoever was erased lately was shown it as somebody: the view counts, and names nobody. */
const insertAllowed = `
  INSERT INTO views (survey_id, id, person, email, shown_at, dismissed_at, person_verified, email_verified)
  SELECT s.id, j.value ->> 1, iif(${erased}, NULL, j.value ->> 2), iif(${erased}, NULL, j.value ->> 3),
    j.value ->> 4, j.value ->> 5, ${verified(9)}, ${verified(10)}
  FROM json_each(?) j
  CROSS JOIN surveys s ON s.id = j.value ->> 0
  CROSS JOIN workspaces w ON w.id = s.workspace_id
  WHERE s.status = 'live' AND ${originAllowed('(j.value ->> 6)')}
    AND (NOT ${isFull('s')} OR (j.value ->> 9 = 1 AND NOT ${isFullOfVerified('s')})
      OR EXISTS (SELECT 1 FROM views v WHERE v.survey_id = s.id AND v.id = j.value ->> 1))
  ON CONFLICT (survey_id, id) DO UPDATE SET
    ${merged('dismissed_at')}, ${merged('person')}, ${merged('email')},
    email_verified = CASE WHEN ${isUpgrade} OR (${isSame} AND views.email IS NULL)
      THEN excluded.email_verified ELSE views.email_verified END,
    person_verified = max(views.person_verified, excluded.person_verified)
  RETURNING survey_id, id`

/** Milliseconds within which a page that shows a survey again changes nothing. */
const sightingAge = 60_000
/** Origins that are kept of a survey: whoever makes origins up cannot fill the database. */
const mostSightings = 50

/** Notes on which origins the views just stored were shown. Most of the time it writes nothing. */
const insertSightings = `
  INSERT INTO sightings (survey_id, origin, seen_at)
  SELECT j.value ->> 0, j.value ->> 11, max(j.value ->> 4)
  FROM json_each(?) j
  JOIN views v ON v.survey_id = j.value ->> 0 AND v.id = j.value ->> 1
  LEFT JOIN sightings k ON k.survey_id = j.value ->> 0 AND k.origin = j.value ->> 11
  WHERE j.value ->> 11 IS NOT NULL AND ifnull(k.seen_at, 0) <= (j.value ->> 4) - ${sightingAge}
    AND (k.survey_id IS NOT NULL
      OR (SELECT count(*) FROM sightings o WHERE o.survey_id = j.value ->> 0) < ${mostSightings})
  GROUP BY 1, 2
  ON CONFLICT (survey_id, origin) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)`

/** A host page's origin that showed a survey, and when it last did, to the minute. */
export interface Sighting {
  readonly origin: string
  readonly seenAt: number
}

/** Where a survey was shown, the latest first, at most `limit`. */
export function listSightings(database: Database, surveyId: string, limit: number): Promise<Sighting[]> {
  return database.orm
    .select({ origin: sightings.origin, seenAt: sightings.seenAt })
    .from(sightings)
    .where(eq(sightings.surveyId, surveyId))
    .orderBy(desc(sightings.seenAt))
    .limit(limit)
}

/**
 * Stores in one transaction that surveys were shown or dismissed, and returns a verdict for each. Repeating it,
 * in any order, changes nothing.
 */
export async function saveViews(database: Database, views: readonly ViewSave[]): Promise<Verdict[]> {
  const people = views.map(({ person, email }) => ({
    id: person?.startsWith('id ') ? person.slice('id '.length) : null,
    email,
  }))
  const marks = await marksOf(database, people)
  const rows = views.map(({ surveyId, id, event, person, email, origin, now, ...verified }, place) => {
    const dismissedAt = event === 'dismissed' ? now : null
    const { idMark, emailMark } = marks[place]!
    const flags = [+verified.personVerified, +verified.emailVerified]
    const said = [surveyId, id, person, email, now, dismissedAt]
    return [...said, entriesOf(origin), idMark, emailMark, ...flags, origin]
  })
  const args: [string] = [JSON.stringify(rows)]
  const [written, surveyRows] = (await database.write([
    { sql: insertAllowed, args, expectedRows: views.length },
    { sql: selectSurveys, args, onlyIfIncomplete: true },
    { sql: insertSightings, args },
  ])) as [ResultSet, ResultSet, ResultSet]
  if (written.rowsAffected === views.length) return views.map(() => stored)
  const taken = new Set(
    rowsOf<{ survey_id: string; id: string }>(written).map((row) => keyOf(row.survey_id, row.id)),
  )
  const surveys = new Map(rowsOf<SurveyRow>(surveyRows).map((row) => [row.id, row]))
  return views.map((view) =>
    explain(view, surveys.get(view.surveyId), taken.has(keyOf(view.surveyId, view.id))),
  )
}

const stored: Verdict = { outcome: 'created', revision: 1 }

function explain(view: ViewSave, survey: SurveyRow | undefined, isTaken: boolean): Verdict {
  if (!survey || survey.status === 'draft') return { outcome: 'no such survey' }
  if (!permits(survey, view.origin)) return { outcome: 'origin' }
  if (survey.status === 'closed') return { outcome: 'closed' }
  return isTaken ? stored : { outcome: 'full' }
}
