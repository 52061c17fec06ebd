import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { migrateTo, notedMigrations } from '../../server/storage/migrate.ts'
import { migrations } from '../../server/storage/migrations/all.ts'
import { openRemote, patienceOfUpkeep } from '../../server/storage/remote.ts'
import { newResponse } from '../support/client.ts'
import { adminKey } from '../support/collector.ts'
import { type Edge, keyed, newIsolate, saving } from '../support/edge.ts'
import { startSqld } from '../support/sqld.ts'

/** Answers of earlier years, in steps of 5,000. */
const imported = Number(process.env.SAYSO_ROWS ?? 1_000_000)
/** What a slow migration counts through: for twenty seconds, and longer while others try to write. */
const counted = 60_000_000
/** Stands in everything that people and hosts say. */
const mark = 'zebedee'

let sqld: Awaited<ReturnType<typeof startSqld>>
/** The way to the database server, which may know another token, or answer that the disk is full. */
const gate = { token: 'first', isFull: false, url: '' }
const way = createServer(async (incoming, outgoing) => {
  const body = Buffer.concat(await incoming.toArray()).toString()
  const refused = refusalOf(incoming, body)
  if (refused) return outgoing.writeHead(refused.status, json).end(JSON.stringify(refused.body))
  await passOn(incoming, body, outgoing)
})
beforeAll(async () => {
  sqld = await startSqld()
  await once(way.listen(0, '127.0.0.1'), 'listening')
  gate.url = `http://127.0.0.1:${(way.address() as AddressInfo).port}`
})
afterAll(async () => {
  vi.doUnmock('../../server/storage/migrations/names.ts')
  vi.restoreAllMocks()
  way.closeAllConnections()
  way.close()
  await sqld.close()
})

const json = { 'content-type': 'application/json' }

/** What the server itself would answer: sqld to a wrong token, SQLite to a write without room. */
function refusalOf({ headers }: IncomingMessage, body: string) {
  if (headers.authorization !== `Bearer ${gate.token}`) return { status: 401, body: { error: 'expired' } }
  if (!gate.isFull || !/\b(INSERT|UPDATE|DELETE)\b/i.test(body)) return null
  const results = JSON.parse(body).requests.map(withoutRoom)
  return { status: 200, body: { baton: null, base_url: null, results } }
}

/** The answer to a request of a pipeline: a transaction fails at its first step. */
function withoutRoom({ type, batch }: { type: string; batch?: { steps: unknown[] } }) {
  const error = { code: 'SQLITE_FULL', message: 'database or disk is full' }
  if (type === 'execute') return { type: 'error', error }
  if (!batch) return { type: 'ok', response: { type } }
  const result = {
    step_results: batch.steps.map(() => null),
    step_errors: batch.steps.map((_, place) => (place === 0 ? error : null)),
  }
  return { type: 'ok', response: { type, result } }
}

async function passOn({ method, url }: IncomingMessage, body: string, outgoing: ServerResponse) {
  const answer = await fetch(sqld.url + url, { method: method!, headers: json, ...(body && { body }) }).catch(
    () => null,
  )
  if (!answer) return outgoing.destroy()
  outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
}

/** The clock of all isolates, which can be put forward. */
const clock = { ahead: 0 }
const realNow = Date.now

const slow = [1, 2, 3].map((n) => ({
  name: `999${n}_slow`,
  statements: [
    `CREATE TABLE slow_${n} AS SELECT count(*) AS n FROM (
      WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT ${counted}) SELECT x FROM n)`,
    // The last two change what is there, so that no version can begin before them.
    ...(n > 1 ? ['UPDATE workspaces SET name = name'] : []),
  ],
}))
const knownTo = (version: number) => [...migrations, ...slow.slice(0, version)]

const platform = { queued: [] as Edge['queued'], flags: new Map<string, string>() }
const isolates: Edge[] = []

