import type { Verdict } from '../../shared/comparison.ts'
import type { Interval } from '../../shared/interval.ts'
import type { MeasuredScore, Period } from '../../shared/report.ts'
import type { Caution } from '../../shared/segments.ts'
import type { ScoreQuery } from '../contract/scores.ts'
import { invalid } from '../http/problem.ts'
import { changeAsText } from '../pages/report/change-text.ts'
import { lastDays, periodInWords } from '../pages/report/dates.ts'
import { scoreAsText } from '../pages/report/headline-card.ts'
import { scoreName } from '../pages/report/report-context.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { requireKnownSegment } from './known-segments.ts'
import { periodIn, requireCalendar } from './period.ts'
import { type ReportDefaults, segmentsIn } from './report-plan.ts'
import { summaryOn } from './survey-report.ts'

/** A score as it is shown where there is no room for a report. Below ten answers it has no numbers but their count. */
export interface PageScore {
  readonly period: Period
  readonly n: number
  readonly value: number | null
  readonly unit: MeasuredScore['unit']
  readonly interval: Interval | null
  readonly caution: Caution
  readonly verdict: Verdict | null
  readonly difference: number | null
  readonly words: string
}

/** The score of a survey, and its name. Throws a 422 that names a wrong parameter. */
export async function scoreOn(
  database: Database,
  survey: SurveyRecord,
  { days, ...asked }: ScoreQuery,
  defaults: ReportDefaults,
): Promise<{ readonly name: string; readonly found: PageScore }> {
  if (days !== undefined && (asked.from ?? asked.to) !== undefined)
    throw invalid('days', 'is instead of from and to')
  const timezone = asked.timezone ?? defaults.timezone
  requireCalendar(timezone)
  const query = days === undefined ? asked : { ...asked, ...lastDays(days, defaults.now, timezone) }
  for (const segment of segmentsIn(query)) await requireKnownSegment(database, [survey.id], segment)
  const { n, score, caution, change } = await summaryOn(database, survey, query, defaults)
  const isShown = caution !== 'counts only'
  const shown = isShown ? score : { ...score, value: null, interval: null }
  const period = periodOf(query, timezone)
  const isCompared = isShown && change !== null && change.verdict !== 'too few'
  return {
    name: scoreName(score),
    found: {
      ...{ period, n, value: shown.value, unit: score.unit, interval: shown.interval, caution },
      verdict: change?.verdict ?? null,
      difference: isCompared ? change.difference : null,
      words: [
        scoreAsText(shown),
        ...(period.from || period.to ? [`${periodInWords(period)}.`] : []),
        ...(isShown && change ? [changeAsText(change, scoreName(score))] : []),
      ].join(' '),
    },
  }
}

function periodOf(query: Pick<ScoreQuery, 'from' | 'to'>, timezone: string): Period {
  const { from, to } = periodIn(query, timezone)
  const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString())
  return { from: iso(from), to: iso(to), timezone }
}
