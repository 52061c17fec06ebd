import { Hono } from 'hono'
import type { Env } from '../context.ts'
import { newSuppression } from '../contract/campaigns.ts'
import { listQuery } from '../contract/lists.ts'
import { addressAfter, addressOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { readJson } from '../http/validate.ts'
import {
  addSuppressions,
  findSuppression,
  listSuppressions,
  removeSuppression,
  type Suppression,
} from '../storage/suppressions.ts'

const toSuppression = ({ email, reason, createdAt }: Suppression) => ({
  ...{ email, reason },
  createdAt: new Date(createdAt).toISOString(),
})

/** `/v1/suppressions`: the addresses that get no mail; also how bounces and complaints are told. */
export const suppressions = new Hono<Env>()
  .get('/', query(listQuery), async (c) => {
    const { limit = 100, cursor } = c.req.valid('query')
    const found = await listSuppressions(
      c.var.services.database,
      c.var.workspace.id,
      addressOf(cursor),
      limit + 1,
    )
    const last = found.length > limit ? found[limit - 1] : undefined
    return c.json({
      items: found.slice(0, limit).map(toSuppression),
      nextCursor: last ? addressAfter(last.email) : null,
    })
  })
  .post('/', async (c) => {
    const { database, now } = c.var.services
    const { id: workspaceId } = c.var.workspace
    const { email, reason } = await readJson(c, newSuppression)
    await addSuppressions(database, [{ workspaceId, email, reason, createdAt: now() }])
    return c.json(toSuppression((await findSuppression(database, workspaceId, email))!), 201)
  })
  .delete('/:email', async (c) => {
    const { database } = c.var.services
    const email = c.req.param('email')
    if (!(await removeSuppression(database, c.var.workspace.id, email)))
      throw new Refusal('not-found', 'the address is not suppressed')
    return c.json({ email: email.toLowerCase() })
  })
