import type { MiddlewareHandler } from 'hono'
import * as z from 'zod'
import type { Ctx, Env } from '../context.ts'
import { longListQuery, page } from '../contract/lists.ts'
import {
  linkRenewal,
  madeWorkspace,
  mailAllowance,
  newWorkspace,
  workspaceName,
} from '../contract/workspace.ts'
import { requireFirst } from '../http/authorize.ts'
import { randomKey, sha256 } from '../http/hashing.ts'
import { newIdOf } from '../http/once.ts'
import { cursorOf, placeOf } from '../http/pagination.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { mailAllowanceOf } from '../mail/allowance.ts'
import { badBody, body, call, ok, refusals, routes } from '../openapi/call.ts'
import type { Services } from '../services.ts'
import { resumeToday } from '../storage/campaign-queue.ts'
import { addLinkSecret } from '../storage/link-secrets.ts'
import {
  changeWorkspace,
  findWorkspace,
  insertKey,
  insertWorkspace,
  labelsOfKeys,
  listWorkspaces,
} from '../storage/workspaces.ts'

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
  operationId: 'listWorkspaces',
  summary: 'Every workspace; for keys of the first one',
  description: 'By name and id: what is in them is for their own keys.',
  middleware: firstOnly,
  request: { query: longListQuery },
  responses: {
    200: ok('The workspaces, oldest first', page(workspaceName).meta({ id: 'WorkspaceList' })),
    ...refusals('not-found', 'invalid'),
  },
})
workspaces.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const found = await listWorkspaces(c.var.services.database, placeOf(cursor), limit)
  const items = found.map(({ id, name }) => ({ id, name }))
  return c.json({ items, nextCursor: cursorOf(found, limit) }, 200)
})

const make = call({
  method: 'post',
  path: '/',
  operationId: 'makeWorkspace',
  summary: 'Make another workspace, with its first key; for keys of the first one',
  description: 'It shares nothing with the others but the server. Store the key now: it is shown this once.',
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
  const id = await newIdOf(c)
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

const renewSecret = call({
  method: 'post',
  path: '/link-secret',
  operationId: 'renewServerSecret',
  summary: "Derive every workspace's link key from a new secret; for keys of the first workspace",
  description: 'A 409 where SAYSO_SECRET is set: put a new one before it there.',
  middleware: firstOnly,
  request: { query: linkRenewal },
  responses: { 204: { description: 'Made' }, ...refusals('not-found', 'conflict', 'invalid') },
})
workspaces.openapi(renewSecret, async (c) => {
  const { directory, keyring, now, hasGivenSecrets } = c.var.services
  if (hasGivenSecrets)
    throw new Refusal('conflict', 'SAYSO_SECRET signs links: put a new one before it, with a comma')
  const { olderLinksEndAt } = c.req.valid('query')
  const olderEndAt = olderLinksEndAt === undefined ? null : Date.parse(olderLinksEndAt)
  await addLinkSecret(directory, { secret: randomKey(), createdAt: now(), olderEndAt })
  await keyring(c.var.workspace.id, 'fresh')
  return c.body(null, 204)
})

const allowMail = call({
  method: 'put',
  path: '/{id}/mail',
  operationId: 'allowMail',
  summary: 'Say as which addresses a workspace may send, and how much a day; for keys of the first workspace',
  description:
    'What is left out is null. Campaigns that wait for tomorrow go on at once when there is room today.',
  middleware: firstOnly,
  request: {
    params: z.object({ id: z.string().meta({ description: "The workspace's id" }) }),
    body: body(mailAllowance),
  },
  responses: { 200: ok('What it may send', mailAllowance), ...refusals(...badBody, 'not-found') },
})
workspaces.openapi(allowMail, async (c) => {
  const { database, directory, mail, now } = c.var.services
  const { id } = c.req.valid('param')
  const { from = null, aDay = null } = c.req.valid('json')
  if (!(await findWorkspace(directory, id))) throw new Refusal('not-found', 'there is no such workspace')
  await changeWorkspace(directory, id, { mailFrom: from, mailsADay: aDay })
  // Campaigns that wait for tomorrow may go on; those of a database of its own do by themselves.
  await resumeToday(database, id, now())
  mail?.wake()
  return c.json(await mailAllowanceOf(directory, id), 200)
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
