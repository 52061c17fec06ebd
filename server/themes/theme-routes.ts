import * as z from 'zod'
import {
  newSample,
  newTags,
  responseThemes,
  suggestions,
  suggestionsQuery,
  tagSample,
  tagSamples,
  surveyThemes as themesBody,
  themesQuery,
} from '../contract/themes.ts'
import { askedAgain, sendTagged } from '../http/caching.ts'
import { wantsCsv } from '../http/csv.ts'
import { badBody, body, call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { surveyInReport } from '../reports/survey-report.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { drawTagSample, listTagSamples } from './sampling.ts'
import { suggestionsFor } from './suggestions.ts'
import { saveTagsOf, tagsOf } from './tags.ts'
import { themesCsv } from './theme-csv.ts'
import { themesOn } from './theme-report.ts'

/** What comments speak of: `/v1/surveys/:id/themes` and what belongs to it. */
export const surveyThemes = routes()

const read = call({
  method: 'get',
  path: '/{id}/themes',
  summary: 'What the comments of a survey speak of, and how scores differ with it',
  request: { params: surveyId, query: themesQuery },
  responses: {
    200: {
      description: 'The themes; as text/csv a row each',
      content: { 'application/json': { schema: themesBody }, 'text/csv': { schema: z.string() } },
    },
    304: { description: 'Unchanged since the ETag sent' },
    ...refusals('not-found', 'invalid'),
  },
})
surveyThemes.openapi(read, async (c) => {
  const survey = await requireSurvey(c)
  const defaults = { now: c.var.services.now(), timezone: c.var.workspace.timezone }
  const found = await themesOn(c.var.services, survey, c.req.valid('query'), defaults)
  c.header('vary', 'Accept', { append: true })
  if (wantsCsv(c)) return sendTagged(c, themesCsv(found), 'text/csv', askedAgain)
  const answer = { survey: surveyInReport(survey), ...found }
  return sendTagged(c, JSON.stringify(answer), 'application/json', askedAgain)
})

const suggest = call({
  method: 'get',
  path: '/{id}/themes/suggestions',
  summary: 'Words and phrases that may be worth a rule',
  request: { params: surveyId, query: suggestionsQuery },
  responses: {
    200: ok('What comments share', suggestions),
    304: { description: 'Unchanged since the ETag sent' },
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
  summary: 'What an answer speaks of',
  request: { params: responseId },
  responses: { 200: ok('Its themes', responseThemes), ...refusals('not-found') },
})
surveyThemes.openapi(readTags, async (c) => c.json(await tagsOf(c), 200))

const tag = call({
  method: 'put',
  path: '/{id}/responses/{responseId}/themes',
  summary: 'Say by hand what an answer speaks of, which wins over the rules',
  request: { params: responseId, body: body(newTags) },
  responses: { 200: ok('Its themes', responseThemes), ...refusals(...badBody, 'not-found', 'conflict') },
})
surveyThemes.openapi(tag, async (c) => c.json(await saveTagsOf(c, c.req.valid('json').themes), 200))

const untag = call({
  method: 'delete',
  path: '/{id}/responses/{responseId}/themes',
  summary: 'Leave what an answer speaks of to the rules again',
  request: { params: responseId },
  responses: { 200: ok('Its themes', responseThemes), ...refusals('not-found', 'conflict') },
})
surveyThemes.openapi(untag, async (c) => c.json(await saveTagsOf(c, null), 200))

const drawSample = call({
  method: 'post',
  path: '/{id}/tag-samples',
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
  summary: 'The random samples of a survey, newest first, with what was tagged of them',
  request: { params: surveyId },
  responses: { 200: ok('The samples', tagSamples), ...refusals('not-found') },
})
surveyThemes.openapi(readSamples, async (c) =>
  c.json({ items: await listTagSamples(c, await requireSurvey(c)) }, 200),
)
