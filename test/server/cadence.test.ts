import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Past, whyNotInTime } from '../../shared/cadence.ts'
import type { Respondent } from '../../shared/response.ts'
import type { Rules } from '../../shared/survey.ts'
import { cadenceCases } from '../known/cadence-cases.ts'
import { type Client, clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { jwt } from '../support/signature.ts'

let collector: Collector
let client: Client
let secret: string
let other: string

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  collector = await startCollector()
  client = clientOf(collector)
  secret = (await client.get('/v1/workspace')).body.tokenSecret
  other = await makeSurvey({})
})
afterAll(async () => {
  await collector?.close()
  vi.useRealTimers()
})

/** Sends what has to be taken. */
async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await client.post(path, body)
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status}`)
  return answer.body
}

async function makeSurvey(rules: Rules): Promise<string> {
  return `${(await post('/v1/surveys', { metric: 'nps', rules })).id}`
}

let count = 0

/** A person by what their devices and mails know of them: as what they did it, and as whom they are met now. */
type Person = () => { readonly did: Respondent; readonly met: Respondent }
const people: Record<string, Person> = {
  'by id': () => ({ did: { id: `u${count}` }, met: { id: `u${count}` } }),
  'by email, written otherwise': () => ({
    did: { email: `Ann${count}@example.com` },
    met: { email: `ann${count}@Example.com` },
  }),
  'by a mail first, by id and email now': () => ({
    did: { email: `ann${count}@example.com` },
    met: { id: `u${count}`, email: `ann${count}@example.com` },
  }),
  'by id and email first, by email now': () => ({
    did: { id: `u${count}`, email: `ann${count}@example.com` },
    met: { email: `ann${count}@example.com` },
  }),
}

/** Has a person do what is known of them, each at its time. */
async function live(surveyId: string, past: Past, person: Respondent): Promise<void> {
  const respondent = signed(person)
  const fresh = () => ({ surveyId, id: crypto.randomUUID(), respondent })
  if (past.shown !== undefined) {
    vi.setSystemTime(past.shown)
    await post('/v1/public/views', { ...fresh(), surveyId: other, event: 'shown' })
  }
  if (past.dismissed !== undefined) {
    vi.setSystemTime(past.dismissed)
    await post('/v1/public/views', { ...fresh(), event: 'dismissed' })
  }
  if (past.answered !== undefined) {
    vi.setSystemTime(past.answered)
    await post('/v1/public/responses', { ...fresh(), writeKey: 'w', revision: 1, rating: 9 })
  }
}

const asked = async (surveyId: string, met: Respondent) =>
  (await client.get(`/v1/public/surveys/${surveyId}/asked?${new URLSearchParams({ ...met })}`)).body

/** As a host says it whose server signs all that it knows. */
function signed(person: Respondent): Respondent {
  return { token: jwt(secret, { ...person, aud: 'sayso-identity', exp: 4e9 }) }
}

test.each(Object.keys(people))('the server judges every case as the loader does: %s', async (name) => {
  for (const { name: what, past, rules, now: moment, expected } of cadenceCases) {
    count += 1
    const { did, met } = people[name]!()
    const surveyId = await makeSurvey(rules)
    await live(surveyId, past, did)
    vi.setSystemTime(moment)
    const answer = await asked(surveyId, signed(met))
    expect({ what, ask: answer.ask, reason: answer.reason ?? null }).toEqual({
      ...{ what, ask: expected === null, reason: expected },
    })
    if (expected === null) continue
    expect(answer.rest).toBeGreaterThan(0)
    expect(answer.rest).toBeLessThanOrEqual(86_400)
    // Without a signature nothing is told but what the rules say of everybody.
    const isOfEverybody = whyNotInTime(rules, moment) !== null
    expect(await asked(surveyId, met)).toEqual(isOfEverybody ? { ask: false, rest: 60 } : { ask: true })
  }
})

test('somebody else is asked all the same', async () => {
  const surveyId = await makeSurvey({ quietDays: 30 })
  await live(surveyId, { answered: 1000 }, { id: 'first', email: 'first@example.com' })
  vi.setSystemTime(2000)
  expect(await asked(surveyId, signed({ id: 'second' }))).toEqual({ ask: true })
  expect(await asked(surveyId, signed({ id: 'first@example.com' }))).toEqual({ ask: true })
  expect((await asked(surveyId, signed({ id: 'first' }))).ask).toBe(false)
})

test("the workspace's quiet period holds where a survey says nothing of it, and is in its definition", async () => {
  const patch = (quietDays: number) => client.patch('/v1/workspace', { quietDays })
  expect((await patch(7)).status).toBe(200)
  const silent = await makeSurvey({ share: 1 })
  const outspoken = await makeSurvey({ quietDays: 0 })
  await live(silent, { shown: 5000 }, { id: 'quiet' })
  vi.setSystemTime(6000)
  const quiet = signed({ id: 'quiet' })
  expect((await asked(silent, quiet)).ask).toBe(false)
  expect((await asked(outspoken, quiet)).ask).toBe(true)
  expect((await client.get(`/v1/public/surveys/${silent}`)).body.rules).toEqual({ share: 1, quietDays: 7 })
  expect((await client.get(`/v1/public/surveys/${other}`)).body.rules).toMatchObject({ quietDays: 7 })
  expect((await patch(0)).status).toBe(200)
})
