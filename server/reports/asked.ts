import { fromPointCounts } from '../../shared/distribution.ts'
import { type AskedCounts, type AskedProperty, waves } from '../../shared/nonresponse.ts'
import type { Scale } from '../../shared/scale.ts'
import { type AskedValue, askedByProperty, countAsked } from '../storage/counts/asked.ts'
import type { Database } from '../storage/db.ts'
import type { ReportPlan } from './report-plan.ts'

/** A property with more values names people, not groups. */
const mostValues = 10

/** Who was mailed in the period of a report and who of them answered; `null` when nobody was, or of only some answers. */
export async function countMailed(
  database: Database,
  { selection, surveyIds, range, rule }: ReportPlan,
  scale: Scale,
): Promise<AskedCounts | null> {
  const { segment, channel, verified } = selection
  if (segment || channel || verified !== undefined || rule !== 'all') return null
  const { from, to } = range
  const [found, values] = await Promise.all([
    Promise.all(surveyIds.map((id) => countAsked(database, id, from, to))),
    Promise.all(surveyIds.map((id) => askedByProperty(database, id, from, to))),
  ])
  const rows = found.flatMap((each) => each.waves)
  const silent = found.reduce((sum, each) => sum + each.silent, 0)
  if (rows.length === 0 && silent === 0) return null
  const [early, late, reminded] = waves.map((wave) =>
    fromPointCounts(
      scale,
      rows.filter((row) => row.wave === wave),
    ),
  )
  return {
    waves: { early: early!, late: late!, reminded: reminded! },
    ...{ silent, properties: propertiesOf(values.flat()) },
  }
}

/** Values by property, those of several surveys added up. */
function propertiesOf(values: readonly AskedValue[]): AskedProperty[] {
  const properties = new Map<string, Map<string, { value: string; asked: number; answered: number }>>()
  for (const { property, value, asked, answered } of values) {
    const known = properties.get(property) ?? new Map()
    const before = known.get(value) ?? { asked: 0, answered: 0 }
    known.set(value, { value, asked: before.asked + asked, answered: before.answered + answered })
    properties.set(property, known)
  }
  return [...properties]
    .filter(([, known]) => known.size > 1 && known.size <= mostValues)
    .map(([property, known]) => ({ property, values: [...known.values()] }))
}
