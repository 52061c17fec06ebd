import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newResponse } from '../../support/client.ts'
import { type Stored, save, signersOf, view } from '../signers.ts'
import type { World } from '../world.ts'

/** Names of answers that no public call may take. */
export function answerNamesCases(world: World) {
  const { signed, answer, refusal, stored, verified, saveAs } = signersOf(world)

  describe('the name of an answer that the server makes', () => {
    const plainIdOf = (survey: string, invitation: string) =>
      createHash('sha256').update(`the answer to ${survey} ${invitation}`).digest('hex').slice(0, 32)

    it('cannot be taken before the invited person answers, who is thanked for what is stored', async () => {
      const survey = await world.newSurvey()
      const { link } = (
        await world.client.post(`/v1/surveys/${survey}/invitations`, {
          id: 'order-1',
          respondent: { id: 'u1' },
        })
      ).body
      const plain = plainIdOf(survey, 'order-1')
      expect(await saveAs(survey, undefined, { id: plain, rating: 0 })).toBe(201)
      const thanks = await answer(link, 10)
      expect([thanks.status, thanks.body.includes('/r/')]).toEqual([200, true])
      expect(await verified(survey)).toMatchObject([{ rating: 10, state: 'counted', id: `link:${plain}` }])
    })

    it('says nothing of who has answered: no public call takes such a name', async () => {
      const survey = await world.newSurvey()
      await answer(await signed(survey, 'email=ada%40example.com&mailing=m'), 9)
      const [{ id: taken }] = (await stored(survey)) as [Stored]
      const answers = await Promise.all(
        [taken, `link:${'0'.repeat(32)}`, taken.replace('link:', 'claim:')].map(async (id) => {
          const saved = await world.client.publicly(save, newResponse(survey, { id }))
          const seen = await world.client.publicly(view, { surveyId: survey, id, event: 'shown' })
          const imported = (await world.importRows(survey, [{ id, rating: 0 }])).body
          return [saved.status, refusal(saved), seen.status, refusal(seen), imported.added, imported.refused]
        }),
      )
      for (const one of answers) expect(one).toEqual(answers[0])
      expect(answers[0]).toMatchObject([422, { errors: [{ field: 'id' }] }, 422, {}, 0, [{ line: 1 }]])
    })

    it('of an import is a conflict when somebody else has it, and unchanged when an import has', async () => {
      const survey = await world.newSurvey()
      await saveAs(survey, undefined, { id: 'order-1', rating: 0 })
      const rows = ['order-1', 'order-2', 'order-1'].map((id) => ({ id, rating: 10 }))
      const first = (await world.importRows(survey, rows)).body
      expect(first).toEqual({ added: 1, unchanged: 0, conflict: 2, conflictLines: [1, 3], refused: [] })
      for (const id of ['order-2', 'import:order-2'])
        expect((await world.importRows(survey, [{ id, rating: 10 }])).body).toEqual({
          ...{ added: 0, unchanged: 1, refused: [] },
        })
    })

    it('that an importer makes cannot be taken, and says nothing of who was imported', async () => {
      const survey = await world.newSurvey()
      const id = 'import:row-1'
      const taking = () => world.client.publicly(save, newResponse(survey, { id, rating: 0 }))
      const before = await taking()
      expect((await world.importRows(survey, [{ id, rating: 10 }])).body).toMatchObject({ added: 1 })
      const after = await taking()
      expect([before.status, refusal(before)]).toEqual([422, refusal(after)])
      expect(await stored(survey)).toMatchObject([{ id, rating: 10 }])
    })
  })
}
