import { describe, expect, it } from 'vitest'
import { sendAnswer } from '../forms.ts'
import { recipientIn } from '../recipient.ts'
import type { World } from '../world.ts'

/** Addresses of a survey that anybody may have. */
export function openAddressesCases(world: World) {
  const { open } = recipientIn(world)

  describe('an open address', () => {
    const day = new Date().toISOString().slice(0, 10)

    it('keeps what its query says, unverified', async () => {
      const survey = await world.newSurvey()
      const query = `?plan=pro&email=ada+nps@example.com&name=*%7CFNAME%7C*&team={{team}}&rating=9&mailing=${day}`
      const { body } = await open(`${world.collector.url}/s/${survey}${query}`)
      expect(body).toMatch(/value="9" required checked/)
      const thanks = await sendAnswer(world, body)
      expect(thanks.body).not.toContain('/r/')
      expect(await world.stored(survey)).toMatchObject([
        {
          ...{ rating: 9, properties: { plan: 'pro' }, verified: false, channel: 'page' },
          respondent: { id: null, email: 'ada+nps@example.com', name: null, verified: false },
        },
      ])
    })

    it('is verified when the host signed it, whatever the score and the order', async () => {
      const survey = await world.newSurvey()
      const { createHmac } = await import('node:crypto')
      const secret = (await world.client.get('/v1/workspace')).body.addressSecret
      const signature = createHmac('sha256', secret).update(`/s/${survey}?id=u+1&plan=pro`).digest('hex')
      const address = `${world.collector.url}/s/${survey}`
      await sendAnswer(
        world,
        (await open(`${address}?plan=pro&id=u%201&rating=8&signature=${signature}`)).body,
      )
      await sendAnswer(
        world,
        (await open(`${address}?plan=free&id=u%202&rating=8&signature=${signature}`)).body,
      )
      const stored = await world.stored(survey)
      expect(
        stored.map((each: { verified: boolean; properties: object }) => [each.properties, each.verified]),
      ).toEqual([
        [{ plan: 'free' }, false],
        [{ plan: 'pro' }, true],
      ])
    })

    it('makes one answer of one person’s clicks, and one each of nameless visits', async () => {
      const survey = await world.newSurvey()
      const address = `${world.collector.url}/s/${survey}`
      for (const query of [
        '?email=a@b.c&rating=3',
        '?email=A@b.c&rating=4',
        '?email=a@b.c&mailing=two',
        '',
        '',
      ]) {
        await sendAnswer(
          world,
          (await open(address + query)).body,
          query.includes('rating') ? {} : { rating: '5' },
        )
      }
      const stored = await world.stored(survey)
      expect(stored.map(({ rating }: { rating: number }) => rating).sort()).toEqual([4, 5, 5, 5])
    })
  })
}
