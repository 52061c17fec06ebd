import { type Distribution, emptyDistribution, merge } from '../../shared/distribution.ts'
import type { ThresholdChange } from '../../shared/report.ts'
import type { Scale } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import { scaleOf } from '../../shared/survey.ts'
import type { StateTally } from '../storage/counts/tally.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { thresholdVersions } from '../storage/thresholds.ts'
import type { Activity, ReportPlan } from './report-plan.ts'
import { answersIn, counted } from './tallies.ts'
import { onScale } from './tally-scale.ts'

export function readingOf({ metric, definition }: SurveyRecord): Reading {
  return { metric, primary: definition.primary }
}

/** The counts that a score is made of: the answers of the period, and of the one before. */
export function scoreOf(
  plan: ReportPlan,
  scale: Scale,
  whole: readonly StateTally[],
  before: readonly StateTally[] | null,
) {
  const inState = (name: string) => answersIn(whole.filter(({ state }) => state === name))
  return {
    isGroup: isOfGroup(plan),
    distribution: distributionOf(scale, whole),
    leftOut: {
      held: inState('held'),
      test: inState('test'),
      superseded: inState('superseded') + inState('replaced later'),
    },
    previous: plan.previous &&
      before && { period: plan.previous.period, distribution: distributionOf(scale, before) },
  }
}

export type ScoreCounts = ReturnType<typeof scoreOf>

/** Whether only some answers were asked for, other than by whose they are. */
function isOfGroup({ selection: { segment, channel, narrow } }: ReportPlan): boolean {
  return segment !== null || channel !== null || narrow !== undefined
}

/** The counted answers of tallies. */
export function distributionOf(scale: Scale, tallies: readonly StateTally[]): Distribution {
  return counted(tallies).reduce(
    (sum, { counts }) => merge(sum, onScale(scale, counts)),
    emptyDistribution(scale),
  )
}

/** Whether a survey's threshold may have changed. */
export const mayHaveThresholds = ({ version, metric }: SurveyRecord) => version > 1 && metric !== 'nps'

/** When a survey that was answered already began to count from another point. */
export async function thresholdChangesOf(
  database: Database,
  survey: SurveyRecord,
  activity: Activity,
): Promise<ThresholdChange[]> {
  const { id, metric, scale } = survey
  if (activity === null || !mayHaveThresholds(survey)) return []
  const versions = await thresholdVersions(database, id)
  return versions
    .map(({ at, version, threshold, before }) => ({
      ...{ at: new Date(at).toISOString(), version },
      from: scaleOf(metric, scale, before)!.positive,
      to: scaleOf(metric, scale, threshold)!.positive,
    }))
    .filter(({ at, from, to }) => from !== to && Date.parse(at) > activity.first)
}
