import { describe, expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import { fieldsOf, sendAnswer } from '../forms.ts'
import { recipientIn } from '../recipient.ts'
import type { World } from '../world.ts'

/** What a person may do with the answer they gave. */
export function receiptsCases(world: World) {
  const { invite, open, scored } = recipientIn(world)

  describe('a receipt', () => {
    it('shows, corrects and deletes one’s own answer, without JavaScript', async () => {
      const survey = await world.newSurvey({ metric: 'nps', choices: ['Price', 'Speed'] })
      const invitation = await invite(survey)
      const page = (await open(scored(invitation, 9))).body
      const thanks = await sendAnswer(world, page, { comment: 'Fast', choices: ['Speed'] })
      const [, path] = thanks.body.match(/href="(\/r\/[^"]+)"/)!
      const receipt = world.collector.url + path
      const shown = await open(receipt)
      expect(shown.body).toMatch(/value="9" required checked/)
      expect(shown.body).toMatch(/>Fast<\/textarea>/)
      expect(fieldsOf(shown.body).getAll('choices')).toEqual(['Speed'])

      await sendAnswer(world, shown.body, { rating: '6', comment: '', choices: [] })
      expect(await world.stored(survey)).toMatchObject([
        { rating: 6, comment: null, choices: [], state: 'counted' },
      ])
      expect(await world.report(survey)).toMatchObject({ n: 1, score: { nps: -100 } })

      const deed = (given: Record<string, string>) =>
        send(receipt, { method: 'POST', body: new URLSearchParams({ deed: 'erase', ...given }) })
      expect((await deed({})).body).toContain('This cannot be undone.')
      await deed({ sure: 'yes', scripted: '1' })
      expect(await world.stored(survey)).toHaveLength(1)
      expect((await deed({ sure: 'yes' })).body).toContain('has been deleted')
      expect(await world.stored(survey)).toEqual([])
      expect(await world.report(survey)).toMatchObject({ n: 0 })
      expect((await open(receipt)).status).toBe(404)
    })
  })
}
