import type { Ctx } from '../context.ts'
import { newTags } from '../contract/themes.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { readJson } from '../http/validate.ts'
import { findResponse } from '../storage/responses.ts'
import { editionsOf, servedOf } from '../storage/themes/editions.ts'
import { saveTags } from '../storage/themes/hand-tags.ts'
import { foundThemes } from '../storage/themes/mentions.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { hasReason, readFor } from './read.ts'
import { lensesOf } from './theme-versions.ts'

/** `GET /v1/surveys/:id/responses/:responseId/themes`: what one answer speaks of, and who said so. */
export async function showTags(c: Ctx) {
  const { survey, response } = await requireResponse(c)
  return c.json(await themesOfResponse(c, survey.id, response.id))
}

/** `PUT …/themes`: a person says what the answer speaks of; that wins over the rules. */
export async function putTags(c: Ctx) {
  const { themes } = await readJson(c, newTags)
  return c.json(await tag(c, themes))
}

/** `DELETE …/themes`: the rules have their say again. */
export async function deleteTags(c: Ctx) {
  return c.json(await tag(c, null))
}

async function tag(c: Ctx, themes: readonly string[] | null) {
  const { database, now } = c.var.services
  const { survey, response } = await requireResponse(c)
  if (!hasReason(response)) throw new Refusal('conflict', 'this answer gives no reason to tag')
  const lenses = await lensesOf(c.var.services, survey.id, now())
  const known = lenses.at(-1)!.compiled.ancestry
  const stranger = themes?.findIndex((theme) => !known.has(theme)) ?? -1
  if (stranger >= 0) throw invalid(`themes.${stranger}`, `must be one of ${[...known.keys()].join(', ')}`)
  const taggedAt = now()
  await saveTags(database, survey.id, response.id, themes && { themes: [...new Set(themes)], taggedAt }, {
    surveyId: survey.id,
    id: response.id,
    revision: response.revision,
    rating: response.rating,
    comment: response.comment,
    choices: response.choices,
    ...(themes && { taggedAt }),
    themed: readFor(lenses, response, themes),
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
