import type { Counted } from '../../shared/report.ts'
import type { Scale } from '../../shared/scale.ts'
import { propertiesOf } from '../storage/counts/properties.ts'
import type { SegmentTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import { heldByReason } from '../storage/held.ts'
import type { ReportPlan } from './report-plan.ts'
import { counterFor, sumOf } from './tallies.ts'
import { onScale } from './tally-scale.ts'

/** The held answers by reason, of all surveys of a report. */
export async function heldIn(database: Database, { selection, surveyIds, range }: ReportPlan) {
  const each = surveyIds.map((surveyId) => ({ ...selection, surveyId }))
  const held = await Promise.all(each.map((one) => heldByReason(database, one, range)))
  return [...Map.groupBy(held.flat(), ({ reason }) => reason)]
    .map(([reason, some]) => ({ reason, count: sumOf(some, ({ count }) => count) }))
    .sort((a, b) => b.count - a.count)
}

/**
 * The answers by the values of their properties, and the properties that have too many. `known` are those of the property
 * `cluster`, which are not read again.
 */
export async function countSegments(
  database: Database,
  plan: ReportPlan,
  scale: Scale,
  known: readonly SegmentTally[] | null = null,
): Promise<Pick<Counted, 'segments' | 'tooManyValues'>> {
  const { selection, surveyIds, range, cluster } = plan
  const each = surveyIds.map((surveyId) => ({ ...selection, surveyId }))
  const properties = await Promise.all(each.map((one) => propertiesOf(database, one)))
  const tooMany = [...new Set(properties.flatMap((one) => one.tooMany))].sort()
  const names = new Set(properties.flatMap((one) => one.compared).filter((name) => !tooMany.includes(name)))
  const isKnown = known !== null && names.delete(cluster ?? '')
  const found = await counterFor(plan).segments(database, selection, range, [...names])
  return { segments: groupSegments(scale, isKnown ? [...known, ...found] : found), tooManyValues: tooMany }
}

function groupSegments(scale: Scale, tallies: readonly SegmentTally[]): Counted['segments'] {
  const byProperty = Map.groupBy(tallies, ({ property }) => property)
  return [...byProperty]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, values]) => ({
      property,
      values: values.map(({ value, counts }) => ({ value, distribution: onScale(scale, counts) })),
    }))
}
