import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { type Given, honestMixture, randomFrom, watchArrive } from '../support/crowds.ts'

const minute = 60_000
const begin = Date.UTC(2026, 5, 1, 8)
const usual = [9, 10, 8, 7, 10, 3, 9, 10, 6, 8]
const everyday = (n: number): Given[] =>
  Array.from({ length: n }, (_, i) => ({
    ...{ rating: usual[i % 10]!, address: `home ${i}`, text: null },
    now: begin + i * 2 * minute,
  }))
const together = (...parts: Given[][]) => parts.flat().sort((a, b) => a.now - b.now)

/** A thousand forged answers; pass what they have in common. */
function forged(given: (i: number) => Partial<Given>): Given[] {
  return Array.from({ length: 1000 }, (_, i) => ({
    ...{ rating: 0, address: `bot ${i}`, text: null, now: begin + 400 * minute + i * 20 },
    ...given(i),
  }))
}

describe('answers that are an implausible share of a survey', () => {
  it.each([
    ['zeros of one address in twenty seconds', forged(() => ({ address: 'bot' }))],
    [
      'zeros of one address within an hour',
      forged((i) => ({ address: 'bot', now: begin + 200 * minute + i * 3000 })),
    ],
    ['low ratings of all kinds from one address', forged((i) => ({ address: 'bot', rating: i % 5 }))],
    ['tens of one address', forged(() => ({ address: 'bot', rating: 10, now: begin + 400 * minute }))],
    ['zeros of a thousand addresses within a minute', forged(() => ({}))],
    ['ones of a thousand addresses within ten minutes', forged((i) => ({ rating: 1, now: begin + i * 600 }))],
    [
      'zeros of five addresses in turn',
      forged((i) => ({ address: `bot ${Math.floor(i / 200)}`, now: begin + 300 * minute + i * 9000 })),
    ],
    [
      'one text of a thousand addresses in a day',
      forged((i) => ({ text: 'a scam', rating: i % 3, now: begin + i * 60_000 })),
    ],
    [
      'zeros of one address before the first honest answer',
      forged((i) => ({ address: 'bot', now: begin - minute + i })),
    ],
  ])('are held: %s', async (_, attack) => {
    const answers = together(everyday(200), attack)
    const counted = await watchArrive(answers, 11)
    const isHonest = (answer: Given) => !attack.includes(answer)
    const left = { honest: 0, forged: 0 }
    answers.forEach((answer, at) => {
      if (counted[at]) left[isHonest(answer) ? 'honest' : 'forged'] += 1
    })
    expect(left).toEqual({ honest: 200, forged: 0 })
  })

  it('are none of a thousand honest mixtures: an office, a launch, a class, devices back online', async () => {
    let [all, held] = [0, 0]
    for (let seed = 0; seed < (process.env.SAYSO_LONG ? 1000 : 250); seed += 1) {
      const { answers, points } = honestMixture(seed)
      const counted = await watchArrive(answers, points)
      all += counted.length
      held += counted.filter((isCounted) => !isCounted).length
    }
    expect(held / all).toBeLessThan(0.01)
  })

  it('are not what an outbox sends again: one answer is one, however often it comes', async () => {
    const random = randomFrom(1)
    const late = Array.from({ length: 400 }, () => ({
      ...{ rating: usual[Math.floor(10 * random())]!, address: 'a tablet at the exit', text: null },
      now: begin + 400 * minute + Math.floor(30_000 * random()),
    }))
    expect(await watchArrive(together(everyday(200), late), 11)).not.toContain(false)
  })
})

describe('a server that is flooded', () => {
  let collector: Collector
  let client: Client
  beforeAll(async () => {
    collector = await startCollector({ TRUSTED_PROXY_HEADER: 'x-forwarded-for' })
    client = clientOf(collector)
    await client.patch('/v1/workspace', { allowedOrigins: ['*'] })
  })
  afterAll(() => collector?.close())

  async function save(responses: readonly object[], addressOf: (i: number) => string): Promise<void> {
    for (let at = 0; at < responses.length; at += 100)
      await Promise.all(
        responses.slice(at, at + 100).map(async (response, i) => {
          const headers = { origin: 'https://a.example', 'x-forwarded-for': addressOf(at + i) }
          expect((await client.publicly('/v1/public/responses', response, headers)).status).toBe(201)
        }),
      )
  }
  const home = (i: number) => `198.51.${Math.floor(i / 250)}.${i % 250}`
  const report = async (survey: string) => (await client.get(`/v1/surveys/${survey}/report`)).body
  /** The report once this many answers are held. */
  async function reportWith(survey: string, held: number) {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await report(survey)
      if (found.leftOut.held >= held) return found
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return report(survey)
  }

  it('holds a thousand forged answers among two hundred true ones, and counts them all after one call', async () => {
    const survey = `${(await client.post('/v1/surveys', { metric: 'nps', rules: { quota: 5000 } })).body.id}`
    const trueOnes = Array.from({ length: 200 }, (_, i) => newResponse(survey, { rating: usual[i % 10] }))
    await save(trueOnes.slice(0, 100), home)
    const pure = await report(survey)
    await save(
      Array.from({ length: 1000 }, (_, i) =>
        newResponse(survey, { rating: i % 4, comment: 'x'.repeat(i % 9) }),
      ),
      () => '203.0.113.7',
    )
    await save(trueOnes.slice(100), (i) => home(100 + i))
    const found = await reportWith(survey, 1000)
    expect(found).toMatchObject({ n: 200, leftOut: { heldFor: [{ reason: 'same-address', count: 1000 }] } })
    expect(found.score).toMatchObject({ nps: pure.score.nps })
    expect((await client.get(`/v1/surveys/${survey}/counts`)).body).toEqual({ differences: 0 })

    const released = await client.post(`/v1/surveys/${survey}/responses/release`, { reason: 'same-address' })
    expect(released.body).toMatchObject({ changed: 1000, after: { n: 1200 } })
    // What an owner lets count stays so, also what comes later.
    await save([newResponse(survey, { rating: 0 })], () => '203.0.113.7')
    expect(await report(survey)).toMatchObject({ n: 1201, leftOut: { held: 0 } })
    const restored = await client.post(`/v1/surveys/${survey}/held/restore`, { reason: 'same-address' })
    expect(restored.body).toEqual({ changed: 1000 })
    await save([newResponse(survey, { rating: 0 })], () => '203.0.113.7')
    await save([newResponse(survey, { rating: 0 })], () => '203.0.113.7')
    const again = await reportWith(survey, 1001)
    expect(again.n + again.leftOut.held).toBe(1203)
    expect(again.n).toBeLessThan(203)
  })

  it('keeps no address', async () => {
    const { url } = collector
    const backup = await fetch(`${url}/v1/backup`, { headers: { authorization: `Bearer ${collector.key}` } })
    const bytes = Buffer.from(await backup.arrayBuffer()).toString('latin1')
    expect(bytes).toContain('same-address')
    expect(bytes).not.toContain('203.0.113.7')
    expect(bytes).not.toContain('198.51.')
  })
})
