import * as z from 'zod'
import type { Ctx } from '../context.ts'
import { apiKey, keyChange, type MadeKey, madeKey, newKey } from '../contract/keys.ts'
import { longListQuery, page } from '../contract/lists.ts'
import { bearerOf } from '../http/authorize.ts'
import { randomKey, sha256 } from '../http/hashing.ts'
import { cursorOf, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, madeAt, ok, refusals, routes } from '../openapi/call.ts'
import { deleteKey, findKey, insertKey, type KeyRecord, listKeys, relabelKey } from '../storage/workspaces.ts'

/** `/v1/keys`: the workspace's API keys, another one, and one less. A key itself is shown once. */
export const keys = routes()

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listKeys',
  summary: "The workspace's API keys, oldest first",
  description: 'By their labels and the beginnings of their hashes: the keys themselves are not stored.',
  request: { query: longListQuery },
  responses: {
    200: ok('The keys, without themselves', page(apiKey).meta({ id: 'ApiKeyList' })),
    ...refusals('invalid'),
  },
})
keys.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const found = await listKeys(c.var.services.directory, c.var.workspace.id, placeOf(cursor), limit)
  const places = found.map(({ hash, createdAt }) => ({ id: hash, createdAt }))
  return c.json({ items: found.map(toKey), nextCursor: cursorOf(places, limit) }, 200)
})

const toKey = ({ id, label, createdAt }: Omit<KeyRecord, 'hash'>) => ({
  ...{ id, label },
  createdAt: new Date(createdAt).toISOString(),
})

const make = call({
  method: 'post',
  path: '/',
  operationId: 'makeKey',
  summary: 'Make another API key',
  description: 'It may do whatever the key that asks may. Store it now: it is shown this once.',
  request: { body: body(newKey) },
  responses: { 201: madeAt('The key, this once', madeKey), ...refusals(...badBody) },
})
keys.openapi(make, async (c) => {
  const made = await makeKey(c, c.var.workspace.id, c.req.valid('json').label)
  return c.json(made, 201, { location: `/v1/keys/${made.id}` })
})

/** Makes a key of a workspace; only its hash is stored, so that it can be shown this once. */
export async function makeKey(c: Ctx, workspaceId: string, label: string): Promise<MadeKey> {
  const { directory, now } = c.var.services
  const key = randomKey()
  const hash = await sha256(key)
  const createdAt = now()
  await directory.write([insertKey(directory, { hash, workspaceId, label, createdAt })])
  return { id: hash.slice(0, 16), label, key, createdAt: new Date(createdAt).toISOString() }
}

const one = z.object({ id: z.string().meta({ description: "The key's id" }) })

const read = call({
  method: 'get',
  path: '/{id}',
  operationId: 'readKey',
  description: 'Its label, and when it was made.',
  summary: 'Read an API key, without the key itself',
  request: { params: one },
  responses: { 200: ok('The key, without itself', apiKey), ...refusals('not-found') },
})
keys.openapi(read, async (c) => c.json(toKey(await requireKeyOf(c)), 200))

const change = call({
  method: 'patch',
  path: '/{id}',
  operationId: 'changeKey',
  description: 'What it opens stays as it is.',
  summary: 'Give an API key another label',
  request: { params: one, body: body(keyChange) },
  responses: { 200: ok('The key, without itself', apiKey), ...refusals(...badBody, 'not-found') },
})
keys.openapi(change, async (c) => {
  const { id } = await requireKeyOf(c)
  const { label } = c.req.valid('json')
  if (label !== undefined) await relabelKey(c.var.services.directory, c.var.workspace.id, id, label)
  return c.json(toKey(await requireKeyOf(c)), 200)
})

/** The workspace's key of the address, or 404. */
async function requireKeyOf(c: Ctx): Promise<KeyRecord> {
  const found = await findKey(c.var.services.directory, c.var.workspace.id, c.req.param('id') ?? '')
  if (!found) throw new Refusal('not-found', 'there is no such key')
  return found
}

const remove = call({
  method: 'delete',
  path: '/{id}',
  operationId: 'deleteKey',
  summary: 'Take an API key back',
  description: 'At once, for whoever has it. A key cannot take itself back.',
  request: { params: one },
  responses: { 204: { description: 'It opens nothing any more' }, ...refusals('not-found', 'conflict') },
})
keys.openapi(remove, async (c) => {
  const { id } = c.req.valid('param')
  const own = await sha256(bearerOf(c))
  if (own.startsWith(id) && id.length === 16)
    throw new Refusal('conflict', 'this key asks: take it back with another one')
  if (!(await deleteKey(c.var.services.directory, c.var.workspace.id, id))) throw new Refusal('not-found')
  return c.body(null, 204)
})
