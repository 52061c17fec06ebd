import type { Range } from '../../shared/range.ts'
import type { Scale } from '../../shared/scale.ts'
import { share } from '../../shared/share.ts'
import { calibrate } from '../../shared/themes/calibration.ts'
import { countsOf } from '../../shared/themes/counts.ts'
import type { ThemeReport } from '../../shared/themes/theme-report.ts'
import type { ReportPlan } from '../reports/report-plan.ts'
import type { Database } from '../storage/db.ts'
import { themeTimeline } from '../storage/themes/counts.ts'
import type { Edition } from '../storage/themes/editions.ts'
import { taggedAnswers } from '../storage/themes/hand-tags.ts'
import { listSamples } from '../storage/themes/tag-samples.ts'
import { themesIn } from './find-themes.ts'
import type { ThemeContext } from './language-data.ts'
import { compiledOf } from './theme-versions.ts'

/** A theme's share in percent, corrected by the `tags` answers of a random sample that were tagged by hand. */
export interface CalibratedShare {
  readonly percent: number
  readonly interval: Range & { readonly confidence: number }
  readonly tags: number
}

/** With fewer tagged answers the correction would be noise. */
export const fewestTags = 30
const mostTags = 5000
/** Of the answers that a report is of, the share that a sample must have been drawn from. */
const leastCovered = 0.8

/**
 * Shares by theme, corrected by the random samples that were tagged by hand; empty when those are too small. Tags of
 * answers that somebody picked say nothing of the others, and are left out. The method is in
 * `shared/themes/calibration.ts`.
 */
export async function calibratedShares(
  context: ThemeContext,
  edition: Edition | null,
  { plan, samples: covered }: { readonly plan: ReportPlan; readonly samples: readonly CoveredSample[] },
  { n, themes }: ThemeReport,
  scale: Scale,
): Promise<Map<string, CalibratedShare>> {
  const { database } = context
  const samples = covered.filter((each) => each.n >= leastCovered * n).map(({ drawnAt }) => drawnAt)
  if (!edition || samples.length === 0) return new Map()
  const within = { ...plan.range, selection: plan.selection }
  const tagged = await taggedAnswers(database, within, samples, mostTags)
  const tags = tagged.filter(({ isSampled }) => isSampled).length
  if (tags < fewestTags) return new Map()
  const compiled = await compiledOf(context, edition.hash)
  const judged = tagged.map((answer) => {
    const tagged = new Set(answer.tags.flatMap((name) => compiled.ancestry.get(name) ?? []))
    const found = new Set(themesIn({ compiled, scale }, answer).themes.map(({ theme }) => theme))
    return { tagged, found, isSampled: answer.isSampled }
  })
  const results = calibrate(
    themes.map(({ theme, n: kept }) => {
      const of = (each: (typeof judged)[number]) => ({
        tagged: each.tagged.has(theme),
        found: each.found.has(theme),
      })
      const all = judged.map(of)
      const wrong = all.filter((each) => each.tagged).length - all.filter((each) => each.found).length
      const sample = judged.filter(({ isSampled }) => isSampled).map(of)
      // The tally counts tagged answers by their tags; calibration starts from what the rules found.
      return { theme, found: share(Math.min(n, Math.max(0, kept - wrong)), n), sample }
    }),
  )
  return new Map(
    results.map(({ theme, percent, interval }) => [
      theme,
      { percent, interval: { ...interval, confidence: 0.95 }, tags },
    ]),
  )
}

/** A sample, and how many of the answers that a report is of were there to be drawn. */
export interface CoveredSample {
  readonly drawnAt: number
  readonly n: number
}

/** The samples that are tagged whole. */
export async function coveredSamples(
  database: Database,
  edition: Edition,
  { selection, range }: ReportPlan,
  scale: Scale,
): Promise<CoveredSample[]> {
  const samples = await listSamples(database, selection.surveyId)
  const within = samples
    .filter(({ n, tagged }) => tagged === n)
    .map(({ drawnAt, from, to }) => ({
      drawnAt,
      from: Math.max(range.from, from),
      to: Math.min(range.to, to),
    }))
    .filter(({ from, to }) => from < to)
  return Promise.all(
    within.map(async ({ drawnAt, from, to }) => {
      const [tally] = await themeTimeline(database, edition.id, selection, [from, to], ['comments'])
      return { drawnAt, n: countsOf(tally!, scale).n }
    }),
  )
}
