import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRemote } from '../../server/storage/remote.ts'
import { troubleOf } from '../../server/storage/trouble.ts'

/** What sqld answers when it ended a transaction for another that waited: each step from then on fails. */
function endedAt(step: number, { type, batch }: { type: string; batch?: { steps: unknown[] } }) {
  if (!batch) return { type: 'ok', response: { type } }
  const done = { cols: [], rows: [], affected_row_count: 0, last_insert_rowid: null }
  const error = { message: 'Transaction timed out', code: 'TRANSACTION_TIMEOUT' }
  const result = {
    step_results: batch.steps.map((_, place) => (place < step ? done : null)),
    step_errors: batch.steps.map((_, place) => (place < step ? null : error)),
  }
  return { type: 'ok', response: { type, result } }
}

const server = createServer(async (request, response) => {
  const { requests } = JSON.parse(Buffer.concat(await request.toArray()).toString() || '{"requests":[]}')
  const results = requests.map((each: Parameters<typeof endedAt>[1]) => endedAt(2, each))
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ baton: null, base_url: null, results }))
})
const unheard: unknown[] = []
const hear = (error: unknown) => void unheard.push(error)
beforeAll(async () => {
  process.on('unhandledRejection', hear)
  await once(server.listen(0, '127.0.0.1'), 'listening')
})
afterAll(async () => {
  process.off('unhandledRejection', hear)
  await once(server.close(), 'close')
})

it('a transaction that the server ended is one failure, which whoever wrote hears, and leaves none that ends the process', async () => {
  const { port } = server.address() as AddressInfo
  const queries = [sql`SELECT 1`, sql`SELECT 2`, sql`SELECT 3`]
  const failure = await openRemote(`http://127.0.0.1:${port}`)
    .write(queries)
    .catch((error) => error)
  expect(troubleOf(failure)).toEqual({ trouble: 'busy', cause: 'TRANSACTION_TIMEOUT' })
  await pause(20)
  expect(unheard).toEqual([])
})
