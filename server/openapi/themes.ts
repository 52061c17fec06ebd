import * as z from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import {
  codebook,
  codebookChoice,
  codebookList,
  codebookQuery,
  dryRunQuery,
  newCodebook,
  newTags,
  preview,
  responseThemes,
  suggestions,
  suggestionsQuery,
  surveyCodebook,
  surveyThemes,
  themesQuery,
} from '../contract/themes.ts'
import { badBody, json, keyed, ok, refusals, surveyId } from './call.ts'

const responseId = surveyId.extend({ responseId: z.string().meta({ description: "The answer's id" }) })
const codebookId = z.object({ codebookId: z.string().meta({ description: "The codebook's id" }) })

/** What comments speak of, and the rules that find it. */
export const themePaths: ZodOpenApiPathsObject = {
  '/v1/surveys/{id}/responses/{responseId}/themes': {
    get: keyed({
      summary: 'What an answer speaks of',
      requestParams: { path: responseId },
      responses: { 200: ok('Its themes', responseThemes), ...refusals('not-found') },
    }),
    put: keyed({
      summary: 'Say by hand what an answer speaks of, which wins over the rules',
      requestParams: { path: responseId },
      requestBody: { required: true, ...json(newTags) },
      responses: { 200: ok('Its themes', responseThemes), ...refusals(...badBody, 'not-found', 'conflict') },
    }),
    delete: keyed({
      summary: 'Leave what an answer speaks of to the rules again',
      requestParams: { path: responseId },
      responses: { 200: ok('Its themes', responseThemes), ...refusals('not-found', 'conflict') },
    }),
  },
  '/v1/surveys/{id}/themes': {
    get: keyed({
      summary: 'What the comments of a survey speak of, and what moves with it',
      requestParams: { path: surveyId, query: themesQuery },
      responses: {
        200: {
          description: 'The themes; as text/csv a row each',
          content: { 'application/json': { schema: surveyThemes }, 'text/csv': { schema: z.string() } },
        },
        304: { description: 'Unchanged since the ETag sent' },
        ...refusals('not-found', 'invalid'),
      },
    }),
  },
  '/v1/surveys/{id}/themes/suggestions': {
    get: keyed({
      summary: 'Words and phrases that may be worth a rule',
      requestParams: { path: surveyId, query: suggestionsQuery },
      responses: {
        200: ok('What comments share', suggestions),
        304: { description: 'Unchanged since the ETag sent' },
        ...refusals('not-found', 'invalid'),
      },
    }),
  },
  '/v1/surveys/{id}/codebook': {
    get: keyed({
      summary: 'The rules a survey is read with, and how far reading it again has come',
      requestParams: { path: surveyId },
      responses: { 200: ok('The codebook', surveyCodebook), ...refusals('not-found') },
    }),
    put: keyed({
      summary: "Choose a codebook for a survey; null is the workspace's, else the one Sayso brings",
      description:
        'Comments are read again in the background; until that is done the themes are those of before.',
      requestParams: { path: surveyId, query: dryRunQuery },
      requestBody: { required: true, ...json(codebookChoice) },
      responses: {
        200: ok('The codebook, or with `dryRun` what would change', z.union([surveyCodebook, preview])),
        ...refusals(...badBody, 'not-found'),
      },
    }),
  },
  '/v1/codebooks': {
    get: keyed({
      summary: "The workspace's codebooks, newest first",
      responses: { 200: ok('The codebooks', codebookList) },
    }),
    post: keyed({
      summary: 'Make a codebook',
      requestParams: { query: codebookQuery },
      requestBody: { required: true, ...json(newCodebook) },
      responses: {
        200: ok('With `dryRun`: what would change', preview),
        201: ok('The codebook', codebook),
        ...refusals(...badBody, 'not-found', 'conflict'),
      },
    }),
  },
  '/v1/codebooks/{codebookId}': {
    get: keyed({
      summary: 'Read a codebook',
      requestParams: { path: codebookId },
      responses: { 200: ok('The codebook', codebook), ...refusals('not-found') },
    }),
    put: keyed({
      summary: 'Replace a codebook; whatever it is used for is read again in the background',
      requestParams: { path: codebookId, query: codebookQuery },
      requestBody: { required: true, ...json(newCodebook) },
      responses: {
        200: ok('The codebook, or with `dryRun` what would change', z.union([codebook, preview])),
        ...refusals(...badBody, 'not-found'),
      },
    }),
    delete: keyed({
      summary: 'Delete a codebook; whoever chose it goes back to the choice behind it',
      requestParams: { path: codebookId },
      responses: { 204: { description: 'Deleted' }, ...refusals('not-found') },
    }),
  },
}
