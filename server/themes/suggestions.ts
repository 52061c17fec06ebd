import { bandOf } from '../../shared/scale.ts'
import { type Discovery, discover } from '../../shared/themes/discovery.ts'
import type { ThemesQuery } from '../contract/themes.ts'
import { requireKnownSegment } from '../reports/known-segments.ts'
import { planReport, type ReportDefaults } from '../reports/report-plan.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { sampleComments } from '../storage/themes/mentions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { themesIn } from './find-themes.ts'
import type { ThemeContext } from './language-data.ts'
import { codebookOf, compiledFrom, resolveCodebook } from './resolve-codebook.ts'

/** Comments searched for words and phrases: enough to find them, and about 100 ms of work. */
const commentsSearched = 10_000

/**
 * Words and phrases that many of the period's newest comments share, and whether the codebook covers them.
 * Throws a 422 that names a wrong parameter.
 */
export async function suggestionsFor(
  context: ThemeContext,
  survey: SurveyRecord,
  asked: Omit<ThemesQuery, 'interval'>,
  defaults: ReportDefaults,
): Promise<Discovery> {
  const { database, languageData } = context
  const query = { ...asked, interval: 'quarter', compare: 'none' }
  const { range, selection } = planReport(survey.id, query, await activityOf(database, survey.id), defaults)
  await requireKnownSegment(database, [survey.id], selection.segment)
  const comments = await sampleComments(database, { ...range, selection }, commentsSearched)
  const data = await languageData()
  const { codebook } = resolveCodebook(survey, (await codebookOf(context, survey)).codebook, data)
  const version = { compiled: compiledFrom(codebook, data), scale: scaleOfSurvey(survey) }
  const searched = comments.map((answer) => ({
    text: answer.comment,
    band: bandOf(version.scale, answer.rating),
    matched: themesIn(version, answer).themes.length > 0,
  }))
  return discover(searched, version.compiled)
}
