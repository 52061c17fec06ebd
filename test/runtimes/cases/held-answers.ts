import { describe, expect, it } from 'vitest'
import { recipientIn } from '../recipient.ts'
import type { World } from '../world.ts'

/** What is held of answers by link, and what becomes of it. */
export function heldAnswersCases(world: World) {
  const { invite, tell } = recipientIn(world)

  describe('held answers', () => {
    const heldOf = async (survey: string, query = '') =>
      (await world.client.get(`/v1/surveys/${survey}/held${query}`)).body.items.map(
        ({ rating, heldReason }: { rating: number; heldReason: string }) => [rating, heldReason],
      )

    it('are listed by reason, released, dropped and restored, and the score follows', async () => {
      const survey = await world.newSurvey()
      const [first, second] = [await invite(survey), await invite(survey)]
      await tell(first.link, { rating: 10 })
      await tell(second.decoy, { visit: 'd' })
      await tell(second.link, { rating: 0, sign: 'key' })
      const rule = async (deed: string, selection: object) =>
        (await world.client.post(`/v1/surveys/${survey}/held/${deed}`, selection)).body
      const counts = async () => {
        const { n, score, leftOut } = await world.report(survey)
        return [n, score.nps, leftOut.held]
      }
      expect((await heldOf(survey)).sort()).toEqual([
        [0, 'decoy'],
        [10, 'no-sign'],
      ])
      expect(await heldOf(survey, '?reason=decoy')).toEqual([[0, 'decoy']])
      expect(await counts()).toEqual([0, null, 2])

      expect(await rule('release', { reason: 'decoy' })).toEqual({ changed: 1 })
      expect(await counts()).toEqual([1, -100, 1])
      expect(await heldOf(survey, '?ruling=released')).toEqual([[0, 'decoy']])
      const [{ id }] = (await world.client.get(`/v1/surveys/${survey}/held`)).body.items
      expect(await rule('drop', { ids: [id] })).toEqual({ changed: 1 })
      expect(await heldOf(survey)).toEqual([])
      expect(await rule('restore', { from: '2020-01-01' })).toEqual({ changed: 2 })
      expect(await rule('restore', { from: '2020-01-01' })).toEqual({ changed: 0 })
      expect(await counts()).toEqual([0, null, 2])
      expect((await world.client.post(`/v1/surveys/${survey}/held/drop`, {})).status).toBe(422)
      expect((await world.client.get(`/v1/surveys/${survey}/counts`)).body.differences).toBe(0)
    })

    it('that were dropped are answers when a person comes, and stay dropped for a machine', async () => {
      const survey = await world.newSurvey()
      const { link } = await invite(survey)
      await tell(link, { rating: 10 })
      await world.client.post(`/v1/surveys/${survey}/held/drop`, { reason: 'no-sign' })
      await tell(link, { visit: 'again', rating: 3 })
      expect(await world.stored(survey)).toMatchObject([{ rating: 10, state: 'held', ruling: 'dropped' }])
      await tell(link, { visit: 'again', step: 2, rating: 3, sign: 'touch' })
      expect(await world.stored(survey)).toMatchObject([{ rating: 3, state: 'counted', ruling: null }])
    })
  })
}
