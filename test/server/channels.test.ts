import { afterAll, beforeAll, expect, it } from 'vitest'
import { channels } from '../../shared/response.ts'
import { clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'

let collector: Collector
beforeAll(async () => {
  collector = await startCollector()
})
afterAll(() => collector?.close())

it('what a sender calls its channel is never believed, nor a reason to refuse the answer', async () => {
  const client = clientOf(collector)
  const survey = `${(await client.post('/v1/surveys', { metric: 'nps' })).body.id}`
  const claims = [...channels, 'pigeon', 7, null, {}, undefined]
  for (const origin of [collector.url, 'https://shop.example', 'null', undefined])
    for (const channel of claims) {
      const headers: Record<string, string> = origin ? { origin } : {}
      const response = newResponse(survey, { channel, properties: { from: origin ?? 'no page' } })
      const saved = await client.publicly('/v1/public/responses', response, headers)
      expect([origin, channel, saved.status]).toEqual([origin, channel, 201])
    }
  const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=500`)
  expect(body.items).toHaveLength(4 * claims.length)
  for (const { channel, properties } of body.items)
    expect([properties.from, channel]).toEqual([
      properties.from,
      properties.from === 'no page' ? 'api' : 'widget',
    ])
  const report = (await client.get(`/v1/surveys/${survey}/report`)).body
  expect(report.channels.map(({ channel }: { channel: string }) => channel)).toEqual(['api', 'widget'])
})
