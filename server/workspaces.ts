import { Hono } from 'hono'
import { requireFirst } from './access.ts'
import { newWorkspace } from './contract.ts'
import { readJson } from './input.ts'
import { randomId, randomKey, sha256 } from './secrets.ts'
import type { Env } from './services.ts'
import { insertKey, insertWorkspace, listWorkspaces } from './storage/workspaces.ts'

/**
 * `/v1/workspaces`: all of them, and another one, with its first key. Only for keys of the first
 * workspace, whose holder runs the server; to the others there is no such thing.
 */
export const workspaces = new Hono<Env>()
  .get('/', async (c) => {
    requireFirst(c)
    const items = await listWorkspaces(c.var.services.database)
    return c.json({ items: items.map(({ id, name }) => ({ id, name })) })
  })
  .post('/', async (c) => {
    requireFirst(c)
    const { name, timezone = 'UTC', allowedOrigins = ['*'] } = await readJson(c, newWorkspace)
    const { database, now } = c.var.services
    const workspaceId = randomId()
    const key = randomKey()
    const createdAt = now()
    const settings = {
      id: workspaceId,
      name,
      timezone,
      allowedOrigins,
      identitySecret: randomKey(),
      createdAt,
    }
    const keyRow = { hash: await sha256(key), workspaceId, label: 'first key', createdAt }
    await database.write([insertWorkspace(database, settings), insertKey(database, keyRow)])
    return c.json({ id: workspaceId, name, key }, 201)
  })
