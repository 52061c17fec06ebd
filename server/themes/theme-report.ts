import { criticalZ } from '../../shared/quantile.ts'
import { around, clip, type Range } from '../../shared/range.ts'
import type { Period } from '../../shared/report.ts'
import type { Reading } from '../../shared/score.ts'
import { segmentsListed } from '../../shared/segments.ts'
import { share } from '../../shared/share.ts'
import { calibrate } from '../../shared/themes/calibration.ts'
import { readComment } from '../../shared/themes/comment.ts'
import { countsOf } from '../../shared/themes/counts.ts'
import {
  type SureShare,
  sureShare,
  type ThemeReport,
  type ThemeSummary,
  themeReport,
} from '../../shared/themes/report.ts'
import { addTally, type Counting, type Tally } from '../../shared/themes/tally.ts'
import type { ThemesQuery } from '../contract/themes.ts'
import { planReport, type ReportDefaults, type ReportPlan, type TimeRange } from '../reports/report-plan.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import { propertiesOf } from '../storage/counts/properties.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { themeSegments, themeTally, themeTimeline } from '../storage/themes/counts.ts'
import { codebookOfHash, type Edition, editionsOf, servedOf } from '../storage/themes/editions.ts'
import { taggedComments } from '../storage/themes/hand-tags.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { Library } from './language-data.ts'
import { type Quote, quotesOf } from './quotes.ts'
import { codebookOf, wantedFor } from './resolve-codebook.ts'
import { compiledOf } from './theme-versions.ts'

/** A range of a theme's trend. */
export interface ThemePoint {
  readonly from: string
  readonly to: string
  /** Comments of the theme, and of all. */
  readonly n: number
  readonly share: SureShare
}

/** A share corrected by what people tagged by hand; `tags` comments were. */
export interface CalibratedShare {
  readonly percent: number
  readonly interval: Range & { readonly confidence: number }
  readonly tags: number
}

export type ThemeInFull = ThemeSummary & {
  readonly calibrated: CalibratedShare | null
  readonly trend: readonly ThemePoint[]
  readonly quotes: readonly Quote[]
}

/** How common each theme is among the comments of one value of a property. */
export interface ThemeSegment {
  readonly value: string
  readonly n: number
  readonly themes: readonly { readonly theme: string; readonly n: number; readonly share: SureShare | null }[]
}

/** How far comments have been read again with another codebook. */
export interface Progress {
  readonly done: number
  readonly total: number
}

export interface SurveyThemes extends Omit<ThemeReport, 'themes'> {
  readonly period: Period
  readonly interval: string
  readonly codebook: {
    readonly id: string | null
    readonly name: string
    readonly by: string
    readonly hash: string
  }
  /** While comments are read again these are the themes of before, or of those read so far. */
  readonly progress: Progress | null
  readonly themes: readonly ThemeInFull[]
  readonly segments: readonly { readonly property: string; readonly values: readonly ThemeSegment[] }[]
}

/** Pairs of themes that are listed. */
const pairsListed = 50
/** Fewer comments tagged by hand correct nothing. */
const fewestTags = 30
const mostTags = 1000

/** What the comments of a survey speak of over a period, from counts alone but for quotes and hand tags. */
export async function themesOn(
  library: Library,
  survey: SurveyRecord,
  asked: ThemesQuery,
  defaults: ReportDefaults,
): Promise<SurveyThemes> {
  const { database, knowledge } = library
  const plan = planReport(
    survey.id,
    { ...asked, compare: 'none' },
    await activityOf(database, survey.id),
    defaults,
  )
  const editions = await editionsOf(database, survey.id)
  const edition = servedOf(editions) ?? null
  const chosen = await codebookOf(library, survey)
  const wanted = wantedFor(survey, chosen.codebook, await knowledge())
  const codebook = edition ? await codebookOfHash(database, edition.hash) : wanted.codebook
  const tally = edition ? await themeTally(database, edition.id, plan.selection, plan.range) : new Map()
  const reading: Reading = { metric: survey.metric, primary: survey.definition.primary }
  const found = themeReport(tally, reading, scaleOfSurvey(survey), codebook)
  const names = found.themes.map(({ theme }) => theme)
  const [trends, segments, calibrated, quotes] = await Promise.all([
    trendsOf(library, survey, edition, plan, names),
    segmentsOf(library, survey, edition, plan, { reading, codebook }),
    calibratedShares(library, edition, plan, found),
    quotesOf(database, edition, names, { ...plan.range, selection: plan.selection }),
  ])
  const { id, name, by } = chosen
  return {
    ...found,
    period: plan.period,
    interval: plan.interval,
    codebook: { id, name, by, hash: edition?.hash ?? wanted.hash },
    progress: progressOf(editions),
    themes: found.themes.map((theme) => ({
      ...theme,
      calibrated: theme.share && (calibrated.get(theme.theme) ?? null),
      trend: trends.get(theme.theme) ?? [],
      quotes: quotes.get(theme.theme) ?? [],
    })),
    segments,
    together: found.together.slice(0, pairsListed),
  }
}

