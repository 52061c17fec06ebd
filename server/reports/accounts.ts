import type { CountedAccounts } from '../../shared/accounts.ts'
import type { Scale } from '../../shared/scale.ts'
import { neverHeard } from '../storage/counts/never-heard.ts'
import type { SegmentTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { ReportPlan, TimeRange } from './report-plan.ts'
import { counterFor } from './tallies.ts'
import { onScale } from './tally-scale.ts'

/** The answers of a report by account, and as they were read; `null` where each answer counts by itself. */
export async function countAccounts(
  database: Database,
  plan: ReportPlan,
  scale: Scale,
): Promise<{ readonly accounts: CountedAccounts; readonly read: readonly SegmentTally[] } | null> {
  const { cluster, selection, surveyIds, range, previous } = plan
  if (cluster === null) return null
  const talliesOf = (period: TimeRange) => counterFor(plan).segments(database, selection, period, [cluster])
  const distributionOf = ({ counts }: SegmentTally) => onScale(scale, counts)
  const [read, before, unheard] = await Promise.all([
    talliesOf(range),
    previous ? talliesOf(previous) : [],
    neverHeard(database, surveyIds, cluster),
  ])
  return {
    accounts: {
      property: cluster,
      values: read.map((tally) => ({ value: tally.value, distribution: distributionOf(tally) })),
      previous: before.map(distributionOf),
      neverHeard: unheard,
    },
    read,
  }
}
