import type { Ctx } from '../context.ts'
import { type Checkup, checkup } from '../contract/care.ts'
import { requireFirst } from '../http/authorize.ts'
import { Refusal } from '../http/problem.ts'
import { call, ok, refusals, routes } from '../openapi/call.ts'
import type { Services } from '../services.ts'
import { campaignsInTrouble } from '../storage/campaign-queue.ts'
import { examine } from '../storage/checkup.ts'
import { retentionLag } from '../storage/retention.ts'

/** Smaller is little for a server that is to run on. */
export const littleRoom = 256 * 1024 * 1024

/** A log this large is not moved into the file any more: a backup does not end, or something holds it. */
export const largeLog = 256 * 1024 * 1024

/** Seconds: retention looks each minute, and a million answers take it an hour at most. */
export const longLag = 86_400

/** The care of the whole database, whoever it belongs to; so only for keys of the first workspace. */
export const care = routes()

const backup = call({
  method: 'get',
  path: '/backup',
  operationId: 'downloadBackup',
  summary: 'The whole database as one file, while it is used; for keys of the first workspace',
  description: 'Saves go on meanwhile. A libSQL server makes its own backups: there it is a 409.',
  responses: {
    200: { description: 'The file', content: { 'application/vnd.sqlite3': {} } },
    ...refusals('not-found', 'conflict'),
  },
})
care.openapi(backup, async (c) => {
  requireFirst(c)
  return sendBackup(c)
})

/** The database as a file. Throws a 409 where a libSQL server makes the backups. */
export async function sendBackup(c: Ctx): Promise<Response> {
  const { database } = c.var.services
  if (!database.copy)
    throw new Refusal('conflict', 'the libSQL server makes its own backups: see docs/operating.md')
  const headers = { 'content-type': 'application/vnd.sqlite3', 'cache-control': 'no-store' }
  // Nobody would read the copy that a HEAD began.
  if (c.req.method === 'HEAD') return c.body(null, 200, headers)
  return c.body(await database.copy(), 200, headers)
}

const examineAll = call({
  method: 'get',
  path: '/checkup',
  operationId: 'checkServer',
  summary: 'What is wrong with the database, if anything; for keys of the first workspace',
  description: 'Reads the whole database, so it takes as long as that is large. `isWell` sums it up.',
  responses: { 200: ok('What was found', checkup), ...refusals('not-found') },
})
care.openapi(examineAll, async (c) => {
  requireFirst(c)
  return c.json(await checkUp(c.var.services), 200)
})

/** Looks at the whole database, at its disk and at its campaigns. */
export async function checkUp({ database, now, freeBytes, logBytes }: Services): Promise<Checkup> {
  const found = await examine(database, now())
  const free = await freeBytes()
  const log = await logBytes()
  const lag = Math.ceil((await retentionLag(database, now())) / 1000)
  const lists = [found.integrity, found.miscounted, found.missingMigrations, found.unknownMigrations]
  const troubles = await campaignsInTrouble(database)
  const campaigns = troubles.map((each) => ({ ...each, since: new Date(each.since).toISOString() }))
  const isWell =
    lists.every((list) => list.length === 0) &&
    campaigns.length === 0 &&
    found.ahead === 0 &&
    lag < longLag &&
    (free === null || free > littleRoom) &&
    (log === null || log < largeLog)
  const time = new Date(now()).toISOString()
  const room = { freeBytes: free, logBytes: log }
  return { isWell, ...found, time, retentionLagSeconds: lag, campaigns, ...room }
}
