import type { Reading } from '../../shared/score.ts'
import { segmentsListed } from '../../shared/segments.ts'
import type { Codebook } from '../../shared/themes/codebook.ts'
import { countsOf } from '../../shared/themes/counts.ts'
import { type MeasuredShare, themeReport } from '../../shared/themes/theme-report.ts'
import type { ReportPlan } from '../reports/report-plan.ts'
import { propertiesOf } from '../storage/counts/properties.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { themeSegments } from '../storage/themes/counts.ts'
import type { Edition } from '../storage/themes/editions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** The themes of the comments with one value of a property. */
export interface ThemeSegment {
  readonly value: string
  readonly n: number
  readonly themes: readonly {
    readonly theme: string
    readonly n: number
    readonly share: MeasuredShare | null
  }[]
}

/** The values of one property that have most comments, in that order. */
export interface PropertyThemes {
  readonly property: string
  readonly values: readonly ThemeSegment[]
  /** Values with fewer answers that are not listed. */
  readonly others: number
}

/** At most this many values are compared, since each has a tally of all themes to read. */
export const propertyValuesCompared = 2000

/** The themes of each property's values, by name of the property; empty where no comment was read. */
export async function themeSegmentsOf(
  database: Database,
  survey: SurveyRecord,
  edition: Edition | null,
  { selection, range }: ReportPlan,
  codebook: Codebook,
): Promise<PropertyThemes[]> {
  if (!edition) return []
  const scale = scaleOfSurvey(survey)
  const reading: Reading = { metric: survey.metric, primary: survey.definition.primary }
  const { compared } = await propertiesOf(database, selection, propertyValuesCompared)
  const found = await themeSegments(database, edition.id, selection, range, compared)
  const sized = found.map((each) => ({ ...each, n: countsOf(each.tally, scale).n }))
  const byProperty = Map.groupBy(sized, ({ property }) => property)
  return [...byProperty]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, values]) => ({
      property,
      values: values
        .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
        .slice(0, segmentsListed)
        .map(({ value, n, tally }): ThemeSegment => {
          const { themes } = themeReport(tally, reading, scale, codebook)
          return {
            value,
            n,
            themes: themes.map(({ theme, n: count, share: of }) => ({ theme, n: count, share: of })),
          }
        }),
      others: Math.max(0, values.length - segmentsListed),
    }))
}
