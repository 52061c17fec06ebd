import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import type { Env } from '../context.ts'
import { keyed, refusals } from './call.ts'
import { allTags, tagOf } from './call-tags.ts'
import { type Examples, withExample } from './examples.ts'
import { headers, headersOf } from './response-headers.ts'

/** What any call may answer: its sender asks too often, is too slow, or the database is away. */
const anywhere = refusals('too-slow', 'too-many-requests', 'headers-too-large', 'unavailable')

/** An app whose routes are described. */
export type Described = Pick<OpenAPIHono<Env>, 'openAPIRegistry'>

/** The calls of an app, by path and method. */
function registered({ openAPIRegistry }: Described): Record<string, Operations> {
  const byPath: Record<string, Operations> = {}
  for (const definition of openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue
    const { method, path, request = {}, ...operation } = definition.route
    const { params, query, body } = request
    const headers = method === 'post' && !operation.security ? onceIn(request.headers) : request.headers
    const requestParams = {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(headers && { header: headers }),
    }
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

/** The headers of a keyed POST. */
const onceIn = (headers: unknown) => ((headers ?? z.object({})) as z.ZodObject).extend(once)

const once = {
  'idempotency-key': z.string().min(1).max(255).optional().meta({
    description:
      'A name of your making, best a random UUID: sent again within a day with the same body, the request is answered as the first time, and makes nothing more',
  }),
}

type Operations = Record<string, ZodOpenApiOperationObject>

const unchanged = (operation: ZodOpenApiOperationObject) => operation

/** Refusals that were described, by the names they have in the document. */
type Refusals = Map<string, object>

/** The operations with their tags and examples, the refusals that any call may answer, and the headers of what it answers. */
function completed(path: string, item: Operations, examples: Examples, known: Refusals): Operations {
  const isTagged = Object.values(item).some((operation) => operation.responses?.['412' as never])
  return Object.fromEntries(
    Object.entries(item).map(([method, operation]) => {
      const responses = Object.entries({ ...anywhere, ...operation.responses })
      const isOnce = method === 'post' && !operation.security
      const hasTag = isTagged || '304' in (operation.responses ?? {})
      const withHeaders = responses.map(([status, response]) => [
        status,
        withHeadersOf(response, headersOf(Number(status), { isOnce, hasTag }), known),
      ])
      const described = { ...operation, tags: [tagOf(path)], responses: Object.fromEntries(withHeaders) }
      return [method, withExample(described, examples)]
    }),
  )
}

function withHeadersOf(answer: object, headers: object, known: Refusals): object {
  const id = 'id' in answer ? String(answer.id) : ''
  const described = 'headers' in answer ? (answer.headers as object) : {}
  const whole = known.get(id) ?? { ...answer, headers: { ...described, ...headers } }
  if (id) known.set(id, whole)
  return whole
}

/**
 * What a schema says that is not meant: an answer may have more fields some day, so clients take those they do not
 * know; the ends of what JavaScript counts exactly are no bounds of ours; and patterns of letters in any language are
 * left to `format`, since many validators cannot read them.
 */
function soften({ jsonSchema, io }: { jsonSchema: Bounded; io: 'input' | 'output' }): void {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.pattern?.includes('\\p{')) delete jsonSchema.pattern
}

type Bounded = { additionalProperties?: unknown; maximum?: number; minimum?: number; pattern?: string }

/** zod repeats it beside a reference, where it would be of the fields that stand there: none. */
function openReferences(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('$ref' in value && 'additionalProperties' in value) delete value.additionalProperties
  for (const inner of Object.values(value)) openReferences(inner)
}

/**
 * The OpenAPI 3.1 document of an app, made from the schemas that check its requests. By zod's own
 * JSON Schema: what `getOpenAPI31Document` makes knows no difference between what a schema takes and what it gives.
 */
export function openApiDocument(app: Described, examples: Examples = {}) {
  const known: Refusals = new Map()
  const document = createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Sayso',
        version: '1',
        description:
          'Surveys, their answers, and the scores they add up to. Errors are RFC 9457 problem details.',
        contact: { name: 'Sayso' },
        license: { name: 'MIT', identifier: 'MIT' },
      },
      security: [{ apiKey: [] }],
      tags: allTags,
      components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, headers },
      paths: Object.fromEntries(
        Object.entries(registered(app)).map(([path, item]) => [path, completed(path, item, examples, known)]),
      ),
    },
    { override: soften as never },
  )
  openReferences(document.components)
  return document
}
