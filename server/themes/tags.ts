import type { Ctx } from '../context.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { findResponse } from '../storage/find-responses.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { editionsOf, servedOf } from '../storage/themes/editions.ts'
import { saveTags } from '../storage/themes/hand-tags.ts'
import { foundThemes } from '../storage/themes/mentions.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { hasReason, themesByVersion } from './find-themes.ts'
import { codebookOf, resolveCodebook } from './resolve-codebook.ts'
import { themeVersionsOf } from './theme-versions.ts'

/** The themes of the response a call is about, and whether they are hand tags. */
export async function tagsOf(c: Ctx) {
  const { survey, response } = await requireResponse(c)
  return themesOfResponse(c, survey.id, response.id)
}

/**
 * Tags the response a call is about by hand, which wins over the rules; `null` removes the hand tags, so
 * that the rules apply again. Throws a 409 when the response gives no reason, a 422 for an unknown theme.
 */
export async function saveTagsOf(c: Ctx, themes: readonly string[] | null) {
  const { survey, response } = await requireResponse(c)
  await tagAnswer(c, survey.id, response, themes)
  return themesOfResponse(c, survey.id, response.id)
}

/** Likewise of any answer. */
export async function tagAnswer(
  c: Ctx,
  surveyId: string,
  response: NonNullable<Awaited<ReturnType<typeof findResponse>>>,
  themes: readonly string[] | null,
): Promise<void> {
  const { database, now } = c.var.services
  if (!hasReason(response)) throw new Refusal('conflict', 'this answer gives no reason to tag')
  const versions = await themeVersionsOf(c.var.services, surveyId, now())
  const known = versions.at(-1)!.compiled.ancestry
  const unknown = themes?.findIndex((theme) => !known.has(theme)) ?? -1
  if (unknown >= 0) throw invalid(`themes.${unknown}`, `must be one of ${[...known.keys()].join(', ')}`)
  const taggedAt = now()
  await saveTags(database, surveyId, response.id, themes && { themes: [...new Set(themes)], taggedAt }, {
    surveyId,
    id: response.id,
    revision: response.revision,
    rating: response.rating,
    comment: response.comment,
    choices: response.choices,
    ...(themes && { taggedAt }),
    themed: themesByVersion(versions, response, themes),
  })
  c.var.services.rebuildThemes()
}

async function requireResponse(c: Ctx) {
  const survey = await requireSurvey(c)
  const response = await findResponse(c.var.services.database, survey.id, c.req.param('responseId') ?? '')
  if (!response) throw new Refusal('not-found', 'there is no such response')
  return { survey, response }
}

async function themesOfResponse(c: Ctx, surveyId: string, id: string) {
  const { database } = c.var.services
  const editions = await editionsOf(database, surveyId)
  const edition = servedOf(editions)
  const found = edition && (await foundThemes(database, edition.id, surveyId, [id])).get(id)
  return found ?? { id, themes: [], mentions: [], byHand: false }
}

/** The themes that an answer of a survey can be tagged with, by name. */
export async function themesToTag(c: Ctx, survey: SurveyRecord): Promise<string[]> {
  const { services } = c.var
  const { codebook } = await codebookOf(services, survey)
  const resolved = resolveCodebook(survey, codebook, await services.languageData())
  return Object.keys(resolved.codebook.themes).sort()
}
