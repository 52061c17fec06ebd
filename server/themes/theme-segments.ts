import { cautionOf, segmentsListed } from '../../shared/segments.ts'
import type { Codebook } from '../../shared/themes/codebook.ts'
import { type MeasuredShare, measuredShare } from '../../shared/themes/theme-report.ts'
import type { ReportPlan } from '../reports/report-plan.ts'
import { propertiesOf } from '../storage/counts/properties.ts'
import type { Database } from '../storage/db.ts'
import { themeSegments } from '../storage/themes/counts.ts'
import type { Edition } from '../storage/themes/editions.ts'

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
  edition: Edition | null,
  { selection, range }: ReportPlan,
  codebook: Codebook,
): Promise<PropertyThemes[]> {
  if (!edition) return []
  const { compared } = await propertiesOf(database, selection, propertyValuesCompared)
  const found = await themeSegments(database, edition.id, selection, range, compared)
  const byProperty = Map.groupBy(found, ({ property }) => property)
  return [...byProperty]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, values]) => ({
      property,
      values: values
        .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
        .slice(0, segmentsListed)
        .map(({ value, n, themes }) => ({ value, n, themes: sharesOf(themes, n, codebook) })),
      others: Math.max(0, values.length - segmentsListed),
    }))
}

/** Every theme of the codebook with its share of `of` comments, the most common first. */
function sharesOf(
  counted: ReadonlyMap<string, number>,
  of: number,
  codebook: Codebook,
): ThemeSegment['themes'] {
  return [...new Set([...Object.keys(codebook.themes), ...counted.keys()])]
    .map((theme) => ({ theme, n: counted.get(theme) ?? 0 }))
    .sort((a, b) => b.n - a.n || (a.theme < b.theme ? -1 : 1))
    .map(({ theme, n }) => ({
      theme,
      n,
      share: cautionOf(n) === 'counts only' ? null : measuredShare(n, of),
    }))
}
