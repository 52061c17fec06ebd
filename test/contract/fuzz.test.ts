import { afterAll, beforeAll, expect, it } from 'vitest'
import { send } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { document } from '../support/document.ts'
import { fc } from '../support/seeded.ts'
import { type Call, callsOf } from './calls.ts'
import { judgeBy } from './judge.ts'
import { requestsFor } from './requests.ts'
import { fuzzedSender } from './sent.ts'

/** How many requests: a minute's worth of it at `npm run test:long`. */
const runs = process.env.SAYSO_LONG ? 100_000 : 4000
/** No mail server is set here, so these are refused with a reason; `test/server/mail` has them. */
const needsMail = new Set(
  ['start', 'pause', 'retry', 'test'].map((move) => `POST /v1/campaigns/{id}/${move}`),
)

const judge = judgeBy(document)
let collector: Collector
let sendFuzzed: ReturnType<typeof fuzzedSender>
beforeAll(async () => {
  collector = await startCollector()
  sendFuzzed = fuzzedSender(collector)
})
afterAll(() => collector.close())

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
