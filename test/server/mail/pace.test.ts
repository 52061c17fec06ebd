import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, clientOf } from '../../support/client.ts'
import { type Collector, startCollector } from '../../support/collector.ts'
import { runSayso } from '../../support/importing.ts'

let collector: Collector
let client: Client
beforeAll(async () => {
  collector = await startCollector()
  client = clientOf(collector)
})
afterAll(() => collector.close())

const plan = { surveyId: 'demo', from: { address: 'us@example.com' }, restDays: 0 }
const people = Array.from({ length: 90 }, (_, n) => ({ email: `p${n}@example.com` }))

it.each([
  [{}, null],
  [{ perMinute: 2 }, { perHour: 120, minutes: 45 }],
  [{ perHour: 20 }, { perHour: 20, minutes: 270 }],
  [
    { perMinute: 2, perHour: 100 },
    { perHour: 100, minutes: 54 },
  ],
])('a dry run of a campaign with %j says how fast it goes: %j', async (limits, pace) => {
  const { id } = (await client.post('/v1/campaigns', { ...plan, ...limits })).body
  await client.post(`/v1/campaigns/${id}/people`, people)
  expect((await client.get(`/v1/campaigns/${id}/dry-run?limit=1`)).body).toMatchObject({ send: 90, pace })
  const { out } = await runSayso(collector, 'campaign', 'check', id)
  expect(
    out
      .match(/at most (\d+) an hour: (\d+) minutes/)
      ?.slice(1)
      .map(Number) ?? null,
  ).toEqual(pace && [pace.perHour, pace.minutes])
})
