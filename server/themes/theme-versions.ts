import type { Compiled } from '../../shared/themes/compile.ts'
import { findSurveyById, type SurveyRecord } from '../storage/surveys.ts'
import { beginEdition, codebookOfHash, type Edition, editionsOf } from '../storage/themes/editions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { ThemeVersion } from './find-themes.ts'
import type { ThemeContext } from './language-data.ts'
import { codebookOf, compiledFrom, resolveCodebook } from './resolve-codebook.ts'

/** Compiled codebooks by hash. The hash is of the content, so an entry never becomes stale. */
const compiledByHash = new Map<string, Compiled>()
const mostCompiled = 50

/** The stored codebook with this hash, compiled. */
export async function compiledOf(context: ThemeContext, hash: string): Promise<Compiled> {
  const cached = compiledByHash.get(hash)
  if (cached) return cached
  const compiled = compiledFrom(await codebookOfHash(context.database, hash), await context.languageData())
  if (compiledByHash.size >= mostCompiled) compiledByHash.delete(compiledByHash.keys().next().value!)
  compiledByHash.set(hash, compiled)
  return compiled
}

/**
 * The editions in use of a survey, oldest first. Begins a new one when the codebook, the choices or the
 * bands have changed since the newest was begun.
 */
export async function currentEditions(
  context: ThemeContext,
  survey: SurveyRecord,
  now: number,
): Promise<Edition[]> {
  const { database, languageData } = context
  const [editions, { codebook }, data] = await Promise.all([
    editionsOf(database, survey.id),
    codebookOf(context, survey),
    languageData(),
  ])
  const resolved = resolveCodebook(survey, codebook, data)
  const newest = editions.find(({ state }) => state === 'making') ?? editions.at(-1)
  if (newest?.basis === resolved.basis) return editions
  await beginEdition(database, survey.id, resolved, now)
  return editionsOf(database, survey.id)
}

/** The versions to find themes with in a survey's new answers; empty when there is no such survey. */
export async function themeVersionsOf(
  context: ThemeContext,
  surveyId: string,
  now: number,
): Promise<ThemeVersion[]> {
  const survey = await findSurveyById(context.database, surveyId)
  if (!survey) return []
  const scale = scaleOfSurvey(survey)
  const editions = await currentEditions(context, survey, now)
  return Promise.all(
    editions.map(async ({ id, hash }) => ({
      edition: id,
      compiled: await compiledOf(context, hash),
      scale,
    })),
  )
}
