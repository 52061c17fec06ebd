import { bandOf } from '../../shared/scale.ts'
import { type Discovery, discover } from '../../shared/themes/discovery.ts'
import type { ThemesQuery } from '../contract/themes.ts'
import { planReport, type ReportDefaults } from '../reports/report-plan.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { sampleComments } from '../storage/themes/mentions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { Library } from './language-data.ts'
import { themesIn } from './read.ts'
import { codebookOf, compiledFrom, wantedFor } from './resolve-codebook.ts'

/** Comments that words and phrases are looked for in: enough to find them, a tenth of a second's work. */
const commentsSearched = 10_000

/** Words and phrases that the newest comments share, and what the codebook makes of them. */
export async function suggestionsFor(
  library: Library,
  survey: SurveyRecord,
  asked: Omit<ThemesQuery, 'interval'>,
  defaults: ReportDefaults,
): Promise<Discovery> {
  const { database, knowledge } = library
  const query = { ...asked, interval: 'quarter', compare: 'none' }
  const { range, selection } = planReport(survey.id, query, await activityOf(database, survey.id), defaults)
  const comments = await sampleComments(database, { ...range, selection }, commentsSearched)
  const known = await knowledge()
  const { codebook } = wantedFor(survey, (await codebookOf(library, survey)).codebook, known)
  const lens = { compiled: compiledFrom(codebook, known), scale: scaleOfSurvey(survey) }
  const searched = comments.map((answer) => ({
    text: answer.comment,
    band: bandOf(lens.scale, answer.rating),
    matched: themesIn(lens, answer).themes.length > 0,
  }))
  return discover(searched, lens.compiled)
}
