import type { MiddlewareHandler } from 'hono'
import * as z from 'zod'
import type { Ctx, Env } from '../context.ts'
import { madeWorkspace, newWorkspace, workspaceName } from '../contract/workspace.ts'
import { requireFirst } from '../http/authorize.ts'
import { randomId, randomKey, sha256 } from '../http/hashing.ts'
import { invalid } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routes } from '../openapi/call.ts'
import type { Services } from '../services.ts'
import { insertKey, insertWorkspace, labelsOfKeys, listWorkspaces } from '../storage/workspaces.ts'

/**
 * `/v1/workspaces`: all of them, and another one, with its first key. Only for keys of the first
 * workspace, whose holder runs the server; to the others there is no such thing.
 */
export const workspaces = routes()

/** Before the body is checked, which would tell others that there is something. */
const firstOnly: MiddlewareHandler<Env> = async (c, next) => {
  requireFirst(c)
  await next()
}

const list = call({
  method: 'get',
  path: '/',
  summary: 'Every workspace; for keys of the first one',
  middleware: firstOnly,
  responses: {
    200: ok('The workspaces', z.object({ items: z.array(workspaceName) })),
    ...refusals('not-found'),
  },
})
workspaces.openapi(list, async (c) => {
  const items = await listWorkspaces(c.var.services.database)
  return c.json({ items: items.map(({ id, name }) => ({ id, name })) }, 200)
})

const make = call({
  method: 'post',
  path: '/',
  summary: 'Make another workspace, with its first key; for keys of the first one',
  middleware: firstOnly,
  request: { body: body(newWorkspace) },
  responses: {
    201: ok('The workspace, and its key this once', madeWorkspace),
    ...refusals(...badBody, 'not-found'),
  },
})
workspaces.openapi(make, async (c) => {
  const { databaseUrl, ...given } = c.req.valid('json')
  const { database, directory, now } = await servicesAt(c, databaseUrl)
  const id = randomId()
  const key = randomKey()
  const createdAt = now()
  const usual = { allowedOrigins: ['*'], timezone: 'UTC', identitySecret: randomKey() }
  const settings = { ...usual, ...given, id, createdAt }
  // Create it in its own database first; the directory row makes it reachable.
  if (databaseUrl !== undefined) await database.write([insertWorkspace(database, settings)])
  const listed = databaseUrl === undefined ? settings : { ...settings, ...unsaid, databaseUrl }
  const keyRow = { hash: await sha256(key), workspaceId: id, label: 'first key', createdAt }
  await directory.write([insertWorkspace(directory, listed), insertKey(directory, keyRow)])
  return c.json({ id, name: given.name, key }, 201)
})

/** What the directory does not have of a workspace whose own database has it. */
const unsaid = { allowedOrigins: [], timezone: 'UTC', identitySecret: '' }

/** The services over where a new workspace is to live; 422 says why it cannot live there. */
async function servicesAt(c: Ctx, databaseUrl: string | undefined): Promise<Services> {
  const { services } = c.var
  if (databaseUrl === undefined) return services
  if (!services.own)
    throw invalid('databaseUrl', 'needs DATABASE_TOKENS, and a libSQL server: a file keeps every workspace')
  if (!services.own.mayBeAt(databaseUrl))
    throw invalid('databaseUrl', 'must be on a host that DATABASE_TOKENS names')
  const own = await services.own.services(databaseUrl)
  if ((await labelsOfKeys(own.database)).size > 0)
    throw invalid('databaseUrl', 'must not be the main database of a server')
  return own
}
