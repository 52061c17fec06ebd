import * as z from 'zod'
import type { Ctx } from '../context.ts'
import {
  newSample,
  newTags,
  responseThemes,
  tagSample,
  tagSamples,
  tagSamplesQuery,
} from '../contract/tagging.ts'
import {
  suggestions,
  suggestionsQuery,
  type ThemesQuery,
  surveyThemes as themesBody,
  themesQuery,
} from '../contract/themes.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { saveAs } from '../http/csv.ts'
import { badBody, body, call, ok, refusals, routes, surveyId, unchanged } from '../openapi/call.ts'
import { tableCall } from '../openapi/table.ts'
import { surveyInReport } from '../reports/survey-report.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { drawTagSample, listTagSamples } from './sampling.ts'
import { suggestionsFor } from './suggestions.ts'
import { saveTagsOf, tagsOf } from './tags.ts'
import { themesCsv } from './theme-csv.ts'
import { themesOn } from './theme-report.ts'

/** What comments speak of: `/v1/surveys/:id/themes` and what belongs to it. */
export const surveyThemes = routes()

const themesOf = async (c: Ctx, asked: ThemesQuery) => {
  const survey = await requireSurvey(c)
  const defaults = { now: c.var.services.now(), timezone: c.var.workspace.timezone }
  return { survey: surveyInReport(survey), ...(await themesOn(c.var.services, survey, asked, defaults)) }
}

tableCall(
  surveyThemes,
  {
    path: '/{id}/themes',
    operationId: 'downloadThemes',
    summary: 'The themes of a survey, a row each',
    params: surveyId,
    query: themesQuery,
    isTagged: true,
    refused: ['not-found'],
  },
  async (c, asked, begin) => {
    const found = await themesOf(c, asked)
    saveAs(c, `${found.survey.id}-themes`)
    return sendTagged(c, begin + themesCsv(found), 'text/csv', askedAgain)
  },
)

const read = call({
  method: 'get',
  path: '/{id}/themes',
  operationId: 'readThemes',
  summary: 'What the comments of a survey speak of, and how scores differ with it',
  description:
    "Found by the rules of its codebook. A theme's delta and impact say what goes with it, not what it causes.",
  request: { params: surveyId, query: themesQuery },
  responses: { 200: ok('The themes', themesBody), ...unchanged, ...refusals('not-found', 'invalid') },
})
surveyThemes.openapi(read, async (c) => {
  const found = await themesOf(c, c.req.valid('query'))
  return sendTagged(c, JSON.stringify(found), 'application/json', askedAgain)
})

const suggest = call({
  method: 'get',
  path: '/{id}/themes/suggestions',
  operationId: 'suggestThemes',
  summary: 'Words and phrases that may be worth a rule',
  description:
    'Counted in the newest comments; `contrast` has what those who are happy say and others do not, or the other way round.',
  request: { params: surveyId, query: suggestionsQuery },
  responses: {
    200: ok('What comments share', suggestions),
    ...unchanged,
    ...refusals('not-found', 'invalid'),
  },
})
surveyThemes.openapi(suggest, async (c) => {
  const survey = await requireSurvey(c)
  const defaults = { now: c.var.services.now(), timezone: c.var.workspace.timezone }
  const found = await suggestionsFor(c.var.services, survey, c.req.valid('query'), defaults)
  return sendTagged(c, JSON.stringify(found), 'application/json', askedAgain)
})

const responseId = surveyId.extend({ responseId: z.string().meta({ description: "The answer's id" }) })

const readTags = call({
  method: 'get',
  path: '/{id}/responses/{responseId}/themes',
  operationId: 'readResponseThemes',
  summary: 'What an answer speaks of',
  description: 'With the places in the comment that each rule found.',
  request: { params: responseId },
  responses: { 200: ok('Its themes', responseThemes), ...refusals('not-found') },
})
surveyThemes.openapi(readTags, async (c) => c.json(await tagsOf(c), 200))

const tag = call({
  method: 'put',
  path: '/{id}/responses/{responseId}/themes',
  operationId: 'tagResponse',
  summary: 'Say by hand what an answer speaks of, which wins over the rules',
  description:
    'The list is whole: what is not in it, the answer does not speak of. Reports count it so at once.',
  request: { params: responseId, body: body(newTags) },
  responses: { 200: ok('Its themes', responseThemes), ...refusals(...badBody, 'not-found', 'conflict') },
})
surveyThemes.openapi(tag, async (c) => c.json(await saveTagsOf(c, c.req.valid('json').themes), 200))

const untag = call({
  method: 'delete',
  path: '/{id}/responses/{responseId}/themes',
  operationId: 'untagResponse',
  summary: 'Leave what an answer speaks of to the rules again',
  description: 'What was said by hand is gone.',
  request: { params: responseId },
  responses: { 200: ok('Its themes', responseThemes), ...refusals('not-found', 'conflict') },
})
surveyThemes.openapi(untag, async (c) => c.json(await saveTagsOf(c, null), 200))

const drawSample = call({
  method: 'post',
  path: '/{id}/tag-samples',
  operationId: 'drawTagSample',
  summary: 'Draw answers at random to be tagged by hand, which the shares of themes are corrected by',
  description: 'Fewer than asked where fewer are left. An answer is drawn once.',
  request: { params: surveyId, body: body(newSample) },
  responses: { 201: ok('The sample', tagSample), ...refusals(...badBody, 'not-found') },
})
surveyThemes.openapi(drawSample, async (c) => {
  const survey = await requireSurvey(c)
  return c.json(await drawTagSample(c, survey, c.req.valid('json')), 201)
})

const readSamples = call({
  method: 'get',
  path: '/{id}/tag-samples',
  operationId: 'listTagSamples',
  summary: 'The random samples of a survey, newest first, with what was tagged of them',
  description: 'A sample corrects the shares once all of its answers are tagged.',
  request: { params: surveyId, query: tagSamplesQuery },
  responses: { 200: ok('The samples', tagSamples), ...refusals('not-found', 'invalid') },
})
surveyThemes.openapi(readSamples, async (c) =>
  c.json(await listTagSamples(c, await requireSurvey(c), c.req.valid('query')), 200),
)
