import type { Range } from '../../shared/range.ts'
import type { Scale } from '../../shared/scale.ts'
import { share } from '../../shared/share.ts'
import { calibrate } from '../../shared/themes/calibration.ts'
import { countsOf } from '../../shared/themes/counts.ts'
import type { ThemeReport } from '../../shared/themes/theme-report.ts'
import type { ReportPlan } from '../reports/report-plan.ts'
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
  plan: ReportPlan,
  { n, themes }: ThemeReport,
  scale: Scale,
): Promise<Map<string, CalibratedShare>> {
  const { database } = context
  const samples = edition ? await samplesOf(context, edition, plan, n, scale) : []
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

/** The samples that are tagged whole, and were drawn from most of the answers that a report is of. */
async function samplesOf(
  { database }: ThemeContext,
  edition: Edition,
  { selection, range }: ReportPlan,
  n: number,
  scale: Scale,
): Promise<number[]> {
  const samples = await listSamples(database, selection.surveyId)
  const usable: number[] = []
  for (const sample of samples.filter(({ n, tagged }) => tagged === n)) {
    const [from, to] = [Math.max(range.from, sample.from), Math.min(range.to, sample.to)]
    if (from >= to) continue
    const [tally] = await themeTimeline(database, edition.id, selection, [from, to], ['comments'])
    if (countsOf(tally!, scale).n >= leastCovered * n) usable.push(sample.drawnAt)
  }
  return usable
}
