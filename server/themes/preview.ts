import type { Scale } from '../../shared/scale.ts'
import type { Reading } from '../../shared/score.ts'
import type { Codebook } from '../../shared/themes/codebook.ts'
import type { CommentThemes } from '../../shared/themes/comment.ts'
import { countRead, type MutableTally } from '../../shared/themes/tally.ts'
import { type MeasuredShare, type ThemeReport, themeReport } from '../../shared/themes/theme-report.ts'
import { allTime } from '../reports/period.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { sampleComments, type TriedComment } from '../storage/themes/mentions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { themesIn } from './find-themes.ts'
import type { LanguageData, ThemeContext } from './language-data.ts'
import type { QuotedSpan } from './quotes.ts'
import { codebookOf, compiledFrom, resolveCodebook } from './resolve-codebook.ts'

/** A comment in which a codebook would gain or lose a theme. */
export interface ChangedComment {
  readonly id: string
  readonly comment: string
  readonly theme: string
  readonly spans: readonly QuotedSpan[]
}

/** How the themes of a survey's newest comments would change with another codebook. */
export interface Preview {
  readonly n: number
  readonly coverage: { readonly before: MeasuredShare; readonly after: MeasuredShare }
  readonly themes: readonly {
    readonly theme: string
    readonly before: number
    readonly after: number
    readonly gained: number
    readonly lost: number
  }[]
  readonly gained: readonly ChangedComment[]
  readonly lost: readonly ChangedComment[]
  readonly warnings: ThemeReport['warnings']
}

const commentsTried = 5000
const examplesShown = 20
const examplesOfTheme = 3

/** Compares a codebook with the current one on a survey's newest comments; hand tags are ignored. Stores nothing. */
export async function previewOf(
  context: ThemeContext,
  survey: SurveyRecord,
  codebook: Codebook,
): Promise<Preview> {
  const selection = { surveyId: survey.id, channel: null, segment: null }
  const comments = await sampleComments(context.database, { ...allTime, selection }, commentsTried)
  const languageData = await context.languageData()
  const before = tryOn(comments, survey, (await codebookOf(context, survey)).codebook, languageData)
  const after = tryOn(comments, survey, codebook, languageData)
  const themes = [...new Set([...after.report.themes, ...before.report.themes].map(({ theme }) => theme))]
  const gained = changes(comments, after.read, before.read)
  const lost = changes(comments, before.read, after.read)
  const sizes = (report: ThemeReport) => new Map(report.themes.map(({ theme, n }) => [theme, n]))
  const [sizesBefore, sizesAfter] = [sizes(before.report), sizes(after.report)]
  const of = (theme: string, all: readonly ChangedComment[]) =>
    all.filter((each) => each.theme === theme).length
  return {
    n: comments.length,
    coverage: { before: before.report.coverage, after: after.report.coverage },
    themes: themes.map((theme) => ({
      theme,
      before: sizesBefore.get(theme) ?? 0,
      after: sizesAfter.get(theme) ?? 0,
      gained: of(theme, gained),
      lost: of(theme, lost),
    })),
    gained: examplesOf(gained),
    lost: examplesOf(lost),
    warnings: after.report.warnings,
  }
}

type Tried = { readonly read: readonly CommentThemes[]; readonly report: ThemeReport }

function tryOn(
  comments: readonly TriedComment[],
  survey: SurveyRecord,
  codebook: Codebook,
  languageData: LanguageData,
): Tried {
  const resolved = resolveCodebook(survey, codebook, languageData)
  const scale: Scale = scaleOfSurvey(survey)
  const version = { compiled: compiledFrom(resolved.codebook, languageData), scale }
  const tally: MutableTally = new Map()
  const read = comments.map((answer) => {
    const themed = themesIn(version, answer)
    countRead(tally, themed, answer.rating)
    return themed
  })
  const reading: Reading = { metric: survey.metric, primary: survey.definition.primary }
  return { read, report: themeReport(tally, reading, scale, resolved.codebook) }
}

/** The comments and themes in `found` that are not in `other`; both are in the order of `comments`. */
function changes(
  comments: readonly TriedComment[],
  found: readonly CommentThemes[],
  other: readonly CommentThemes[],
): ChangedComment[] {
  return comments.flatMap(({ id, comment }, place) => {
    const known = new Set(other[place]!.themes.map(({ theme }) => theme))
    const { themes, mentions } = found[place]!
    return themes
      .filter(({ theme }) => !known.has(theme))
      .map(({ theme }) => ({
        id,
        comment,
        theme,
        spans: mentions
          .filter((mention) => mention.theme === theme)
          .map(({ start, end, rule }) => ({ start, end, rule })),
      }))
  })
}

/** A few of each theme, so that a frequent one does not hide the others. */
function examplesOf(all: readonly ChangedComment[]): ChangedComment[] {
  const byTheme = Map.groupBy(all, ({ theme }) => theme)
  return [...byTheme.values()].flatMap((each) => each.slice(0, examplesOfTheme)).slice(0, examplesShown)
}
