import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { standBefore, type Unreliable } from '../../faults/unreliable.ts'
import { newResponse } from '../../support/client.ts'
import { type Edge, newIsolate, saving } from '../../support/edge.ts'
import { startSqld } from '../../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
let proxy: Unreliable
let edge: Edge
beforeAll(async () => {
  sqld = await startSqld()
  proxy = await standBefore(sqld.url)
  edge = await newIsolate({ DATABASE_URL: proxy.url })
  // The first answer with a reason begins the themes.
  await edge.ask(save, saving(newResponse('demo', reason)))
})
afterAll(async () => {
  vi.restoreAllMocks()
  await proxy.close()
  await sqld.close()
})

const save = '/v1/public/responses'
const reason = { comment: 'the price is too high and support is slow' }

async function rowsOf(path: string, body: object): Promise<number> {
  const before = proxy.rows
  expect((await edge.ask(path, saving(body))).status).toBeLessThan(300)
  return proxy.rows - before
}

// The figures of docs/growing.md.
it('writes as many rows as the costs are reckoned with', async () => {
  const score = newResponse('demo')
  expect(await rowsOf(save, score)).toBe(9)
  expect(await rowsOf(save, { ...score, ...reason, revision: 2 })).toBe(27)
  const known = newResponse('demo', { properties: { plan: 'pro', country: 'de', device: 'phone' } })
  expect(await rowsOf(save, known)).toBe(12)
  expect(await rowsOf(save, { ...known, ...reason, revision: 2 })).toBe(51)
  const view = { surveyId: 'demo', id: crypto.randomUUID(), event: 'shown' }
  expect(await rowsOf('/v1/public/views', view)).toBe(5)
})