/** Another isolate, of the version with so many of the slow migrations. */
async function isolateOf(
  version: number,
  isBurst = false,
  token = gate.token,
  key = adminKey,
): Promise<Edge> {
  const known = knownTo(version)
  vi.doMock('../../server/storage/migrations/names.ts', () => ({
    migrationNames: known.map(({ name }) => name),
  }))
  const files = new Map([['/data/migrations.json', JSON.stringify(known)]])
  const variables = { DATABASE_URL: gate.url, DATABASE_AUTH_TOKEN: token, SAYSO_ADMIN_KEY: key }
  const edge = await newIsolate(variables, isBurst, { ...platform, files })
  isolates.push(edge)
  return edge
}

const lines = () => isolates.flatMap((edge) => edge.lines())

/** What people said, by id, and whether they were told that it is stored. */
const said = new Map<string, { readonly body: object; isTold: boolean }>()

/** Sends an answer as a widget does, or one again; a refusal must be as it should be. Returns why it was refused. */
async function save(edge: Edge, again?: string): Promise<string | null> {
  const id = again ?? crypto.randomUUID()
  const respondent = { id: `${mark} ${id}`, email: `${mark}.${id}@example.com`, name: mark }
  const body = newResponse('demo', { id, rating: said.size % 11, comment: `${mark} said ${id}`, respondent })
  const kept = said.get(id) ?? { body, isTold: false }
  said.set(id, kept)
  // What is wrong is told once a second.
  clock.ahead += 1001
  const before = lines().length
  const { status, headers } = await edge.ask('/v1/public/responses', saving(kept.body))
  if (status === 200 || status === 201) kept.isTold = true
  if (kept.isTold) return null
  const causes = lines()
    .slice(before)
    .flatMap(({ trouble }) => trouble ?? [])
  expect([status, headers.get('retry-after'), causes]).toEqual([
    503,
    expect.stringMatching(/^\d+$/),
    [expect.any(String)],
  ])
  return causes[0] as string
}

/** Whoever was refused tries again later, in vain while the database is slow. */
async function sendUnsent(edge: Edge): Promise<void> {
  for (const [id, { isTold }] of said)
    if (!isTold) await vi.waitFor(async () => expect(await save(edge, id)).toBeNull(), 20_000)
}

/** Sends answers until each is told to be stored. */
async function saveSome(edge: Edge, number: number): Promise<void> {
  for (let n = 0; n < number; n += 1) await save(edge)
  await sendUnsent(edge)
}

async function importMany(edge: Edge): Promise<void> {
  const step = 5000
  for (let from = 0; from < imported; from += step) {
    const rows = Array.from({ length: step }, (_, n) =>
      JSON.stringify({ id: `old-${from + n}`, rating: n % 11, answeredAt: '2026-01-01T00:00:00Z' }),
    )
    const headers = { authorization: `Bearer ${adminKey}`, 'content-type': 'application/x-ndjson' }
    const init = { method: 'POST', headers, body: rows.join('\n') }
    expect((await edge.ask('/v1/surveys/demo/import', init)).status).toBe(200)
  }
}

