import { Hono } from 'hono'
import type { Env } from '../context.ts'
import type { Checkup } from '../contract/care.ts'
import { requireFirst } from '../http/authorize.ts'
import { Refusal } from '../http/problem.ts'
import { examine } from '../storage/checkup.ts'

/** Smaller is little for a server that is to run on. */
const littleRoom = 256 * 1024 * 1024

/**
 * The care of the whole database, whoever it belongs to; so only for keys of the first workspace.
 * `GET /v1/backup` sends every byte as it is now, while saves go on; `GET /v1/checkup` says what is
 * wrong.
 */
export const care = new Hono<Env>()
  .get('/backup', async (c) => {
    requireFirst(c)
    const { database } = c.var.services
    if (!database.copy)
      throw new Refusal('conflict', 'the libSQL server makes its own backups: see «Backups» in the README')
    return c.body(await database.copy(), 200, {
      'content-type': 'application/vnd.sqlite3',
      'cache-control': 'no-store',
    })
  })
  .get('/checkup', async (c) => {
    requireFirst(c)
    const { database, now, freeBytes } = c.var.services
    const found = await examine(database, now())
    const free = await freeBytes()
    const lists = [found.integrity, found.miscounted, found.missingMigrations, found.unknownMigrations]
    const isWell =
      lists.every((list) => list.length === 0) && found.ahead === 0 && (free === null || free > littleRoom)
    const checkup: Checkup = { isWell, ...found, time: new Date(now()).toISOString(), freeBytes: free }
    return c.json(checkup)
  })
