import { describe, expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import type { World } from '../world.ts'

/** The survey as a mail. */
export function mailsCases(world: World) {
  const preview = (survey: string, query: string) => world.client.get(`/v1/surveys/${survey}/email${query}`)

  describe('a survey mail', () => {
    it('is shown as JSON, HTML and text, in the language asked for', async () => {
      const survey = await world.newSurvey({
        metric: 'nps',
        question: 'How was it?',
        translations: { 'pt-BR': { question: 'Como foi?' } },
      })
      const { body } = await preview(survey, '')
      expect(body.subject).toBe('How was it?')
      expect(body.html).toContain(`/s/${survey}?rating=10"`)
      expect(body.text).toContain(`/s/${survey}?rating=0\n`)
      const html = await preview(survey, '?format=html&language=pt')
      expect(html.headers.get('content-type')).toContain('text/html')
      expect(html.body).toContain('Como foi?')
      expect(html.body).toContain('lang="pt-BR"')
      const text = await preview(survey, '?format=text&language=fr')
      expect(text.headers.get('content-type')).toContain('text/plain')
      expect(text.body).toContain('How was it?')
    })

    it.each([
      ['mailchimp', '*|EMAIL|*', '*|FNAME|*'],
      ['customerio', '{{customer.email}}', '{{customer.first_name}}'],
      ['hubspot', '{{contact.email}}', '{{contact.firstname}}'],
      ['intercom', '{{email}}', '{{first_name}}'],
      ['plain', '{{email}}', '{{name}}'],
    ])('is a block for %s with its merge tags', async (service, email, name) => {
      const survey = await world.newSurvey({ metric: 'csat', question: 'Hi {name}, how was it?' })
      const { html, text } = (await preview(survey, `?for=${service}`)).body
      expect(html).toContain(`/s/${survey}?rating=5&amp;email=${email}"`)
      expect(text).toContain(`/s/${survey}?rating=5&email=${email}`)
      expect(html).toContain(`Hi ${name}, how was it?`)
      expect(html).not.toMatch(/<(html|body|style)\b/)
    })

    it('says what may be asked for', async () => {
      for (const [query, field] of [
        ['?format=pdf', 'format'],
        ['?for=pigeon', 'for'],
        ['?language=-', 'language'],
      ]) {
        const { status, body } = await preview('demo', query!)
        expect([status, body.errors[0].field]).toEqual([422, field])
      }
      expect((await preview('none', '')).status).toBe(404)
      expect((await send(`${world.collector.url}/v1/surveys/demo/email`)).status).toBe(401)
    })
  })
}
