import type { Compiled } from '../../shared/themes/compile.ts'
import { findSurveyById, type SurveyRecord } from '../storage/surveys.ts'
import { beginEdition, codebookOfHash, type Edition, editionsOf } from '../storage/themes/editions.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import type { Library } from './language-data.ts'
import { codebookOf, compiledFrom, type Lens, wantedFor } from './resolve-codebook.ts'

/** Codebooks ready to match, by their hash: they never change. */
const compiledByHash = new Map<string, Compiled>()
const mostCompiled = 50

/** A codebook that comments are read with, ready to match. */
export async function compiledOf(library: Library, hash: string): Promise<Compiled> {
  const known = compiledByHash.get(hash)
  if (known) return known
  const compiled = compiledFrom(await codebookOfHash(library.database, hash), await library.knowledge())
  if (compiledByHash.size >= mostCompiled) compiledByHash.delete(compiledByHash.keys().next().value!)
  compiledByHash.set(hash, compiled)
  return compiled
}

/**
 * The editions a survey's answers are read for: begins another when the codebook, the reasons to
 * tick or the bands are not those of the newest any more.
 */
export async function currentEditions(
  library: Library,
  survey: SurveyRecord,
  now: number,
): Promise<Edition[]> {
  const { database, knowledge } = library
  const editions = await editionsOf(database, survey.id)
  const wanted = wantedFor(survey, (await codebookOf(library, survey)).codebook, await knowledge())
  const newest = editions.find(({ state }) => state === 'making') ?? editions.at(-1)
  if (newest?.basis === wanted.basis) return editions
  await beginEdition(database, survey.id, wanted, now)
  return editionsOf(database, survey.id)
}

/** What is needed to read a survey's answers now; none when there is no such survey. */
export async function lensesOf(library: Library, surveyId: string, now: number): Promise<Lens[]> {
  const survey = await findSurveyById(library.database, surveyId)
  if (!survey) return []
  const scale = scaleOfSurvey(survey)
  const editions = await currentEditions(library, survey, now)
  return Promise.all(
    editions.map(async ({ id, hash }) => ({
      edition: id,
      compiled: await compiledOf(library, hash),
      scale,
    })),
  )
}
