import { describe, expect, test } from 'vitest'
import { readOptions } from '../../widget/loader/options.ts'
import { readTag } from '../../widget/loader/tags.ts'

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
      needsConsent: false,
      test: false,
      problem: undefined,
    })
  })

  test('says whether consent is needed, and whether this is a test', () => {
    expect(readOptions({ consent: 'required', test: '' })).toMatchObject({ needsConsent: true, test: true })
    expect(readOptions({ consent: 'given' })).toMatchObject({ needsConsent: false, test: false })
  })

  test("brings the signature of the host's server", () => {
    expect(readOptions({ respondentId: 'u1', respondentSignature: 'ab'.repeat(32) }).respondent).toEqual({
      id: 'u1',
      signature: 'ab'.repeat(32),
    })
  })

  test("brings the token of the host's server as it is", () => {
    expect(readOptions({ identityToken: 'a.b.c' }).respondent).toEqual({ token: 'a.b.c' })
  })

  test('may say nothing', () => {
    expect(readOptions({})).toEqual({ respondent: {}, properties: {}, needsConsent: false, test: false })
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
    expect(readTag(script)?.collector).toBe(collector)
  })

  test.each([
    ['https://c.example/sayso/sayso.js', 'https://c.example/sayso', undefined],
    ['https://c.example/sayso/sayso/demo.js', 'https://c.example/sayso', 'demo'],
    ['https://c.example/feedback/sayso/demo.js?v=/sayso/x.js', 'https://c.example/feedback', 'demo'],
    ['https://c.example/f/integrations/web/v1/library/demo/delighted.js', 'https://c.example/f', undefined],
  ])('and the survey of %s under a path', (script, collector, surveyId) => {
    expect(readTag(script)).toMatchObject({ collector, surveyId })
  })

  test.each(['https://c.example/app.js', 'https://c.example/essayso.js', ''])(
    'of %s is not known',
    (script) => {
      expect(readTag(script)).toBeUndefined()
    },
  )
})
