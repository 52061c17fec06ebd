import * as z from 'zod'
import { newSuppression, suppression } from '../contract/campaigns.ts'
import { listQuery, page } from '../contract/lists.ts'
import { addressAfter, addressOf, pageOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, madeAt, ok, refusals, routes } from '../openapi/call.ts'
import { namedInPath, personKey } from '../people/person-key.ts'
import {
  addSuppressions,
  findSuppression,
  type KeptSuppression,
  listSuppressions,
  removeSuppression,
} from '../storage/suppressions.ts'

const toSuppression = ({
  email,
  reason,
  createdAt,
}: Pick<KeptSuppression, 'email' | 'reason' | 'createdAt'>) => ({
  ...{ email, reason },
  createdAt: new Date(createdAt).toISOString(),
})

/** `/v1/suppressions`: the addresses that get no mail; also how bounces and complaints are told. */
export const suppressions = routes()

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listSuppressions',
  summary: 'The addresses that get no mail',
  description:
    'They are kept as keyed hashes, so that they outlive the person’s erasure: an address is named only while a campaign has it. Whether one is suppressed, `GET /v1/suppressions/{email}` says.',
  request: { query: listQuery },
  responses: {
    200: ok('A page of addresses', page(suppression).meta({ id: 'SuppressionList' })),
    ...refusals('invalid'),
  },
})
suppressions.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const { database } = c.var.services
  const found = await listSuppressions(database, c.var.workspace.id, addressOf(cursor), limit + 1)
  const { items, nextCursor } = pageOf(found, limit, ({ mark }) => addressAfter(mark))
  return c.json({ items: items.map(toSuppression), nextCursor }, 200)
})

const add = call({
  method: 'post',
  path: '/',
  operationId: 'addSuppression',
  summary: 'Keep an address from getting mail; also how a bounce or a complaint is told',
  description:
    'No campaign of the workspace mails the address from now on. One that is suppressed already keeps its first reason.',
  request: { body: body(newSuppression) },
  responses: { 201: madeAt('The address', suppression), ...refusals(...badBody) },
})
suppressions.openapi(add, async (c) => {
  const { database, now } = c.var.services
  const { id: workspaceId } = c.var.workspace
  const { email, reason, createdAt } = c.req.valid('json')
  const since = createdAt === undefined ? now() : Math.min(now(), Date.parse(createdAt))
  await addSuppressions(database, [{ workspaceId, email, reason, createdAt: since }])
  const kept = (await findSuppression(database, workspaceId, email))!
  const key = await personKey(c, c.var.workspace, kept.email)
  return c.json(toSuppression(kept), 201, { location: `/v1/suppressions/${key}` })
})

const one = z.object({
  email: z.string().meta({ description: "The address's key, which `POST /v1/respondents/key` tells" }),
})
const notSuppressed = () => new Refusal('not-found', 'the address is not suppressed')

const read = call({
  method: 'get',
  path: '/{email}',
  operationId: 'readSuppression',
  summary: 'Whether an address gets no mail, and why',
  description: 'A 404 says that nothing keeps it from mail.',
  request: { params: one },
  responses: { 200: ok('The address', suppression), ...refusals('not-found') },
})
suppressions.openapi(read, async (c) => {
  const email = await namedInPath(c, c.var.workspace, 'email')
  const found = await findSuppression(c.var.services.database, c.var.workspace.id, email)
  if (!found) throw notSuppressed()
  return c.json(toSuppression(found), 200)
})

const remove = call({
  method: 'delete',
  path: '/{email}',
  operationId: 'removeSuppression',
  description: 'For somebody who wants mail again.',
  summary: 'Let an address get mail again',
  request: { params: one },
  responses: { 204: { description: 'It gets mail again' }, ...refusals('not-found') },
})
suppressions.openapi(remove, async (c) => {
  const email = await namedInPath(c, c.var.workspace, 'email')
  if (!(await removeSuppression(c.var.services.database, c.var.workspace.id, email))) throw notSuppressed()
  return c.body(null, 204)
})
