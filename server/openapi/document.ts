import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Env } from '../context.ts'
import { asked, publicSurveyQuery } from '../contract/asking.ts'
import { askedQuery, newResponse, newView, savedResponse } from '../contract/responses.ts'
import { publicSurvey } from '../contract/surveys.ts'
import { badBody, keyed, ok, open, refusals, surveyId, textOrJson } from './call.ts'

/** What any call may answer: its sender asks too often, is too slow, or the database is away. */
const anywhere = refusals('too-slow', 'too-many-requests', 'headers-too-large', 'unavailable')

const paths: ZodOpenApiPathsObject = {
  '/v1/public/surveys/{id}': {
    get: {
      ...open,
      summary: 'What the widget needs to ask a survey',
      requestParams: { path: surveyId, query: publicSurveyQuery },
      responses: {
        200: ok('The survey', publicSurvey),
        304: { description: 'Unchanged since the ETag sent' },
        ...refusals(
          'origin-not-allowed',
          'not-found',
          'survey-closed',
          'survey-full',
          'invalid',
          'unavailable',
        ),
      },
    },
  },
  '/v1/public/surveys/{id}/asked': {
    get: {
      ...open,
      summary: 'Whether an identified person may be asked now',
      requestParams: { path: surveyId, query: askedQuery },
      responses: {
        200: ok('The answer', asked),
        ...refusals(
          'origin-not-allowed',
          'not-found',
          'survey-closed',
          'survey-full',
          'invalid',
          'unavailable',
        ),
      },
    },
  },
  '/v1/public/responses': {
    post: {
      ...open,
      summary: 'Create or advance a response',
      description:
        'Idempotent: any retry, reorder or duplicate ends in the same stored state. Each revision carries the whole response; the highest is kept. Answered after the commit.',
      requestBody: textOrJson(newResponse),
      responses: {
        200: ok('Advanced, or stored already', savedResponse),
        201: ok('Created', savedResponse),
        ...refusals(
          ...badBody,
          'origin-not-allowed',
          'not-found',
          'survey-closed',
          'survey-full',
          'unavailable',
        ),
      },
    },
  },
  '/v1/public/views': {
    post: {
      ...open,
      summary: 'Note that a survey was shown or put away',
      requestBody: textOrJson(newView),
      responses: {
        200: ok('Noted', z.object({ id: z.string() })),
        ...refusals(
          ...badBody,
          'origin-not-allowed',
          'not-found',
          'survey-closed',
          'survey-full',
          'unavailable',
        ),
      },
    },
  },
}

/** An app whose routes are described. */
export type Described = Pick<OpenAPIHono<Env>, 'openAPIRegistry'>

/** The calls that are described where they are routed, by path and method, beside others. */
function registered({ openAPIRegistry }: Described, others: ZodOpenApiPathsObject): ZodOpenApiPathsObject {
  const byPath = { ...others } as Record<string, Operations>
  for (const definition of openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue
    const { method, path, request: { params, query, body } = {}, ...operation } = definition.route
    const requestParams = { ...(params && { path: params }), ...(query && { query }) }
    const address = path.replace(/(?<=.)\/$/, '')
    byPath[address] = {
      ...byPath[address],
      [method]: (operation.security ? unchanged : keyed)({
        ...operation,
        ...(Object.keys(requestParams).length > 0 && { requestParams }),
        ...(body && { requestBody: body }),
      } as ZodOpenApiOperationObject),
    }
  }
  return byPath
}

type Operations = Record<string, ZodOpenApiOperationObject>

const unchanged = (operation: ZodOpenApiOperationObject) => operation

/** One operation with the refusals that any call may answer. */
function withRefusals(item: Operations): Operations {
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => [
      method,
      { ...operation, responses: { ...anywhere, ...operation.responses } },
    ]),
  )
}

/**
 * The OpenAPI 3.1 document of an app, made from the schemas that check its requests. By zod's own
 * JSON Schema: what `getOpenAPI31Document` makes knows no difference between what a schema takes and what it gives.
 */
export function openApiDocument(app: Described) {
  const all = registered(app, paths)
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Sayso',
      version: '1',
      description:
        'Surveys, their answers, and the scores they add up to. Errors are RFC 9457 problem details.',
    },
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
    paths: Object.fromEntries(
      Object.entries(all).map(([path, item]) => [path, withRefusals(item as Operations)]),
    ),
  })
}
