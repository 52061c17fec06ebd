import { describe, expect, it } from 'vitest'
import { rawDoor } from '../../server/delighted/door.ts'
import type { World } from '../world.ts'

/** Delighted's API: what its clients send, and what they read. */
export function delightedCases(world: World) {
  describe("Delighted's API", () => {
    it('takes people and answers as JSON and as forms, and measures them', async () => {
      const survey = await world.newSurvey()
      const door = rawDoor({ ...world.collector, key: `${world.collector.key}:${survey}` })
      const email = `${survey}@example.com`
      const made = await door.php('POST', '/people', `email=${email}&send=false&properties[plan]=pro`)
      expect([made.status, made.body.properties]).toEqual([201, { plan: 'pro' }])
      const { id: person } = made.body
      const answered = await door.python('POST', '/survey_responses', { person, score: 10, comment: 'good' })
      expect([answered.status, answered.body.person]).toEqual([201, person])
      const { body } = await door.ruby('GET', '/survey_responses?expand[]=person')
      expect(body).toMatchObject([{ score: 10, person: { id: person, email } }])
      expect((await door.ruby('GET', '/metrics')).body).toMatchObject({ nps: 100, response_count: 1 })
      expect((await door.python('GET', '/people?per_page=1')).body).toMatchObject([{ id: person }])
      const wrong = await door.ruby('POST', '/people', {})
      expect(wrong.body.errors).toEqual({ email: ["can't be blank"] })
      expect((await door.php('DELETE', `/people/${person}`, '')).body).toEqual({ ok: true })
      expect((await door.ruby('GET', '/survey_responses')).body).toEqual([])
    })
  })
}