/** How far the edition that is being made has come; `null` when none is. */
export function progressOf(editions: readonly Edition[]): Progress | null {
  const making = editions.find(({ state, cursorAt }) => state === 'making' || cursorAt !== null)
  if (!making) return null
  const total = Math.max(making.total, making.done)
  return { done: making.done, total }
}

/** How common each theme was in each range of the period. */
async function trendsOf(
  { database }: Library,
  survey: SurveyRecord,
  edition: Edition | null,
  { selection, range, trend }: ReportPlan,
  names: readonly string[],
): Promise<Map<string, ThemePoint[]>> {
  if (!edition) return new Map()
  const edges = [...new Set([range, ...trend].flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const parts = await themeTimeline(database, edition.id, selection, edges, ['comments', 'theme'])
  const placeOf = new Map(edges.map((edge, place) => [edge, place]))
  const over = ({ from, to }: TimeRange): Tally => {
    const sum: Counting = new Map()
    for (const part of parts.slice(placeOf.get(from), placeOf.get(to))) addTally(sum, part)
    return sum
  }
  const points = trend.map((each) => {
    const { n, themes } = countsOf(over(each), scaleOfSurvey(survey))
    return { ...iso(each), of: n, counts: new Map(themes.map(({ theme, n: count }) => [theme, count])) }
  })
  return new Map(
    names.map((theme) => [
      theme,
      points.map(({ from, to, of, counts }) => {
        const n = counts.get(theme) ?? 0
        return { from, to, n, share: sureShare(n, of) }
      }),
    ]),
  )
}

function iso({ from, to }: TimeRange) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** Values that are looked at: each has a tally of all themes to be read. */
const valuesCompared = 2000

/** The themes of each value of each property, the values with most comments first. */
async function segmentsOf(
  { database }: Library,
  survey: SurveyRecord,
  edition: Edition | null,
  { selection, range }: ReportPlan,
  { reading, codebook }: { reading: Reading; codebook: Parameters<typeof themeReport>[3] },
): Promise<SurveyThemes['segments']> {
  if (!edition) return []
  const scale = scaleOfSurvey(survey)
  const { compared } = await propertiesOf(database, selection, valuesCompared)
  const found = await themeSegments(database, edition.id, selection, range, compared)
  const sized = found.map((each) => ({ ...each, n: countsOf(each.tally, scale).n }))
  const byProperty = Map.groupBy(sized, ({ property }) => property)
  return [...byProperty]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([property, values]) => ({
      property,
      values: values
        .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1))
        .slice(0, segmentsListed)
        .map(({ value, n, tally }): ThemeSegment => {
          const { themes } = themeReport(tally, reading, scale, codebook)
          return {
            value,
            n,
            themes: themes.map(({ theme, n: count, share: of }) => ({ theme, n: count, share: of })),
          }
        }),
    }))
}

/** The shares corrected by the comments of the period that were tagged by hand, when those are enough. */
async function calibratedShares(
  library: Library,
  edition: Edition | null,
  { selection, range }: ReportPlan,
  { n, themes }: ThemeReport,
): Promise<Map<string, CalibratedShare>> {
  if (!edition) return new Map()
  const tagged = await taggedComments(library.database, { ...range, selection }, mostTags)
  if (tagged.length < fewestTags) return new Map()
  const compiled = await compiledOf(library, edition.hash)
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
      // The tally has what people said of these comments; what the rules said is wanted.
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
