import type { ResultSet } from '@libsql/client/web'
import type { Database } from './db.ts'
import { isFull } from './quota.ts'
import {
  entriesOf,
  keyOf,
  originAllowed,
  permits,
  rowsOf,
  type SurveyRow,
  selectSurveys,
  type Verdict,
} from './responses.ts'
import { isErased, marksOf } from './tombstones.ts'

/** One view of the widget, ready to be stored. */
export interface ViewSave {
  readonly surveyId: string
  readonly id: string
  readonly event: 'shown' | 'dismissed'
  readonly person: string | null
  /** In lower case. */
  readonly email: string | null
  readonly origin: string | null
  readonly now: number
}

const erased = isErased({
  workspace: 's.workspace_id',
  idMark: '(j.value ->> 7)',
  emailMark: '(j.value ->> 8)',
})

/** Whoever was erased lately was shown it as somebody: the view counts, and names nobody. */
const insertAllowed = `
  INSERT INTO views (survey_id, id, person, email, shown_at, dismissed_at)
  SELECT s.id, j.value ->> 1, iif(${erased}, NULL, j.value ->> 2), iif(${erased}, NULL, j.value ->> 3),
    j.value ->> 4, j.value ->> 5
  FROM json_each(?) j
  CROSS JOIN surveys s ON s.id = j.value ->> 0
  CROSS JOIN workspaces w ON w.id = s.workspace_id
  WHERE s.status = 'live' AND ${originAllowed('(j.value ->> 6)')}
    AND (NOT ${isFull('s')}
      OR EXISTS (SELECT 1 FROM views v WHERE v.survey_id = s.id AND v.id = j.value ->> 1))
  ON CONFLICT (survey_id, id) DO UPDATE SET
    dismissed_at = coalesce(dismissed_at, excluded.dismissed_at), person = coalesce(person, excluded.person),
    email = coalesce(email, excluded.email)
  RETURNING survey_id, id`

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
  const rows = views.map(({ surveyId, id, event, person, email, origin, now }, place) => {
    const dismissedAt = event === 'dismissed' ? now : null
    const { idMark, emailMark } = marks[place]!
    return [surveyId, id, person, email, now, dismissedAt, entriesOf(origin), idMark, emailMark]
  })
  const args: [string] = [JSON.stringify(rows)]
  const [written, surveyRows] = (await database.write([
    { sql: insertAllowed, args, expectedRows: views.length },
    { sql: selectSurveys, args, onlyIfIncomplete: true },
  ])) as [ResultSet, ResultSet]
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
