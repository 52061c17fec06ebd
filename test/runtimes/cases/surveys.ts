import { describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'

/** Making, reading, changing and closing surveys. */
export function surveysCases(world: World) {
  describe('surveys', () => {
    it('are made, read, changed as a new version, and listed', async () => {
      const id = await world.newSurvey({
        metric: 'ces',
        scale: '1-7',
        threshold: 6,
        touchpoint: 'support',
        name: 'Help',
      })
      const { body: made } = await world.client.get(`/v1/surveys/${id}`)
      expect(made).toMatchObject({
        id,
        metric: 'ces',
        scale: '1-7',
        threshold: 6,
        version: 1,
        status: 'live',
      })
      const changed = await world.client.patch(`/v1/surveys/${id}`, { question: 'Was it easy?' })
      expect(changed.body).toMatchObject({ version: 2, question: 'Was it easy?', touchpoint: 'support' })
      const asked = await send(`${world.collector.url}/v1/public/surveys/${id}`)
      expect(asked.body).toMatchObject({ id, version: 2, question: 'Was it easy?', scale: { positive: 6 } })
      expect(Object.keys(asked.body)).not.toContain('name')
      const { body: list } = await world.client.get('/v1/surveys?limit=1')
      expect(list.items[0].id).toBe(id)
      const { body: next } = await world.client.get(
        `/v1/surveys?limit=1&cursor=${encodeURIComponent(list.nextCursor)}`,
      )
      expect(next.items[0].id).not.toBe(id)
    })

    it('bind a response to the version the person saw', async () => {
      const survey = await world.newSurvey()
      await world.client.patch(`/v1/surveys/${survey}`, { question: 'New?' })
      await world.client.publicly(save, newResponse(survey, { surveyVersion: 1 }))
      expect(await world.stored(survey)).toMatchObject([{ surveyVersion: 1 }])
    })

    it('keep metric and scale for good', async () => {
      const id = await world.newSurvey({ metric: 'csat' })
      expect((await world.client.patch(`/v1/surveys/${id}`, { scale: '1-7' })).status).toBe(409)
      expect((await world.client.patch(`/v1/surveys/${id}`, { metric: 'nps' })).status).toBe(409)
      expect((await world.client.get(`/v1/surveys/${id}`)).body.version).toBe(1)
    })

    it.each([
      ['metric', {}],
      ['metric', { metric: 'happiness' }],
      ['scale', { metric: 'nps', scale: '1-5' }],
      ['scale', { metric: 'csat', scale: '0-10' }],
      ['scale', { metric: 'csat', scale: 'toString' }],
      ['threshold', { metric: 'nps', threshold: 8 }],
      ['threshold', { metric: 'csat', threshold: 1 }],
      ['threshold', { metric: 'csat', threshold: 6 }],
      ['threshold', { metric: 'ces', scale: '1-5-effort', threshold: 5 }],
      ['question', { metric: 'nps', question: '  ' }],
      ['language', { metric: 'nps', language: '"><script>' }],
    ])('422 naming %s for %j', async (field, given) => {
      const { status, body } = await world.client.post('/v1/surveys', given)
      expect(status).toBe(422)
      expect(body.errors[0].field).toBe(field)
    })

    it.each([
      ['ar', 'nps', 'ما مدى احتمال توصيتك بنا لصديق أو زميل؟', 'محتمل للغاية'],
      ['de', 'csat', 'Wie zufrieden sind Sie mit uns?', 'Sehr zufrieden'],
      ['pt-br', 'csat', 'Qual é o seu grau de satisfação conosco?', 'Satisfação muito alta'],
      ['pt-AO', 'csat', 'Qual é o seu grau de satisfação connosco?', 'Satisfação muito alta'],
      ['en-GB', 'ces', 'We made it easy for you to get things done. Do you agree?', 'Strongly agree'],
      ['tlh', 'csat', 'How satisfied are you with us?', 'Very satisfied'],
    ])('ask in %s, for %s, when they bring no question: %s', async (language, metric, question, label) => {
      const id = await world.newSurvey({ metric, language })
      for (const path of [`/s/${id}`, `/sayso/${id}.js`]) {
        const { body } = await send(`${world.collector.url}${path}`)
        expect(body).toContain(question)
        expect(body).toContain(label)
      }
    })

    it('keep the question they were made with when their language changes', async () => {
      const id = await world.newSurvey({ metric: 'ces', scale: '1-5-effort', language: 'fr' })
      const { body } = await world.client.patch(`/v1/surveys/${id}`, { language: 'de' })
      expect(body).toMatchObject({
        language: 'de',
        question: 'Combien d’efforts avez-vous dû fournir pour y parvenir\u202f?',
        lowLabel: 'Très peu',
      })
    })

    it('sends 304 to who has the definition already', async () => {
      const first = await world.client.get('/v1/public/surveys/demo')
      const again = await world.client.get('/v1/public/surveys/demo', {
        'if-none-match': first.headers.get('etag')!,
      })
      expect(again.status).toBe(304)
    })
  })
}
