import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { type Running, start } from '../../server/node.ts'
import type { Database } from '../../server/storage/db.ts'
import { openRemote } from '../../server/storage/remote.ts'
import { type Answer, type Client, clientOf, newResponse, send } from '../support/client.ts'
import { adminKey } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { startSqld } from '../support/sqld.ts'
import { fitting } from './arbitrary.ts'
import { addressOf, type Call, callsOf, parametersOf } from './calls.ts'
import { idsFor, kindsIn, placeholder, references, samples } from './samples.ts'

const keyed = callsOf(document).filter(({ isOpen }) => !isOpen)
/** The console's pages about something, in the document's way of writing paths; not its doors, which know nobody yet. */
const pages = buildApp(() => Promise.reject(new Error('not called')))
  .routes.filter(({ method, path }) => path.startsWith('/console/') && path.includes(':') && method !== 'ALL')
  .filter(({ path }) => path !== '/console/first/:token')
  .map(({ method, path }) => ({ method, path: path.replace(/:(\w+)/g, '{$1}') }))
const words = 'ours-alone'

let sqld: Awaited<ReturnType<typeof startSqld>>
let running: Running
let database: Database
let ours: Client
let strangersKey: string
let cookie: string

beforeAll(async () => {
  sqld = await startSqld()
  const settings = { PORT: '0', HOST: '127.0.0.1', DATABASE_URL: sqld.url, SAYSO_ADMIN_KEY: adminKey }
  running = await start(readConfig(settings))
  database = openRemote(sqld.url, undefined, { reads: 'gathered' })
  ours = clientOf({ url: running.url, key: adminKey })
  strangersKey = (await ours.post('/v1/workspaces', { name: 'Strangers' })).body.key
  const respondent = { id: `id-${words}`, email: `${words}@example.com` }
  await ours.publicly('/v1/public/responses', newResponse('demo', { comment: words, respondent }))
  const signedIn = await fetch(`${running.url}/console/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: running.url },
    body: new URLSearchParams({ key: strangersKey }),
  })
  cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
})
afterAll(async () => {
  await running.close()
  await database.close()
  await sqld.close()
})

/**
 * A digest of every row there is, but for the index of answers, which is made behind them, and for what strangers keep
 * out of their own workspace, whether or not it was there.
 */
async function everything(): Promise<string> {
  const tables = await database.orm.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE 'answer_%' AND name <> 'unindexed_answers' ORDER BY name`,
  )
  // Asked for at the same time, they are one call.
  const rows = await Promise.all(
    tables.map(({ name }) => {
      const own = name === 'tombstones' ? "WHERE workspace_id = 'main'" : ''
      return database.orm.values(sql.raw(`SELECT * FROM "${name}" ${own}`))
    }),
  )
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

/**
 * Bodies as the document describes them, with our ids where they name something. Made before the
 * server runs: making them holds this thread, and the server in it, for so long that connections end.
 */
const bodiesByCall = new Map(
  keyed.map(({ name, bodies }) => {
    const some = bodies[0] ? fc.sample(fitting(document, bodies[0].schema), { numRuns: 12, seed: 1 }) : []
    return [
      name,
      some.map((body) => JSON.stringify(body).replaceAll(placeholder('/v1/surveys/{id}'), 'demo')),
    ]
  }),
)

const bodiesFor = ({ name, bodies }: Call): (string | undefined)[] =>
  bodies.length === 0 ? [undefined] : bodiesByCall.get(name)!

function asStranger(call: Call, address: string, body: string | undefined): Promise<Answer> {
  return send(`${running.url}${address}`, {
    method: call.method,
    headers: {
      authorization: `Bearer ${strangersKey}`,
      ...(call.bodies[0] && { 'content-type': call.bodies[0].type }),
    },
    ...(body !== undefined && { body }),
  })
}

it('somebody has said how to get an id of every kind that stands in a path', () => {
  const kinds = [...keyed, ...pages].flatMap(({ path }) => kindsIn(path))
  const missing = [...new Set(kinds)].filter((kind) => !samples[kind])
  expect(missing, 'add a line for each to test/contract/samples.ts').toEqual([])
})

/** The address with the parameters that the call cannot do without. */
function completeAddressOf(call: Call, ids: Readonly<Record<string, string | undefined>>): string {
  const needed = call.parameters.filter((each) => each.in === 'query' && each.required)
  const query = new URLSearchParams(needed.map(({ name }) => [name, 'plan']))
  return `${addressOf(call, (name) => ids[name]!)}${needed.length > 0 ? `?${query}` : ''}`
}

const withIds = keyed.filter((call) => parametersOf(call).length > 0)
describe("another workspace's things", () => {
  it.each(withIds.map((call) => [call.name, call] as const))(
    '%s: 404, and nothing changes',
    async (_, call) => {
      const ids = await idsFor(call.path, ours)
      const before = await everything()
      const answers: Answer[] = []
      for (const body of bodiesFor(call)) {
        answers.push(await asStranger(call, completeAddressOf(call, ids), body))
      }
      // What is wrong in itself may be refused before it is looked for; what is right is not found.
      const told = answers.map(({ status, body }) => [status, body.code])
      for (const each of told)
        expect([
          [404, 'not-found'],
          [422, 'invalid'],
        ]).toContainEqual(each)
      expect(told).toContainEqual([404, 'not-found'])
      expect(await everything()).toBe(before)
    },
  )

  const referring = keyed.flatMap((call) =>
    call.parameters
      .filter((parameter) => parameter.in === 'query' && references[parameter.name])
      .map(({ name }) => [call.name, name, call] as const),
  )
  it.each(referring)('%s with our id as %s: 404', async (_, name, call) => {
    const ids = await idsFor(references[name]!, ours)
    const answer = await asStranger(
      call,
      `${addressOf(call, () => 'demo')}?${name}=${Object.values(ids).at(-1)}`,
      undefined,
    )
    expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
  })

  const naming = keyed.filter(({ bodies }) =>
    Object.keys(references).some((name) => JSON.stringify(bodies).includes(`"${name}"`)),
  )
  it.each(naming.map((call) => [call.name, call] as const))(
    '%s with our ids in its body: nothing is made',
    async (_, call) => {
      const before = await everything()
      for (const body of bodiesFor(call)) {
        const answer = await asStranger(
          call,
          addressOf(call, () => 'demo'),
          body,
        )
        if (body?.includes('"demo"')) expect(answer.status).toBeGreaterThanOrEqual(400)
      }
      expect(await everything()).toBe(before)
    },
  )

  it.each(
    keyed
      .filter((call) => call.method === 'GET' && parametersOf(call).length === 0)
      .map((call) => [call.name, call] as const),
  )('%s shows nothing of ours', async (_, call) => {
    const answer = await asStranger(call, call.path, undefined)
    expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(`${words}|"demo"`))
  })

  it.each(pages.map(({ method, path }) => [method, path] as const))(
    '%s %s: 404 for who is signed in elsewhere',
    async (method, path) => {
      const ids = await idsFor(path, ours)
      const before = await everything()
      const answer = await send(`${running.url}${path.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name]!)}`, {
        method,
        headers: {
          cookie,
          origin: running.url,
          ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
        },
      })
      expect(answer.status).toBe(404)
      expect(await everything()).toBe(before)
    },
  )
})

it('the same requests with our own key find what they ask for', async () => {
  const reading = withIds.filter(({ method }) => method === 'GET')
  for (const call of reading) {
    const ids = await idsFor(call.path, ours)
    expect([call.name, (await ours.get(completeAddressOf(call, ids))).status]).toEqual([call.name, 200])
  }
})

it('only keys of the first workspace make and list workspaces', async () => {
  const strangers = clientOf({ url: running.url, key: strangersKey })
  expect((await strangers.get('/v1/workspaces')).status).toBe(404)
  expect((await strangers.post('/v1/workspaces', { name: 'More' })).status).toBe(404)
  const { items } = (await ours.get('/v1/workspaces')).body
  const others = items.filter(({ name }: { name: string }) => name !== 'Sample')
  expect(others).toMatchObject([{ id: 'main' }, { name: 'Strangers' }])
})
