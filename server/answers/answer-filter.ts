import { type Band, bandOf, points } from '../../shared/scale.ts'
import { scaleOf } from '../../shared/survey.ts'
import type { AnswersFilter } from '../contract/answers.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { requireKnownSegment } from '../reports/known-segments.ts'
import { periodIn, segmentOf } from '../reports/period.ts'
import type { AnswerFilter, CountedOf } from '../storage/answers/find-answers.ts'
import { excluding, type Match } from '../storage/answers/match.ts'
import { facet, uncountedStates } from '../storage/answers/terms.ts'
import { searchIn } from '../storage/answers/vocabulary.ts'
import type { Database } from '../storage/db.ts'
import { type SurveyScale, surveyScales } from '../storage/surveys.ts'
import { servedEditions } from '../storage/themes/editions.ts'

/** The filter of an address, ready to ask the database with. */
export interface PlannedFilter {
  readonly filter: AnswerFilter
  /** The counted answers of the same surveys and period: what the filter's share is of. */
  readonly whole: CountedOf
  /** The survey it is about; `null` is all of the workspace. */
  readonly survey: SurveyScale | null
}

/**
 * Turns the parameters of an address into a filter: the one place where they get their meaning. Throws a 404 for a
 * survey that is not the workspace's, a 422 that names the parameter for what cannot be.
 */
export async function planFilter(
  database: Database,
  workspace: { readonly id: string; readonly timezone: string },
  asked: AnswersFilter,
): Promise<PlannedFilter> {
  const [surveys, words] = await Promise.all([
    surveyScales(database, workspace.id, asked.survey ?? null),
    asked.text === undefined ? [] : searchIn(database, asked.text),
  ])
  if (asked.text?.trim() && words.length === 0) throw invalid('text', 'must have a letter or a digit')
  const survey = asked.survey === undefined ? null : (surveys[0] ?? null)
  if (asked.survey !== undefined && !survey) throw new Refusal('not-found', 'there is no such survey')
  const period = periodIn(asked, asked.timezone ?? workspace.timezone)
  for (const segment of [asked.segment ?? []].flat())
    await requireKnownSegment(
      database,
      surveys.map(({ id }) => id),
      segmentOf(segment),
    )
  const { needed, excluded } = partsOf(asked, surveys, words)
  const counted = token(survey ? facet.countedOf(survey.id) : facet.countedIn(workspace.id))
  const scope = token(survey ? facet.survey(survey.id) : facet.workspace(workspace.id))
  const { state = 'counted' } = asked
  const inState = state === 'counted' ? [] : [token(facet.state(state))]
  const scoped = [...(state === 'counted' ? [counted] : [scope, ...inState]), ...needed]
  const unscoped = [...inState, ...needed]
  const uncounted = state === 'counted' ? uncountedStates.map((name) => token(facet.state(name))) : []
  const match = excluding(scoped, excluded)
  const alone = survey || unscoped.length === 0 ? match : excluding(unscoped, [...excluded, ...uncounted])
  const editions =
    asked.theme === undefined ? [] : await servedEditions(database, workspace.id, survey?.id ?? null)
  const theme = asked.theme === undefined ? null : { name: asked.theme, editions }
  return {
    filter: { match, alone, ...period, theme },
    whole: {
      workspaceId: workspace.id,
      surveyId: survey?.id ?? null,
      filter: { match: counted, ...period, theme: null },
    },
    survey,
  }
}

const token = (name: string): Match => ({ token: name })

/** What an answer must have for the other parameters, and must not have. */
function partsOf(asked: AnswersFilter, surveys: readonly SurveyScale[], words: readonly Match[]) {
  const { segment = [], channel, band, verified, contact, origin, reason } = asked
  const needed = [
    ...words,
    ...[segment].flat().map((each) => {
      const { property, value } = segmentOf(each)
      return token(facet.segment(property, value))
    }),
    ...(channel ? [token(facet.channel(channel))] : []),
    ...(band ? [inBand(band, surveys)] : []),
    ...(verified ? [token(facet.verified(verified === 'true'))] : []),
    ...(contact === 'true' ? [token(facet.contact)] : []),
    ...(origin ? [token(facet.origin(origin.toLowerCase()))] : []),
    ...(reason ? [token(facet.reason(reason))] : []),
  ]
  return { needed, excluded: contact === 'false' ? [token(facet.contact)] : [] }
}

/** The ratings in a band: those of most surveys, and of each group of surveys whose scale differs. */
function inBand(band: Band, surveys: readonly SurveyScale[]): Match {
  const groups = Map.groupBy(surveys, ({ metric, scale, threshold }) => {
    const found = scaleOf(metric, scale, threshold)
    return found
      ? points(found)
          .filter((point) => bandOf(found, point) === band)
          .join()
      : ''
  })
  const [most, ...others] = [...groups].sort(([, a], [, b]) => b.length - a.length)
  if (!most) return { any: [] }
  const ratings = (group: string): Match => ({
    any: group
      .split(',')
      .filter(Boolean)
      .map((rating) => token(facet.rating(Number(rating)))),
  })
  const of = (some: readonly SurveyScale[]): Match => ({ any: some.map(({ id }) => token(facet.survey(id))) })
  if (others.length === 0) return ratings(most[0])
  return {
    any: [
      { some: ratings(most[0]), without: of(others.flatMap(([, some]) => some)) },
      ...others.map(([group, some]): Match => ({ all: [ratings(group), of(some)] })),
    ],
  }
}
