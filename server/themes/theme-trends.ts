import { countsOf } from '../../shared/themes/counts.ts'
import { addTally, type MutableTally, type Tally } from '../../shared/themes/tally.ts'
import { type MeasuredShare, measuredShare } from '../../shared/themes/theme-report.ts'
import type { ReportPlan, TimeRange } from '../reports/report-plan.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { themeTimeline } from '../storage/themes/counts.ts'
import type { Edition } from '../storage/themes/editions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** One point of a theme's trend. */
export interface ThemePoint {
  readonly from: string
  readonly to: string
  /** Comments with the theme; `share` is of all comments in the same range. */
  readonly n: number
  readonly share: MeasuredShare
}

/** The trend of each named theme, one point per range of the plan; empty where no comment was read. */
export async function themeTrends(
  database: Database,
  survey: SurveyRecord,
  edition: Edition | null,
  { selection, range, trend }: ReportPlan,
  names: readonly string[],
): Promise<Map<string, ThemePoint[]>> {
  if (!edition) return new Map()
  const edges = [...new Set([range, ...trend].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const parts = await themeTimeline(database, edition.id, selection, edges, ['comments', 'theme'])
  const placeOf = new Map(edges.map((edge, place) => [edge, place]))
  const over = ({ from, to }: TimeRange): Tally => {
    const sum: MutableTally = new Map()
    for (const part of parts.slice(placeOf.get(from), placeOf.get(to))) addTally(sum, part)
    return sum
  }
  const points = trend.map((each) => {
    const { n, themes } = countsOf(over(each), scaleOfSurvey(survey))
    return { ...iso(each), of: n, counts: new Map(themes.map(({ theme, n: count }) => [theme, count])) }
  })
  return new Map(
    names.map((theme) => [
      theme,
      points.map(({ from, to, of, counts }) => {
        const n = counts.get(theme) ?? 0
        return { from, to, n, share: measuredShare(n, of) }
      }),
    ]),
  )
}

function iso({ from, to }: TimeRange) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