/** `npm run deploy`: first the schema, while the version before goes on, then the new version. */
async function upgrade(edge: Edge, version: number): Promise<Edge> {
  const database = openRemote(gate.url, gate.token, { each: patienceOfUpkeep })
  const began = performance.now()
  const migrating = { isOver: false }
  const applied = migrateTo(database, knownTo(version)).finally(() => {
    migrating.isOver = true
  })
  const reasons = new Set<string>()
  while (!migrating.isOver) {
    reasons.add((await save(edge)) ?? 'stored')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  expect(await applied).toEqual([slow[version - 1]!.name])
  // The isolates have the console.
  const seconds = Math.round((performance.now() - began) / 1000)
  process.stdout.write(`a migration of ${seconds} s beside saves: ${[...reasons].join(', ')}\n`)
  const next = await isolateOf(version)
  await sendUnsent(next)
  return next
}

it.skipIf(!process.env.SAYSO_LONG)(
  'a year on Workers: every answer told is stored once, every refusal says why, and no log who',
  async () => {
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + clock.ahead)
    // The first deploy.
    expect(await migrateTo(openRemote(gate.url, gate.token), migrations)).toEqual(
      migrations.map(({ name }) => name),
    )
    let edge = await isolateOf(0)
    await saveSome(edge, 1)
    await importMany(edge)

    // Three upgrades.
    for (const version of [1, 2, 3]) edge = await upgrade(edge, version)

    // A gradual deploy of another value of the key: each opens both versions, whoever was asked before.
    const otherKey = `${adminKey}-of-another-year`
    const [before, after] = [edge, await isolateOf(3, false, gate.token, `${otherKey}, ${adminKey}`)]
    for (const key of [adminKey, otherKey, adminKey, otherKey])
      for (const each of [after, before])
        expect((await each.ask('/v1/surveys/demo', keyed(key))).status, key).toBe(200)

    // The token of the database expires, and is replaced.
    gate.token = 'second'
    expect(await save(edge)).toBe('token')
    expect((await edge.ask('/readyz')).status).toBe(503)
    edge = await isolateOf(3)
    await sendUnsent(edge)

    // A burst, in which the disk is full for an hour.
    edge = await isolateOf(3, true)
    await saveSome(edge, 20)
    expect(await edge.deliver()).toEqual([])
    await saveSome(edge, 20)
    gate.isFull = true
    const fullUntil = clock.ahead + 3_600_000
    for (let attempts = 1; clock.ahead < fullUntil; attempts += 1) {
      const waiting = platform.queued.splice(0)
      const delays = await edge.deliver({ saves: waiting, attempts })
      expect(delays).toHaveLength(waiting.length)
      platform.queued.push(...waiting)
      expect(await save(edge)).toBe('full')
      clock.ahead += 1000 * Math.max(...delays)
    }
    expect((await edge.ask('/readyz')).body.detail).toBe('writes fail: the disk of the database is full')
    await expect(edge.tick()).rejects.toThrow()
    gate.isFull = false
    await edge.tick()
    await sendUnsent(edge)

    // Some of what waited was given up by the queue, and comes back from its dead letters; some comes twice.
    const dead = platform.queued.splice(0, 10)
    await edge.deliver({ queue: 'sayso-saves-dead', saves: dead })
    expect(platform.queued).toEqual(expect.arrayContaining(dead))
    expect(await edge.deliver()).toEqual([])
    expect(await edge.deliver({ saves: dead })).toEqual([])

    // A rollback to the version before, whose database is newer; and back from the burst.
    edge = await isolateOf(2)
    expect((await edge.ask('/readyz')).status).toBe(200)
    await saveSome(edge, 5)
    expect(platform.queued).toEqual([])

    const told = [...said].filter(([, { isTold }]) => isTold).map(([id]) => id)
    expect(told).toHaveLength(said.size)
    const stored = await openRemote(gate.url, gate.token, { each: patienceOfUpkeep }).orm.all<{ id: string }>(
      sql`SELECT id FROM responses WHERE survey_id = 'demo' AND id NOT LIKE 'old-%'`,
    )
    expect(stored.map(({ id }) => id).toSorted()).toEqual(told.toSorted())
    expect((await edge.ask('/v1/surveys/demo/counts', keyed())).body.differences).toBe(0)
    const report = await edge.ask('/v1/surveys/demo/report?from=2025-12-01&to=2030-01-01', keyed())
    expect(report.body.n).toBe(imported + told.length)
    expect(JSON.stringify(lines())).not.toMatch(new RegExp(`${mark}|@example`, 'i'))
    expect(await notedMigrations(openRemote(sqld.url))).toEqual(knownTo(3).map(({ name }) => name))
  },
  3_600_000,
)
