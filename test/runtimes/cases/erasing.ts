import { describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import { sendAnswer } from '../forms.ts'
import type { World } from '../world.ts'

/** Who was erased stays away, by every way in. */
export function erasingCases(world: World) {
  const named = (id: string) => ({ id, email: `${id}@example.com` })

  it('a person who was erased comes back by no way, and whoever has a key is told so', async () => {
    const survey = await world.newSurvey()
    const respondent = named('erased-dulcinea')
    const answer = newResponse(survey, { respondent, comment: 'words' })
    const invite = () => world.client.post(`/v1/surveys/${survey}/invitations`, { respondent })
    const { body: invited } = await invite()
    await world.client.publicly('/v1/public/responses', answer)
    await sendAnswer(world, (await send(invited.link)).body, { rating: '3' })
    await world.importRows(survey, [{ id: 'i', rating: 4, respondent }])
    await expect.poll(() => world.stored(survey)).toHaveLength(3)

    const gone = await world.client.erase(`/v1/respondents/${respondent.id}`)
    expect(gone.body).toMatchObject({ responses: 3 })
    const again = await world.client.publicly('/v1/public/responses', { ...answer, revision: 2 })
    expect(again.status).toBeLessThan(300)
    await world.client.publicly('/v1/public/responses', newResponse(survey, { respondent }))
    await world.client.publicly('/v1/public/views', {
      ...{ surveyId: survey, id: 'v', event: 'shown', respondent },
    })
    const late = await sendAnswer(world, (await send(invited.link)).body, { rating: '3' })
    expect(late.status).toBe(410)
    const row = { id: 'j', rating: 4, respondent: { email: respondent.email } }
    expect((await world.importRows(survey, [row])).body).toMatchObject({ added: 0, erased: 1 })
    expect((await invite()).status).toBe(422)
    const { body: campaign } = await world.client.post('/v1/campaigns', {
      ...{ surveyId: survey, from: { address: 'us@example.com' } },
    })
    const people = await world.client.post(`/v1/campaigns/${campaign.id}/people`, [
      { email: respondent.email },
    ])
    expect(people.body).toMatchObject({ added: 0, refused: [{ line: 1 }] })
    expect(await world.stored(survey)).toEqual([])
    expect((await world.client.get(`/v1/respondents/${respondent.id}`)).status).toBe(404)
  })

  it('an answer that its person deleted does not come back by the same link', async () => {
    const survey = await world.newSurvey()
    const { body: invited } = await world.client.post(`/v1/surveys/${survey}/invitations`, {
      respondent: named('erased-sancho'),
    })
    const answerAgain = async () => sendAnswer(world, (await send(invited.link)).body, { rating: '3' })
    expect((await answerAgain()).status).toBe(200)
    const body = new URLSearchParams({ deed: 'erase', sure: 'yes' })
    expect((await send(invited.receipt, { method: 'POST', body })).status).toBe(200)
    expect((await answerAgain()).status).toBe(410)
    expect(await world.stored(survey)).toEqual([])
  })

  describe('suppressions', () => {
    it('outlive the erasure of their person, and name nobody', async () => {
      const respondent = named('erased-quijote')
      const survey = await world.newSurvey()
      const { body: invited } = await world.client.post(`/v1/surveys/${survey}/invitations`, { respondent })
      await send(invited.unsubscribe, { method: 'POST' })
      const path = `/v1/respondents/${encodeURIComponent(respondent.email)}`
      await world.client.erase(path)
      expect((await world.client.get(path)).body.suppressions).toMatchObject([{ reason: 'unsubscribed' }])
      const { body } = await world.client.get('/v1/suppressions?limit=1000')
      expect(JSON.stringify(body)).not.toContain('quijote')
    })
  })
}
