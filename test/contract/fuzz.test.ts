import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, clientOf, send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { fc } from '../support/seeded.ts'
import { addressOf, type Call, callsOf, parametersOf } from './calls.ts'
import { judgeBy } from './judge.ts'
import { type FuzzedRequest, requestsFor } from './requests.ts'
import { idsFor, placeholder, references } from './samples.ts'

/** How many requests: a minute's worth of it at `npm run test:long`. */
const runs = process.env.SAYSO_LONG ? 100_000 : 4000
/** After so many the ids are of fresh things, since requests close, change and delete them. */
const freshAfter = 20

/** No mail server is set here, so these are refused with a reason; `test/server/mail` has them. */
const needsMail = new Set(
  ['start', 'pause', 'retry', 'test'].map((move) => `POST /v1/campaigns/{id}/${move}`),
)

const judge = judgeBy(document)
let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

/** Ids that exist, for the paths that were asked for lately. */
const lately = new Map<string, { ids: Record<string, string | undefined>; used: number }>()

async function idsOf(path: string) {
  let known = lately.get(path)
  if (!known || known.used >= freshAfter) {
    known = { ids: await idsFor(path, client), used: 0 }
    lately.set(path, known)
  }
  known.used += 1
  return known.ids
}

/** Puts ids of things that exist where the request was made with their placeholders. */
async function withIds(text: string): Promise<string> {
  let filled = text
  for (const kind of new Set(Object.values(references))) {
    if (!filled.includes(placeholder(kind))) continue
    const id = Object.values(await idsOf(kind)).at(-1) ?? 'demo'
    filled = filled.replaceAll(placeholder(kind), id)
  }
  return filled
}

async function sendFuzzed(call: Call, { ids, query, headers, body, withKey }: FuzzedRequest) {
  const real = parametersOf(call).length > 0 ? await idsOf(call.path) : {}
  const address = addressOf(call, (name) => ids[name] ?? real[name] ?? 'demo')
  const asked = new URLSearchParams(
    await Promise.all(Object.entries(query).map(async ([name, value]) => [name, await withIds(value)])),
  )
  return send(`${collector.url}${address}?${asked}`, {
    method: call.method,
    headers: { ...headers, ...(withKey && { authorization: `Bearer ${collector.key}` }) },
    ...(body !== undefined && { body: (typeof body === 'string' ? await withIds(body) : body) as BodyInit }),
  })
}

it(`answers ${runs} requests made from the document as the document says`, async () => {
  const calls = callsOf(document)
  const seen = new Map<string, Map<number, number>>(calls.map(({ name }) => [name, new Map()]))
  const askAbout = (some: readonly Call[], numRuns: number) =>
    fc.assert(
      fc.asyncProperty(requestsFor(document, some), async (request) => {
        const call = some.find(({ name }) => name === request.call)!
        const answer = await sendFuzzed(call, request)
        const statuses = seen.get(call.name)!
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const fault = judge(call, answer)
        if (fault) throw new Error(`${call.name}: ${fault}`)
      }),
      { numRuns },
    )
  const neverTaken = () =>
    calls.filter(({ name }) => !needsMail.has(name) && ![...seen.get(name)!.keys()].some((one) => one < 400))

  await askAbout(calls, runs)
  // A fuzzer that is always turned away at the door finds nothing: what had no luck is asked more.
  for (let round = 0; round < 5; round += 1) for (const call of neverTaken()) await askAbout([call], 400)
  console.table(
    Object.fromEntries([...seen].map(([name, statuses]) => [name, Object.fromEntries([...statuses].sort())])),
  )
  expect(neverTaken().map(({ name }) => name)).toEqual([])
  expect((await send(`${collector.url}/readyz`)).status).toBe(200)
}, 1_200_000)
