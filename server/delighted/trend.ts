import { invalid, Refusal } from '../http/problem.ts'
import { requireKnownSegment } from '../reports/known-segments.ts'
import { parseSegment } from '../reports/period.ts'
import type { Segment } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { type Given, textIn } from './parameters.ts'

/** The answers that a trend is of, as `plan:pro`; `null` is all. Delighted's own trends are not known here. */
export async function trendIn(
  database: Database,
  { id }: SurveyRecord,
  given: Given,
): Promise<Segment | null> {
  const text = textIn(given, 'trend')
  if (text === null) return null
  const segment = parseSegment(text)
  if (!segment)
    throw invalid('trend', 'must be property:value, like plan:pro: trends with ids do not exist here')
  try {
    await requireKnownSegment(database, [id], segment)
  } catch (error) {
    if (error instanceof Refusal && error.errors) throw invalid('trend', error.errors[0]!.detail)
    throw error
  }
  return segment
}
