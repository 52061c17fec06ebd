import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { keyringOf } from '../../server/links/keyring.ts'
import { openApiDocument } from '../../server/openapi.ts'
import { sha256 } from '../../server/secrets.ts'
import type { Database } from '../../server/storage/db.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { insertFirstWorkspace, insertKey } from '../../server/storage/workspaces.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'

const strangersKey = 'sayso_of-another-workspace-1234'
let database: Database
let close: () => Promise<void>
let app: ReturnType<typeof buildApp>

beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
  await saveResponses(database, [saveOf({ id: 'ours', comment: 'ours alone' })])
  const workspace = {
    id: 'other',
    name: 'Other',
    allowedOrigins: ['*'],
    timezone: 'UTC',
    identitySecret: '',
    createdAt: 0,
  }
  const key = { hash: await sha256(strangersKey), workspaceId: 'other', label: 'test', createdAt: 0 }
  await database.write([insertFirstWorkspace(database, workspace), insertKey(database, key)])
  app = buildApp(() => ({
    database,
    save: async (save) => (await saveResponses(database, [save]))[0]!,
    asset: async () => null,
    keyring: () => keyringOf(['a secret for a test']),
    hash: sha256,
    now: () => 0,
    publicUrl: null,
  }))
})
afterAll(() => close())

const calls = Object.entries(openApiDocument('http://localhost').paths ?? {})
  .filter(([path]) => path.startsWith('/v1/surveys/{id}'))
  .flatMap(([path, item]) =>
    Object.keys(item).map((method) => [method.toUpperCase(), path.replace('{id}', 'demo')] as const),
  )

it.each(calls)("%s %s of another workspace's survey is a 404 that changes nothing", async (method, path) => {
  const before = await database.orm.all('SELECT * FROM surveys, responses')
  const type = path.endsWith('import') ? 'application/x-ndjson' : 'application/json'
  const answer = await app.request(path, {
    method,
    headers: { authorization: `Bearer ${strangersKey}`, 'content-type': type },
    ...(method === 'GET'
      ? {}
      : { body: path.endsWith('import') ? '{"id":"x","rating":1}' : '{"name":"taken over"}' }),
  })
  expect(answer.status).toBe(404)
  expect(await answer.text()).not.toContain('ours alone')
  expect(await database.orm.all('SELECT * FROM surveys, responses')).toEqual(before)
})

it('lists only its own surveys', async () => {
  const headers = { authorization: `Bearer ${strangersKey}` }
  expect(await (await app.request('/v1/surveys', { headers })).json()).toMatchObject({ items: [] })
  expect(await (await app.request('/v1/reports', { headers })).json()).toEqual({ groups: [] })
  expect((await app.request('/v1/reports?survey=demo', { headers })).status).toBe(404)
})
