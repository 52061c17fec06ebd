import { afterAll, describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'

/** Whose pages may use a survey. */
export function originsCases(world: World) {
  describe('origins', () => {
    const page = { origin: 'https://app.example.com' }

    afterAll(() => world.client.patch('/v1/workspace', { allowedOrigins: ['*'] }))

    it('serves listed origins only, by exact match, and never with credentials', async () => {
      const survey = await world.newSurvey()
      const { body } = await world.client.patch('/v1/workspace', { allowedOrigins: [page.origin] })
      expect(body.allowedOrigins).toEqual([page.origin])

      const allowed = await world.client.publicly(save, newResponse(survey), page)
      expect(allowed.status).toBe(201)
      expect(allowed.headers.get('access-control-allow-origin')).toBe(page.origin)
      expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
      const definition = await send(`${world.collector.url}/v1/public/surveys/${survey}`, { headers: page })
      expect(definition.headers.get('access-control-allow-origin')).toBe(page.origin)

      const strangers = [
        'https://evil.example',
        'https://app.example.com.evil.example',
        'http://app.example.com',
      ]
      for (const origin of [...strangers, 'https://APP.example.com:8443', 'null']) {
        const refused = await world.client.publicly(save, newResponse(survey), { origin })
        expect([origin, refused.status, refused.body.code]).toEqual([origin, 403, 'origin-not-allowed'])
        expect(refused.headers.get('access-control-allow-origin')).toBeNull()
        const view = { surveyId: survey, id: 'v', event: 'shown' }
        expect((await world.client.publicly('/v1/public/views', view, { origin })).status).toBe(403)
        expect(
          (await send(`${world.collector.url}/v1/public/surveys/${survey}`, { headers: { origin } })).status,
        ).toBe(403)
      }
      expect((await world.report(survey)).n).toBe(1)
    })

    it('needs no permission for its own pages and for callers that are no page', async () => {
      const survey = await world.newSurvey()
      await world.client.patch('/v1/workspace', { allowedOrigins: [] })
      expect(
        (await world.client.publicly(save, newResponse(survey), { origin: world.collector.url })).status,
      ).toBe(201)
      expect((await world.client.publicly(save, newResponse(survey))).status).toBe(201)
    })

    it('lets an allowed page read why it was refused', async () => {
      const { status, headers } = await world.client.publicly(save, newResponse('none'), page)
      expect([status, headers.get('access-control-allow-origin')]).toEqual([404, page.origin])
    })

    it('refuses origins that are none', async () => {
      for (const origin of ['https://a.example/path', 'a.example', 'javascript:alert(1)', '']) {
        const { status, body } = await world.client.patch('/v1/workspace', { allowedOrigins: [origin] })
        expect([status, body.code]).toEqual([422, 'invalid'])
      }
    })

    it('answers a preflight without storing anything', async () => {
      const headers = { ...page, 'access-control-request-method': 'POST' }
      const { status, headers: answered } = await send(`${world.collector.url}${save}`, {
        method: 'OPTIONS',
        headers,
      })
      expect(status).toBe(204)
      expect(answered.get('access-control-allow-headers')).toContain('content-type')
      expect(answered.get('access-control-allow-credentials')).toBeNull()
    })
  })
}
