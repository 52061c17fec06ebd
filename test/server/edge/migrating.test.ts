import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Database } from '../../../server/storage/db.ts'
import { notedMigrations } from '../../../server/storage/migrate.ts'
import { migrations } from '../../../server/storage/migrations/all.ts'
import { openRemote } from '../../../server/storage/remote.ts'
import { newResponse } from '../../support/client.ts'
import { newIsolate, saving } from '../../support/edge.ts'
import { startSqld } from '../../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
let database: Database
beforeAll(async () => {
  sqld = await startSqld()
  database = openRemote(sqld.url)
})
afterAll(() => sqld.close())
beforeEach(() => {
  vi.restoreAllMocks()
})

const variables = () => ({ DATABASE_URL: sqld.url })
const save = () => saving(newResponse('demo'))

it('the first request makes the schema of an empty database', async () => {
  const edge = await newIsolate(variables())
  expect((await edge.ask('/v1/public/responses', save())).status).toBe(201)
  expect(await notedMigrations(database)).toEqual(migrations.map(({ name }) => name))
})

/** Makes the database one of before a migration. */
async function without(name: string, ...undone: string[]) {
  await database.write([
    sql`DELETE FROM migrations WHERE name = ${name}`,
    ...undone.map((statement) => sql.raw(statement)),
  ])
}

it('a version whose schema adds an index keeps saving, no request migrates, and the next tick does', async () => {
  const name = '0018_recipients_by_response'
  await without(name, 'DROP INDEX recipients_by_response')
  const preview = await newIsolate(variables())
  expect((await preview.ask('/v1/public/responses', save())).status).toBe(201)
  expect(await notedMigrations(database)).not.toContain(name)
  const edge = await newIsolate(variables())
  await edge.tick()
  expect(await notedMigrations(database)).toContain(name)
})

it('a version whose schema changes what is there answers 503, says why, and migrates in a tick alone', async () => {
  const changes = { name: '9999_changes', statements: ['UPDATE workspaces SET name = name'] }
  const known = [...migrations, changes]
  vi.doMock('../../../server/storage/migrations/names.ts', () => ({
    migrationNames: known.map((each) => each.name),
  }))
  const files = new Map([['/data/migrations.json', JSON.stringify(known)]])
  try {
    const edge = await newIsolate(variables(), false, { queued: [], flags: new Map(), files })
    const { status, body, headers } = await edge.ask('/readyz')
    expect([status, body.detail, headers.get('retry-after')]).toEqual([
      503,
      'the schema of the database is older than this version: run npx sayso migrate',
      '2',
    ])
    expect((await edge.ask('/v1/public/responses', save())).status).toBe(503)
    expect((await edge.ask('/sayso.js')).status).toBe(200)
    expect(edge.lines().filter(({ trouble }) => trouble === 'schema')).toHaveLength(1)
    expect(await notedMigrations(database)).not.toContain('9999_changes')
    await edge.tick()
    expect((await edge.ask('/v1/public/responses', save())).status).toBe(201)
  } finally {
    vi.doUnmock('../../../server/storage/migrations/names.ts')
    await without('9999_changes')
  }
})
