import { describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import { save, signersOf, view } from '../signers.ts'
import type { World } from '../world.ts'

/** Whose an answer is: what signed and unsigned origins may do to each other's. */
export function identityCases(world: World) {
  const { token, open, addressOf, signed, answer, stored, verified, asked, saveAs } = signersOf(world)

  describe('a signed answer', () => {
    it('is another record than one that only claims to be its person’s, and that never touches it', async () => {
      const survey = await world.newSurvey()
      await answer(await signed(survey, 'id=77&mailing=m'), 10)
      const [before] = await stored(survey)
      expect(before).toMatchObject({ rating: 10, state: 'counted', verified: true })
      await answer(addressOf(survey, 'id=77&mailing=m'), 0)
      const page = (await open(addressOf(survey, 'id=77&mailing=m'))).body
      const path = page.match(/action="([^"?]+)/)![1]
      for (const rating of [0, 1, 2, 3, 4, 5])
        await send(world.collector.url + path, {
          method: 'POST',
          body: JSON.stringify({ visit: `v${rating}`, step: 1, offered: rating, rating, sign: 'key' }),
        })
      const all = await stored(survey)
      expect(all).toHaveLength(2)
      expect(all.find(({ verified }) => verified)).toEqual(before)
      expect(all.find(({ verified }) => !verified)!.id).not.toBe(before!.id)
    })

    it('is not superseded by a claimed one, nor the other way round', async () => {
      const survey = await world.newSurvey()
      await saveAs(survey, { token: await token({ id: 'u1' }) }, { rating: 10 })
      await saveAs(survey, { id: 'u1' }, { rating: 0 })
      for (const count of ['latest', 'first'])
        expect(await world.report(survey, `?count=${count}`)).toMatchObject({
          n: 2,
          leftOut: { superseded: 0 },
        })
      await saveAs(survey, { token: await token({ id: 'u1' }) }, { rating: 9 })
      expect(await world.report(survey, '?count=latest')).toMatchObject({
        n: 2,
        leftOut: { superseded: 1 },
      })
    })

    it('stays its person’s when a later revision comes without a right signature', async () => {
      const survey = await world.newSurvey()
      const first = newResponse(survey, {
        respondent: { token: await token({ id: 'u1', name: 'Ada', properties: { plan: 'pro' } }) },
      })
      await world.client.publicly(save, first)
      const respondent = { id: 'u2', name: 'Eve' }
      const later = { ...first, revision: 2, comment: 'more', respondent, properties: { plan: 'free' } }
      expect((await world.client.publicly(save, later)).status).toBe(200)
      expect(await stored(survey)).toMatchObject([
        {
          ...{ comment: 'more', verified: true, properties: { plan: 'pro' } },
          respondent: { id: 'u1', name: 'Ada' },
          verifiedFields: ['id', 'name', 'properties'],
        },
      ])
    })

    it('changes for nobody else who is signed, and for its person whatever more is told of them', async () => {
      const survey = await world.newSurvey()
      const first = newResponse(survey, { respondent: { token: await token({ email: 'a@example.com' }) } })
      await world.client.publicly(save, first)
      const told = [
        [{ id: 'u1', email: 'A@example.com' }, 200],
        [{ id: 'u1' }, 200],
        [{ id: 'u2', email: 'a@example.com' }, 404],
        [{ id: 'u2' }, 404],
      ] as const
      for (const [place, [claims, status]] of told.entries()) {
        const later = {
          ...first,
          revision: place + 2,
          rating: place,
          respondent: { token: await token(claims) },
        }
        const { status: answered } = await world.client.publicly(save, later)
        expect([claims, answered]).toEqual([claims, status])
      }
      expect(await stored(survey)).toMatchObject([{ rating: 1, respondent: { id: 'u1' } }])
    })

    it('has room in a survey that strangers filled, as views and links do', async () => {
      const survey = await world.newSurvey({ metric: 'nps', rules: { quota: 2 } })
      const invitation = (
        await world.client.post(`/v1/surveys/${survey}/invitations`, { respondent: { id: 'u1' } })
      ).body
      for (const id of ['x', 'y']) expect(await saveAs(survey, { id })).toBe(201)
      expect(await saveAs(survey, { id: 'z' })).toBe(410)
      const respondent = { token: await token({ id: 'u0' }) }
      const shown = { surveyId: survey, id: 'signed-view', event: 'shown', respondent }
      expect((await world.client.publicly(view, shown)).status).toBe(200)
      expect(await saveAs(survey, respondent)).toBe(201)
      expect((await answer(invitation.link, 9)).status).toBe(200)
      expect(await verified(survey)).toHaveLength(2)
      expect(await saveAs(survey, { token: await token({ id: 'u9' }) })).toBe(410)
    })
  })

  describe('a stranger', () => {
    it('gives nobody rest who is signed: no answer, view or dismissal of theirs counts for a name', async () => {
      const survey = await world.newSurvey({ metric: 'nps', rules: { quietDays: 30 } })
      const who = `token=${await token({ id: 'quiet-1', email: 'quiet-1@example.com' })}`
      for (const respondent of [
        { id: 'quiet-1' },
        { email: 'Quiet-1@example.com' },
        { id: 'quiet-1', email: 'quiet-1@example.com', signature: 'ab'.repeat(32) },
        { token: await token({ id: 'eve' }), email: 'quiet-1@example.com' },
        { token: await token({ id: 'quiet-1' }, 'another secret, of somebody else') },
      ]) {
        await saveAs(survey, respondent)
        for (const event of ['shown', 'dismissed'])
          await world.client.publicly(view, { surveyId: survey, id: crypto.randomUUID(), event, respondent })
      }
      await answer(addressOf(survey, 'email=quiet-1@example.com'), 0)
      expect(await asked(survey, who)).toEqual({ ask: true })
    })

    it('changes nothing of a view that was signed', async () => {
      const survey = await world.newSurvey()
      const id = crypto.randomUUID()
      const see = (event: string, respondent: object) =>
        world.client.publicly(view, { surveyId: survey, id, event, respondent })
      const ada = { token: await token({ id: 'view-1' }) }
      await see('shown', ada)
      for (const other of [{ id: 'view-1' }, { token: await token({ id: 'eve' }) }])
        expect((await see('dismissed', other)).status).toBe(200)
      expect(await asked(survey, `token=${ada.token}`)).toEqual({ ask: true })
      await see('dismissed', ada)
      expect(await asked(survey, `token=${ada.token}`)).toMatchObject({ ask: false, reason: 'dismissed' })
    })

    it('keeps no campaign from mailing somebody, by an answer or by the quota', async () => {
      const survey = await world.newSurvey({ metric: 'nps', rules: { quota: 1, quietDays: 30 } })
      const from = { address: 'ask@acme.example' }
      const campaign = (await world.client.post('/v1/campaigns', { surveyId: survey, from })).body
      const people = [{ email: 'mailed-1@example.com', id: 'mailed-1' }]
      await world.client.post(`/v1/campaigns/${campaign.id}/people`, people)
      await saveAs(survey, { id: 'mailed-1', email: 'mailed-1@example.com' })
      const dry = async () => (await world.client.get(`/v1/campaigns/${campaign.id}/dry-run`)).body.items
      expect(await dry()).toMatchObject([{ outcome: 'send' }])
      await saveAs(survey, { token: await token({ email: 'MAILED-1@example.com' }) })
      expect(await dry()).toMatchObject([{ outcome: 'not' }])
    })
  })
}
