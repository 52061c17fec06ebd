import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import { zValidator } from '@hono/zod-validator'
import type { Handler } from 'hono'
import * as z from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { Env } from '../context.ts'
import { problem } from '../contract/problems.ts'
import { type ProblemCode, problems } from '../http/problem.ts'
import { readBody, refusalOf, refuseInvalid } from '../http/validate.ts'

/** The routes of a noun: what does not fit its schema is answered with a 422 that names the fields. */
export const routes = () => new OpenAPIHono<Env>({ defaultHook: refuseInvalid })

/** The query of a call that takes no parameters. */
const noQuery = z.strictObject({})

/**
 * A call as `createRoute` describes it: where, what it takes, what it answers. A JSON body is decoded
 * strictly before it is checked; any other is left to the handler to read. A keyed call that names no
 * query takes none. Refusals that any call may answer, and those for the want of a key, are added
 * by the document.
 */
export function call<
  Path extends string,
  Route extends Omit<RouteConfig, 'path'> & { path: Path; operationId: string; description: string },
>(route: Route) {
  const described: Route = route.security || route.request?.query ? route : withoutQuery(route)
  const types = Object.keys(route.request?.body?.content ?? {})
  if (!types.includes('application/json')) return createRoute<Path, Route>(described)
  const before = [route.middleware ?? []].flat()
  return createRoute<Path, Route>({ ...described, middleware: [...before, readBody(types)] })
}

function withoutQuery<Route extends Omit<RouteConfig, 'path'>>(route: Route): Route {
  const request = { ...route.request, query: noQuery }
  return { ...route, request, responses: { ...refusals('invalid'), ...route.responses } }
}

/**
 * Routes a call that takes many things, each checked by the handler itself, so that one wrong does not
 * refuse the others. Its description is for the document only; it takes no query.
 */
export function routeBulk(
  noun: OpenAPIHono<Env>,
  { middleware: _, ...route }: RouteConfig,
  handler: Handler<Env>,
): void {
  noun.openAPIRegistry.registerPath(route)
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
  const checkQuery = zValidator('query', noQuery, (result) => {
    if (!result.success) throw refusalOf(result.error.issues)
  })
  noun.on(route.method, path, checkQuery, handler)
}

export const json = <Schema extends z.ZodType>(schema: Schema) => ({
  content: { 'application/json': { schema } },
})
/** A JSON body that a call needs. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, ...json(schema) })
type ReadonlyDeep<T> = { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> }

/** A JSON answer. To the compiler all of it is readonly, which is what a handler mostly has. */
export const ok = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  ...json(schema as unknown as z.ZodType<ReadonlyDeep<z.output<Schema>>>),
})

const location = { Location: { $ref: '#/components/headers/Location' } } as const

/** The answer to a POST that made something, which `Location` says where to read. */
export const madeAt = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  ...ok(description, schema),
  headers: location,
})

/** The same of something that has an `ETag`. */
export const made = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  ...ok(description, schema),
  headers: { ...location, ETag: { $ref: '#/components/headers/ETag' } },
})

/** `not-found` becomes `NotFound`. */
const nameOf = (code: ProblemCode) => code.replaceAll(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())

/**
 * Refusals by status; several codes may share one. To the compiler none: handlers throw them. By its `id` the document
 * describes each once.
 */
export function refusals(...codes: ProblemCode[]): Record<never, never> {
  return Object.fromEntries(
    codes.map((code) => [
      String(problems[code][0]),
      {
        id: nameOf(code),
        description: problems[code][1],
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  )
}

/** The answer to who has the newest already. */
export const unchanged = { 304: { description: 'Unchanged since the ETag sent' } }

export const surveyId = z.object({ id: z.string().meta({ description: "The survey's id" }) })
/** The header of calls that change something only if it is still as it was read. */
export const ifMatch = z.object({
  'if-match': z
    .string()
    .max(1000)
    .optional()
    .meta({ description: 'The `ETag` it had when it was read: a 412 when it was changed since' }),
})
export const open = { security: [] }
/** A body of a public call. The widget sends text/plain: without a CORS preflight it survives leaving the page. */
export const textOrJson = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true,
  content: { 'application/json': { schema }, 'text/plain': { schema } },
})

export const keyed = (operation: ZodOpenApiOperationObject): ZodOpenApiOperationObject => ({
  ...operation,
  responses: { ...operation.responses, ...refusals('unauthorized', 'unavailable') },
})

export const badBody = [
  'bad-request',
  'bad-json',
  'body-too-large',
  'unsupported-media-type',
  'invalid',
] as const
