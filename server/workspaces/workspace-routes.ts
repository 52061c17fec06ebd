import { Hono } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { newWorkspace } from '../contract/workspace.ts'
import { requireFirst } from '../http/authorize.ts'
import { randomId, randomKey, sha256 } from '../http/hashing.ts'
import { readJson } from '../http/input.ts'
import { invalid } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { insertKey, insertWorkspace, labelsOfKeys, listWorkspaces } from '../storage/workspaces.ts'

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
    const { databaseUrl, ...given } = await readJson(c, newWorkspace)
    const { database, directory, now } = await servicesAt(c, databaseUrl)
    const id = randomId()
    const key = randomKey()
    const createdAt = now()
    const usual = { allowedOrigins: ['*'], timezone: 'UTC', identitySecret: randomKey() }
    const settings = { ...usual, ...given, id, createdAt }
    // First where it will live: until the directory has it, nobody comes there.
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
