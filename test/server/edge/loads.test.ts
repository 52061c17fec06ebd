import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { standBefore, type Unreliable } from '../../faults/unreliable.ts'
import { keyed, newIsolate } from '../../support/edge.ts'
import { startSqld } from '../../support/sqld.ts'

let sqld: Awaited<ReturnType<typeof startSqld>>
let proxy: Unreliable
beforeAll(async () => {
  sqld = await startSqld()
  proxy = await standBefore(sqld.url)
})
afterAll(async () => {
  await proxy.close()
  await sqld.close()
})
beforeEach(() => {
  vi.restoreAllMocks()
})

const origins = Array.from({ length: 10 }, (_, i) => `https://shop-${i}.example`)
const words = { en: 'How likely', de: 'Wie wahrscheinlich', fr: 'Quelle est la probabilité', es: 'probab' }

it('1,000 loads of the script from ten origins in four languages ask the database five times at most', async () => {
  await (await newIsolate({ DATABASE_URL: proxy.url })).ask('/readyz')
  const edge = await newIsolate({ DATABASE_URL: proxy.url })
  const before = proxy.calls
  const languages = Object.entries(words)
  const load = async (i: number) => {
    const [language, begins] = languages[i % languages.length]!
    const headers = { origin: origins[i % origins.length]!, 'accept-language': language }
    const { status, text } = await edge.ask('/sayso/demo.js', { headers })
    return [status, text.includes(begins)]
  }
  const seen = []
  for (let i = 0; i < 1000; i += 50)
    seen.push(...(await Promise.all(Array.from({ length: 50 }, (_, j) => load(i + j)))))
  expect(seen).toEqual(Array.from({ length: 1000 }, () => [200, true]))
  expect(proxy.calls - before).toBeLessThanOrEqual(5)
})

it('what is changed in one isolate its next load has, and another within half a minute', async () => {
  const [here, there] = [
    await newIsolate({ DATABASE_URL: proxy.url }),
    await newIsolate({ DATABASE_URL: proxy.url }),
  ]
  const questions = async () => {
    const texts = [await here.ask('/sayso/demo.js'), await there.ask('/sayso/demo.js')]
    return texts.map(({ text }) => text.includes('Changed?'))
  }
  expect(await questions()).toEqual([false, false])
  const { status } = await here.ask('/v1/surveys/demo', {
    ...keyed(),
    method: 'PATCH',
    body: JSON.stringify({ question: 'Changed?' }),
    headers: { ...keyed().headers, 'content-type': 'application/json' },
  })
  expect([status, await questions()]).toEqual([200, [true, false]])
  vi.setSystemTime(Date.now() + 31_000)
  expect(await questions()).toEqual([true, true])
  vi.useRealTimers()
})

it('a survey that was loaded is served while the database is away, and the next is not', async () => {
  const edge = await newIsolate({ DATABASE_URL: proxy.url })
  expect((await edge.ask('/sayso/demo.js')).status).toBe(200)
  await proxy.close()
  vi.setSystemTime(Date.now() + 60_000)
  expect((await edge.ask('/sayso/demo.js')).status).toBe(200)
  vi.setSystemTime(Date.now() + 600_000)
  expect((await edge.ask('/sayso/demo.js')).status).toBe(503)
  vi.useRealTimers()
  proxy = await standBefore(sqld.url)
})

it('what is sent varies with what it depends on, and with nothing else', async () => {
  const edge = await newIsolate({ DATABASE_URL: proxy.url })
  const make = async (survey: object) => {
    const headers = { ...keyed().headers, 'content-type': 'application/json' }
    return (await edge.ask('/v1/surveys', { method: 'POST', body: JSON.stringify(survey), headers })).body.id
  }
  const usual = await make({ metric: 'nps' })
  const id = await make({ metric: 'nps', question: 'How was it?' })
  const headers = { origin: 'https://shop.example', 'accept-language': 'fr' }
  const varies = async (path: string) => {
    const { status, headers: sent } = await edge.ask(path, { headers })
    return [status, (sent.get('vary') ?? '').toLowerCase().split(/, */).filter(Boolean).sort().join()]
  }
  expect(await varies('/sayso.js')).toEqual([200, ''])
  expect(await varies(`/sayso/${usual}.js`)).toEqual([200, 'accept-language'])
  expect(await varies(`/sayso/${id}.js`)).toEqual([200, ''])
  expect(await varies(`/v1/public/surveys/${usual}`)).toEqual([200, 'accept-language,origin'])
  expect(await varies(`/v1/public/surveys/${usual}?language=de`)).toEqual([200, 'origin'])
  expect(await varies(`/v1/public/surveys/${id}`)).toEqual([200, 'origin'])
})
