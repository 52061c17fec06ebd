import type { CountedAccounts } from '../../shared/accounts.ts'
import type { Scale } from '../../shared/scale.ts'
import { neverHeard } from '../storage/counts/never-heard.ts'
import type { Counter, SegmentTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { ReportPlan, TimeRange } from './report-plan.ts'
import { onScale } from './tally-scale.ts'

/** The answers of a report by account; `null` where each answer counts by itself. */
export async function countAccounts(
  database: Database,
  counter: Counter,
  { cluster, selection, surveyIds, range, previous }: ReportPlan,
  scale: Scale,
): Promise<CountedAccounts | null> {
  if (cluster === null) return null
  const talliesOf = (period: TimeRange) => counter.segments(database, selection, period, [cluster])
  const distributionOf = ({ counts }: SegmentTally) => onScale(scale, counts)
  const [now, before, unheard] = await Promise.all([
    talliesOf(range),
    previous ? talliesOf(previous) : [],
    neverHeard(database, surveyIds, cluster),
  ])
  return {
    property: cluster,
    values: now.map((tally) => ({ value: tally.value, distribution: distributionOf(tally) })),
    previous: before.map(distributionOf),
    neverHeard: unheard,
  }
}
