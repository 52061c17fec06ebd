import { afterAll, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/node.ts'
import { clientOf, newResponse } from '../support/client.ts'
import { adminKey } from '../support/collector.ts'
import { startSqld } from '../support/sqld.ts'

const sqld = await startSqld()
const running = await start(
  readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY: adminKey }),
)
afterAll(() => running.close())
const client = clientOf({ url: running.url, key: adminKey })

it('a database that is away is a 503 with Retry-After, for saves, reads and readiness', async () => {
  expect((await client.publicly('/v1/public/responses', newResponse('demo'))).status).toBe(201)
  expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(1)
  await sqld.close()
  for (const answer of [
    await client.publicly('/v1/public/responses', newResponse('demo')),
    await client.get('/v1/surveys/demo/report'),
    await client.get('/v1/public/surveys/demo'),
    await client.get('/readyz'),
  ]) {
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([
      503,
      'unavailable',
      '2',
    ])
  }
  expect((await client.get('/healthz')).status).toBe(200)
})
