import { sql } from 'drizzle-orm'
import { millisecondsADay } from '../../shared/day.ts'
import { millisecondsAQuarter, pointColumns } from './counts/tally.ts'
import type { Database } from './db.ts'

/** What an overview says of one survey beside its score. */
export interface SurveyState {
  /** Held answers nobody has decided about. */
  readonly held: number
  /** When the last answer was given, in milliseconds. */
  readonly last: number | null
}

/** Held answers and the last answer of surveys, by their ids. */
export async function statesOf(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SurveyState>> {
  const rows = await database.orm.all<SurveyState & { id: string }>(sql`
    SELECT i.value AS id,
      (SELECT count(*) FROM responses r WHERE r.survey_id = i.value
        AND r.held_reason IS NOT NULL AND r.ruling IS NULL) AS held,
      (SELECT max(r.answered_at) FROM responses r WHERE r.survey_id = i.value) AS last
    FROM json_each(${JSON.stringify(ids)}) i`)
  return new Map(rows.map(({ id, held, last }) => [id, { held, last }]))
}

/** Counts over all surveys of a workspace. */
export interface WorkspaceCounts {
  /** Counted answers since a time. */
  readonly recent: number
  /** Held answers nobody has decided about. */
  readonly held: number
}

/** The counted answers given since `from`, a quarter of an hour, and those held, over all surveys of a workspace. */
export async function workspaceCounts(
  database: Database,
  workspaceId: string,
  from: number,
): Promise<WorkspaceCounts> {
  const firstDay = Math.ceil(from / millisecondsADay)
  const [first, end] = [from, firstDay * millisecondsADay].map((time) => time / millisecondsAQuarter)
  const [row] = await database.orm.all<WorkspaceCounts>(sql`
    SELECT coalesce(sum((SELECT sum(${points}) FROM day_counts d
        WHERE d.survey_id = s.id AND d.state = 'counted' AND d.day >= ${firstDay})), 0)
      + coalesce(sum((SELECT sum(${points}) FROM quarter_counts d
        WHERE d.survey_id = s.id AND d.state = 'counted' AND d.quarter >= ${first} AND d.quarter < ${end})), 0) AS recent,
      coalesce(sum((SELECT count(*) FROM responses r WHERE r.survey_id = s.id
        AND r.held_reason IS NOT NULL AND r.ruling IS NULL)), 0) AS held
    FROM surveys s WHERE s.workspace_id = ${workspaceId}`)
  return row!
}

const points = sql.raw(pointColumns.join(' + '))

/** The counted answers of surveys over all time, by their ids. */
export async function countAnswers(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.orm.all<{ id: string; answers: number | null }>(sql`
    SELECT i.value AS id, (SELECT sum(${points}) FROM day_counts d
      WHERE d.survey_id = i.value AND d.state = 'counted') AS answers
    FROM json_each(${JSON.stringify(ids)}) i`)
  return new Map(rows.map(({ id, answers }) => [id, answers ?? 0]))
}
