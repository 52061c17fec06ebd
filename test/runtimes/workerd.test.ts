import { describe, expect, it } from 'vitest'
import { clientOf, newResponse } from '../support/client.ts'
import { startWorkerdCollector } from '../support/workerd.ts'
import { describeCollector } from './cases.ts'

describeCollector('workerd with a libSQL server', () => startWorkerdCollector())

describe('one workerd isolate', () => {
  it('stores 60 parallel saves', async () => {
    const collector = await startWorkerdCollector()
    const client = clientOf(collector)
    const saves = Array.from({ length: 60 }, (_, i) => newResponse('demo', { rating: i % 11 }))
    const answers = await Promise.all(saves.map((save) => client.publicly('/v1/public/responses', save)))
    expect(answers.map(({ status }) => status)).toEqual(saves.map(() => 201))
    expect((await client.get('/v1/surveys/demo/report')).body.n).toBe(60)
    await collector.close()
  })
})
