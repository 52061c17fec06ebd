import { describe, expect, test } from 'vitest'
import { collectorOf, propertiesOf, readOptions, respondentOf } from '../../widget/options.ts'

describe('the tag', () => {
  test('says which survey, where, and who the person is', () => {
    expect(
      readOptions({
        survey: 'demo',
        target: '#here',
        respondentId: 'u1',
        respondentEmail: 'ann@example.com',
        respondentName: 'Ann',
        properties: '{"plan":"pro","seats":12,"trial":false}',
      }),
    ).toEqual({
      surveyId: 'demo',
      target: '#here',
      respondent: { id: 'u1', email: 'ann@example.com', name: 'Ann' },
      properties: { plan: 'pro', seats: 12, trial: false },
      problem: undefined,
    })
  })

  test('says whether consent is needed, and whether this is a test', () => {
    expect(readOptions({ consent: 'required', test: '' })).toMatchObject({ forgetful: true, test: true })
    expect(readOptions({ consent: 'given' })).toEqual({ properties: {} })
  })

  test("brings the signature of the host's server", () => {
    expect(readOptions({ respondentId: 'u1', respondentSignature: 'ab'.repeat(32) }).respondent).toEqual({
      id: 'u1',
      signature: 'ab'.repeat(32),
    })
    expect(readOptions({ respondentSignature: 'ab' }).respondent).toBeUndefined()
  })

  test('may say nothing', () => {
    expect(readOptions({})).toEqual({ properties: {} })
  })

  test.each(['{plan:pro}', '[1]', '"pro"', 'null', '12'])(
    'with properties %s has a problem, named',
    (properties) => {
      expect(readOptions({ properties })).toMatchObject({
        properties: {},
        problem: 'data-properties is not a JSON object',
      })
    },
  )
})

describe('the collector', () => {
  test.each([
    ['https://c.example/sayso.js', 'https://c.example'],
    ['https://c.example/sayso.js?v=2#x', 'https://c.example'],
    ['https://c.example/sayso/demo.js', 'https://c.example'],
    ['https://c.example/tools/sayso/demo.js', 'https://c.example/tools'],
    ['https://c.example/sayso/app/sayso.js', 'https://c.example/sayso/app'],
    ['http://127.0.0.1:8787/sayso.js', 'http://127.0.0.1:8787'],
  ])('of %s is %s', (script, collector) => {
    expect(collectorOf(script)).toBe(collector)
  })
})

describe("a host's loose words", () => {
  test('name a person by a number, too', () => {
    expect(respondentOf({ id: 42 })).toEqual({ id: '42' })
    expect(respondentOf({ id: 0 })).toEqual({ id: '0' })
  })

  test.each([undefined, null, {}, 'ann', { id: '', email: ' ' }, { id: {} }, { id: Number.NaN, x: 1 }])(
    'name nobody: %j',
    (loose) => {
      expect(respondentOf(loose)).toBeUndefined()
    },
  )

  test('lose the properties no answer may carry', () => {
    expect(
      propertiesOf({
        plan: 'pro',
        since: new Date(0),
        team: { id: 1 },
        score: Number.NaN,
        none: null,
        '': 'x',
      }),
    ).toEqual({ plan: 'pro' })
  })

  test('are cut to what the collector takes, so that the answer is not refused for them', () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`p${index}`, index]))
    expect(Object.keys(propertiesOf(many))).toHaveLength(50)
    expect(propertiesOf({ ['k'.repeat(70)]: 'v'.repeat(600) })).toEqual({ ['k'.repeat(64)]: 'v'.repeat(500) })
    expect(respondentOf({ name: 'n'.repeat(300) })?.name).toHaveLength(200)
  })
})
