import { Hono } from 'hono'
import type { Env } from '../context.ts'
import { newKey } from '../contract/keys.ts'
import { bearerOf } from '../http/authorize.ts'
import { randomKey, sha256 } from '../http/hashing.ts'
import { readJson } from '../http/input.ts'
import { Refusal } from '../http/problem.ts'
import { deleteKey, insertKey, listKeys } from '../storage/workspaces.ts'

/** `/v1/keys`: the workspace's API keys, another one, and one less. A key itself is shown once. */
export const keys = new Hono<Env>()
  .get('/', async (c) => {
    const items = await listKeys(c.var.services.directory, c.var.workspace.id)
    return c.json({
      items: items.map(({ createdAt, ...key }) => ({ ...key, createdAt: new Date(createdAt).toISOString() })),
    })
  })
  .post('/', async (c) => {
    const { label } = await readJson(c, newKey)
    const { directory, now } = c.var.services
    const key = randomKey()
    const hash = await sha256(key)
    const createdAt = now()
    await directory.write([insertKey(directory, { hash, workspaceId: c.var.workspace.id, label, createdAt })])
    return c.json({ id: hash.slice(0, 16), label, key, createdAt: new Date(createdAt).toISOString() }, 201)
  })
  .delete('/:id', async (c) => {
    const id = c.req.param('id')
    const own = await sha256(bearerOf(c) ?? '')
    if (own.startsWith(id) && id.length === 16)
      throw new Refusal('conflict', 'this key asks: take it back with another one')
    if (!(await deleteKey(c.var.services.directory, c.var.workspace.id, id))) throw new Refusal('not-found')
    return c.body(null, 204)
  })
