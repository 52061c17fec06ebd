import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import type { Ctx, Env } from '../context.ts'
import { excelQuery } from '../contract/lists.ts'
import { csvBegin, wantsCsv } from '../http/csv.ts'
import type { ProblemCode } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { call, refusals, unchanged } from './call.ts'

/** A list or report that can be had as a table too. */
interface Table<Query extends z.ZodObject> {
  /** Of the call whose things these are; the table's ends in `.csv`. */
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly query: Query
  readonly params?: z.ZodObject
  /** Whether it has an ETag, and is a 304 when nothing changed. */
  readonly isTagged?: boolean
  readonly refused?: readonly ProblemCode[]
}

/** When `Accept: text/csv` and `format=html` were replaced by addresses of their own (RFC 9745). */
export const deprecatedSince = '@1795910400'

/**
 * Routes a table at the path of a call with `.csv`, where a browser or a spreadsheet can open it. `send` gets
 * what the query asks for and what the table begins with. To be called before the call itself is routed:
 * `Accept: text/csv` there is answered with the table for one version more.
 */
export function tableCall<Query extends z.ZodObject>(
  noun: OpenAPIHono<Env>,
  { path, query, params, isTagged = false, refused = [], ...described }: Table<Query>,
  send: (c: Ctx, asked: z.output<Query>, begin: string) => Response | Promise<Response>,
): void {
  const whole = query.extend(excelQuery)
  const route = call({
    ...described,
    method: 'get',
    path: `${path}.csv`,
    description:
      'All of it, without pages, under a name to save it by. A cell that a spreadsheet would run as a formula has an apostrophe before it.',
    request: { query: whole, ...(params && { params }) },
    responses: {
      200: {
        description: 'The table, with a header',
        headers: { 'Content-Disposition': { $ref: '#/components/headers/Disposition' } },
        content: { 'text/csv': { schema: z.string() } },
      },
      ...(isTagged && unchanged),
      ...refusals(...refused, 'invalid'),
    },
  })
  const sendFor = (c: Ctx, asked: unknown) => {
    const { excel, ...chosen } = asked as { excel?: '1' }
    return send(c, chosen as z.output<Query>, csvBegin(excel))
  }
  noun.openapi(route, (c) => sendFor(c, c.req.valid('query')) as never)
  noun.get(path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c, next) => {
    c.header('vary', 'Accept', { append: true })
    if (!wantsCsv(c)) return next()
    c.header('deprecation', deprecatedSince)
    c.header('link', `<${c.req.path.split('/').at(-1)}.csv>; rel="successor-version"`, { append: true })
    return sendFor(c, check(whole, queryOf(c)))
  })
}

/** The query as a schema reads it: what is given once as text, what is repeated as a list. */
const queryOf = (c: Ctx) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  )
