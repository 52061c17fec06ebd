import type { Period } from '../../shared/report.ts'
import type { Reading } from '../../shared/score.ts'
import { type ThemeReport, type ThemeSummary, themeReport } from '../../shared/themes/theme-report.ts'
import type { ThemesQuery } from '../contract/themes.ts'
import { requireKnownSegment } from '../reports/known-segments.ts'
import { planReport, type ReportDefaults } from '../reports/report-plan.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { themeTally } from '../storage/themes/counts.ts'
import { codebookOfHash, type Edition, editionsOf, servedOf } from '../storage/themes/editions.ts'
import { commentsIn } from '../storage/themes/hand-tags.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { type CalibratedShare, calibratedShares, coveredSamples } from './calibrated-shares.ts'
import type { ThemeContext } from './language-data.ts'
import { type Quote, quotesOf } from './quotes.ts'
import { codebookOf, languagesUnread, resolveCodebook } from './resolve-codebook.ts'
import { type PropertyThemes, themeSegmentsOf } from './theme-segments.ts'
import { type ThemePoint, themeTrends } from './theme-trends.ts'

export type ThemeInFull = ThemeSummary & {
  readonly calibrated: CalibratedShare | null
  readonly trend: readonly ThemePoint[]
  readonly quotes: readonly Quote[]
}

/** How many comments have been read with the codebook that replaces the served one. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** The themes of a survey over a period. */
export interface SurveyThemes extends Omit<ThemeReport, 'themes'> {
  readonly period: Period
  readonly interval: string
  readonly codebook: {
    readonly id: string | null
    readonly name: string
    readonly by: string
    readonly hash: string
  }
  /** Comments in languages that no codebook reads: they are in `n`, and have no themes. */
  readonly unread: readonly { readonly language: string; readonly n: number }[]
  /** While a new edition is made, the themes are those of the one before, or of the comments read so far. */
  readonly progress: Progress | null
  readonly themes: readonly ThemeInFull[]
  readonly segments: readonly PropertyThemes[]
}

/** Pairs of themes found together; the rarer ones are left out. */
const pairsListed = 50

/**
 * The themes of a survey over a period. Every theme of the codebook is listed, with n 0 where no comment has
 * it. Only quotes and hand tags need the comments, the rest is read from counts. Throws a 422 that names a wrong parameter.
 */
export async function themesOn(
  context: ThemeContext,
  survey: SurveyRecord,
  asked: ThemesQuery,
  defaults: ReportDefaults,
): Promise<SurveyThemes> {
  const { database } = context
  const [activity, editions, chosen, languageData] = await Promise.all([
    activityOf(database, survey.id),
    editionsOf(database, survey.id),
    codebookOf(context, survey),
    context.languageData(),
  ])
  const plan = planReport(survey.id, { ...asked, compare: 'none' }, activity, defaults)
  await requireKnownSegment(database, [survey.id], plan.selection.segment)
  const edition = servedOf(editions) ?? null
  const resolved = resolveCodebook(survey, chosen.codebook, languageData)
  const [codebook, tally, samples] = await Promise.all([
    edition ? codebookOfHash(database, edition.hash) : resolved.codebook,
    edition ? themeTally(database, edition.id, plan.selection, plan.range) : new Map(),
    edition ? coveredSamples(database, edition, plan, scaleOfSurvey(survey)) : [],
  ])
  const reading: Reading = { metric: survey.metric, primary: survey.definition.primary }
  const found = themeReport(tally, reading, scaleOfSurvey(survey), codebook)
  const names = found.themes.map(({ theme }) => theme)
  const unread = chosen.by === 'default' ? languagesUnread(survey, languageData) : []
  const within = { ...plan.range, selection: plan.selection }
  const [trends, segments, calibrated, quotes, unreadComments] = await Promise.all([
    themeTrends(database, survey, edition, plan, names),
    themeSegmentsOf(database, edition, plan, codebook),
    calibratedShares(context, edition, { plan, samples }, found, scaleOfSurvey(survey)),
    quotesOf(database, edition, names, within),
    unread.length === 0 ? [] : commentsIn(database, within, unread, survey.definition.language),
  ])
  const { id, name, by } = chosen
  return {
    ...found,
    period: plan.period,
    interval: plan.interval,
    codebook: { id, name, by, hash: edition?.hash ?? resolved.hash },
    unread: unreadComments,
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

/** The progress of the edition that is being made; `null` when there is none. */
export function progressOf(editions: readonly Edition[]): Progress | null {
  const making = editions.find(({ state, cursorAt }) => state === 'making' || cursorAt !== null)
  if (!making) return null
  const total = Math.max(making.total, making.done)
  return { done: making.done, total }
}
