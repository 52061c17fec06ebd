import { criticalZ } from '../../shared/quantile.ts'
import { around, clip, type Range } from '../../shared/range.ts'
import { share } from '../../shared/share.ts'
import { calibrate } from '../../shared/themes/calibration.ts'
import { readComment } from '../../shared/themes/comment.ts'
import type { ThemeReport } from '../../shared/themes/theme-report.ts'
import type { ReportPlan } from '../reports/report-plan.ts'
import type { Edition } from '../storage/themes/editions.ts'
import { taggedComments } from '../storage/themes/hand-tags.ts'
import type { ThemeContext } from './language-data.ts'
import { compiledOf } from './theme-versions.ts'

/** A theme's share in percent, corrected by the `tags` comments that were tagged by hand. */
export interface CalibratedShare {
  readonly percent: number
  readonly interval: Range & { readonly confidence: number }
  readonly tags: number
}

/** With fewer hand-tagged comments the correction would be noise. */
const fewestTags = 30
const mostTags = 1000

/**
 * Shares by theme, corrected by the comments of the period that were tagged by hand; empty when those are
 * too few. The method is in `shared/themes/calibration.ts`.
 */
export async function calibratedShares(
  context: ThemeContext,
  edition: Edition | null,
  { selection, range }: ReportPlan,
  { n, themes }: ThemeReport,
): Promise<Map<string, CalibratedShare>> {
  if (!edition) return new Map()
  const tagged = await taggedComments(context.database, { ...range, selection }, mostTags)
  if (tagged.length < fewestTags) return new Map()
  const compiled = await compiledOf(context, edition.hash)
  const judged = tagged.map(({ comment, tags }) => {
    const has = (names: readonly string[]) =>
      new Set(names.flatMap((name) => compiled.ancestry.get(name) ?? []))
    return {
      tagged: has(tags),
      found: new Set(readComment(compiled, comment).themes.map(({ theme }) => theme)),
    }
  })
  const results = calibrate(
    themes.map(({ theme, n: kept }) => {
      const sample = judged.map((each) => ({ tagged: each.tagged.has(theme), found: each.found.has(theme) }))
      const wrong = sample.filter((each) => each.tagged).length - sample.filter((each) => each.found).length
      // The tally counts these comments by their hand tags; calibration starts from what the rules found.
      return { theme, found: share(Math.max(0, kept - wrong), n), sample }
    }),
  )
  const confidence = 0.95
  return new Map(
    results.map(({ theme, percent, error }) => {
      const interval = { ...clip(around(percent, criticalZ(confidence) * error), 0, 100), confidence }
      return [theme, { percent, interval, tags: tagged.length }]
    }),
  )
}
