import type { Ctx } from '../context.ts'
import { newTags } from '../contract/themes.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { readJson } from '../http/validate.ts'
import { findResponse } from '../storage/responses.ts'
import { editionsOf, servedOf } from '../storage/themes/editions.ts'
import { saveTags } from '../storage/themes/hand-tags.ts'
import { foundThemes } from '../storage/themes/mentions.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { hasReason, themesByVersion } from './find-themes.ts'
import { themeVersionsOf } from './theme-versions.ts'

/** `GET /v1/surveys/:id/responses/:responseId/themes`: the themes of one answer, and whether they are hand tags. */
export async function showTags(c: Ctx) {
  const { survey, response } = await requireResponse(c)
  return c.json(await themesOfResponse(c, survey.id, response.id))
}

/** `PUT …/themes`: tags the answer by hand; hand tags win over the rules. */
export async function putTags(c: Ctx) {
  const { themes } = await readJson(c, newTags)
  return c.json(await tag(c, themes))
}

/** `DELETE …/themes`: removes the hand tags, so that the rules apply again. */
export async function deleteTags(c: Ctx) {
  return c.json(await tag(c, null))
}

async function tag(c: Ctx, themes: readonly string[] | null) {
  const { database, now } = c.var.services
  const { survey, response } = await requireResponse(c)
  if (!hasReason(response)) throw new Refusal('conflict', 'this answer gives no reason to tag')
  const versions = await themeVersionsOf(c.var.services, survey.id, now())
  const known = versions.at(-1)!.compiled.ancestry
  const unknown = themes?.findIndex((theme) => !known.has(theme)) ?? -1
  if (unknown >= 0) throw invalid(`themes.${unknown}`, `must be one of ${[...known.keys()].join(', ')}`)
  const taggedAt = now()
  await saveTags(database, survey.id, response.id, themes && { themes: [...new Set(themes)], taggedAt }, {
    surveyId: survey.id,
    id: response.id,
    revision: response.revision,
    rating: response.rating,
    comment: response.comment,
    choices: response.choices,
    ...(themes && { taggedAt }),
    themed: themesByVersion(versions, response, themes),
  })
  c.var.services.rebuildThemes()
  return themesOfResponse(c, survey.id, response.id)
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
