import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'

/** What is stored, and what a repeated, late or reordered send does. */
export function savingCases(world: World) {
  describe('saving a response', () => {
    it('stores the score at the click and the reason as the next revision', async () => {
      const survey = await world.newSurvey()
      const response = newResponse(survey)
      const first = await world.client.publicly(save, response)
      expect([first.status, first.body]).toEqual([201, { id: response.id, revision: 1 }])
      expect(await world.stored(survey)).toMatchObject([{ id: response.id, rating: 9, comment: null }])

      const second = await world.client.publicly(save, { ...response, revision: 2, comment: ' quick help\n' })
      expect([second.status, second.body]).toEqual([200, { id: response.id, revision: 2 }])
      expect(await world.stored(survey)).toMatchObject([{ rating: 9, comment: 'quick help', revision: 2 }])
      expect(await world.report(survey)).toMatchObject({ n: 1, commented: { count: 1, of: 1, percent: 100 } })
    })

    it('ends in the same state in whatever order and however often revisions arrive', async () => {
      const survey = await world.newSurvey()
      const base = newResponse(survey, { properties: { plan: 'pro' } })
      const revisions = [
        { ...base, rating: 3 },
        { ...base, revision: 2, rating: 9 },
        { ...base, revision: 3, rating: 8, comment: 'because' },
      ]
      const answers = []
      for (const place of [2, 0, 1, 2, 0]) answers.push(await world.client.publicly(save, revisions[place]))
      expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200])
      expect(answers.map(({ body }) => body.revision)).toEqual([3, 3, 3, 3, 3])
      expect(await world.stored(survey)).toMatchObject([
        { rating: 8, comment: 'because', revision: 3, properties: { plan: 'pro' } },
      ])
      expect((await world.report(survey)).n).toBe(1)
    })

    it('answers a repeated send 200 and changes nothing', async () => {
      const survey = await world.newSurvey()
      const response = newResponse(survey)
      await world.client.publicly(save, response)
      const before = await world.stored(survey)
      expect((await world.client.publicly(save, { ...response, rating: 1 })).status).toBe(200)
      expect(await world.stored(survey)).toEqual(before)
    })

    it('does not let another write key touch it', async () => {
      const survey = await world.newSurvey()
      const response = newResponse(survey)
      await world.client.publicly(save, response)
      const before = await world.stored(survey)
      for (const revision of [1, 2]) {
        const forged = { ...response, revision, rating: 0, writeKey: 'other' }
        expect((await world.client.publicly(save, forged)).status).toBe(404)
      }
      expect(await world.stored(survey)).toEqual(before)
    })

    it('takes JSON as application/json too', async () => {
      const survey = await world.newSurvey()
      const headers = { 'content-type': 'application/json' }
      expect((await world.client.publicly(save, newResponse(survey), headers)).status).toBe(201)
    })

    it('keeps whom the page says it is, as unverified', async () => {
      const survey = await world.newSurvey()
      const respondent = { id: 'u-1', email: 'ada@example.com', name: 'Ada' }
      await world.client.publicly(save, newResponse(survey, { respondent }))
      expect((await world.stored(survey))[0].respondent).toEqual({ ...respondent, verified: false })
    })

    it('keeps every character of a reason, but for NUL and halves of characters', async () => {
      const survey = await world.newSurvey()
      const comment = 'a\0b \ud800 é 👩‍👩‍👧 مرحبا <script>"\'; DROP TABLE responses'
      await world.client.publicly(save, newResponse(survey, { comment }))
      const kept = 'ab \ufffd é 👩‍👩‍👧 مرحبا <script>"\'; DROP TABLE responses'
      expect((await world.stored(survey))[0].comment).toBe(kept)
    })

    it('cuts NUL out of the names and values of properties, which would end them there', async () => {
      const survey = await world.newSurvey()
      const properties = { 'plan\0x': 'p\0ro', plan: 'free' }
      await world.client.publicly(save, newResponse(survey, { properties }))
      expect((await world.stored(survey))[0].properties).toEqual({ planx: 'pro', plan: 'free' })
      const nameless = await world.client.publicly(save, newResponse(survey, { properties: { '\0': 'a' } }))
      expect([nameless.status, nameless.body.errors[0].field]).toEqual([422, 'properties'])
    })

    it('ignores keys it does not know, so that newer widgets keep working', async () => {
      const survey = await world.newSurvey()
      expect((await world.client.publicly(save, newResponse(survey, { mood: 'good' }))).status).toBe(201)
    })
  })

  describe('views', () => {
    it('are noted once, whatever arrives how often', async () => {
      const survey = await world.newSurvey()
      const view = { surveyId: survey, id: crypto.randomUUID() }
      for (const event of ['shown', 'dismissed', 'shown', 'dismissed']) {
        const { status, body } = await world.client.publicly('/v1/public/views', { ...view, event })
        expect([status, body]).toEqual([200, { id: view.id }])
      }
      expect((await world.report(survey)).n).toBe(0)
    })

    it('are refused for no survey and no such event', async () => {
      const view = { surveyId: 'none', id: 'v', event: 'shown' }
      expect((await world.client.publicly('/v1/public/views', view)).status).toBe(404)
      expect((await world.client.publicly('/v1/public/views', { ...view, event: 'eaten' })).status).toBe(422)
    })
  })
}
