import { fromPointCounts } from '../../shared/distribution.ts'
import { type AskedCounts, type AskedProperty, waves } from '../../shared/nonresponse.ts'
import type { Scale } from '../../shared/scale.ts'
import { askedByProperty, countAsked } from '../storage/counts/asked.ts'
import type { Database } from '../storage/db.ts'
import type { ReportPlan } from './report-plan.ts'

/** A property with more values names people, not groups. */
const mostValues = 10

/** Who was mailed in the period of a report and who of them answered; `null` when nobody was, or of only some answers. */
export async function countMailed(
  database: Database,
  { selection, range, rule }: ReportPlan,
  scale: Scale,
): Promise<AskedCounts | null> {
  const { surveyId, segment, channel, verified } = selection
  if (segment || channel || verified !== undefined || rule !== 'all') return null
  const { waves: rows, silent } = await countAsked(database, surveyId, range.from, range.to)
  if (rows.length === 0 && silent === 0) return null
  const distributionOf = (wave: (typeof waves)[number]) =>
    fromPointCounts(
      scale,
      rows.filter((row) => row.wave === wave),
    )
  const [early, late, reminded] = waves.map(distributionOf)
  const byProperty = Map.groupBy(
    await askedByProperty(database, surveyId, range.from, range.to),
    ({ property }) => property,
  )
  const properties: AskedProperty[] = [...byProperty]
    .filter(([, values]) => values.length > 1 && values.length <= mostValues)
    .map(([property, values]) => ({ property, values: values.map(({ property: _, ...each }) => each) }))
  return { waves: { early: early!, late: late!, reminded: reminded! }, silent, properties }
}
