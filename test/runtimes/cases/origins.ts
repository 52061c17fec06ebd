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
        expect(refused.headers.get('access-control-allow-origin')).toBe(origin)
        expect(refused.headers.get('access-control-allow-credentials')).toBeNull()
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

    it.each([
      ['https://app.example.com/', 'https://app.example.com', ['https://app.example.com']],
      ['HTTPS://App.Example.com:443', 'https://app.example.com', ['https://app.example.com']],
      ['http://bücher.example:80', 'http://xn--bcher-kva.example', ['http://xn--bcher-kva.example']],
      [
        'https://*.Example.com',
        'https://*.example.com',
        ['https://a.example.com', 'https://b.a.example.com'],
      ],
      ['http://localhost:*', 'http://localhost:*', ['http://localhost:5173', 'http://localhost']],
      ['http://[::1]:*', 'http://[::1]:*', ['http://[::1]:3000']],
      ['https://*.example.com:*', 'https://*.example.com:*', ['https://a.example.com:8443']],
      ['capacitor://localhost', 'capacitor://localhost', ['capacitor://localhost']],
      ['ionic://localhost', 'ionic://localhost', ['ionic://localhost']],
      ['tauri://localhost/', 'tauri://localhost', ['tauri://localhost']],
      ['chrome-extension://AbCd', 'chrome-extension://abcd', ['chrome-extension://abcd']],
      ['safari-web-extension://1A2B', 'safari-web-extension://1a2b', ['safari-web-extension://1A2B']],
      ['moz-extension://1a-2b', 'moz-extension://1a-2b', ['moz-extension://1a-2b']],
      ['myapp://*', 'myapp://*', ['myapp://home']],
    ])('keeps %s as %s, which allows its pages to save and to read', async (given, kept, origins) => {
      const survey = await world.newSurvey()
      const { body } = await world.client.patch('/v1/workspace', { allowedOrigins: [given, given] })
      expect(body.allowedOrigins).toEqual([kept])
      for (const origin of origins) {
        const saved = await world.client.publicly(save, newResponse(survey), { origin })
        expect([origin, saved.status]).toEqual([origin, 201])
        expect(saved.headers.get('access-control-allow-origin')).toBe(origin)
        const view = { surveyId: survey, id: crypto.randomUUID(), event: 'shown' }
        expect((await world.client.publicly('/v1/public/views', view, { origin })).status).toBe(200)
        const read = await send(`${world.collector.url}/v1/public/surveys/${survey}`, { headers: { origin } })
        expect(read.status).toBe(200)
      }
    })

    it('allows by a pattern nothing beside it', async () => {
      const survey = await world.newSurvey()
      const allowedOrigins = ['https://*.example.com', 'http://localhost:*', 'capacitor://localhost']
      await world.client.patch('/v1/workspace', { allowedOrigins })
      const others = [
        'https://example.com',
        'http://a.example.com',
        'https://a.example.com:8443',
        'https://a.example.com.evil.example',
        'https://evilexample.com',
        'https://localhost:5173',
        'http://localhost.evil.example',
        'capacitor://other',
        'null',
      ]
      for (const origin of others) {
        const refused = await world.client.publicly(save, newResponse(survey), { origin })
        expect([origin, refused.status]).toEqual([origin, 403])
        const view = { surveyId: survey, id: crypto.randomUUID(), event: 'shown' }
        expect((await world.client.publicly('/v1/public/views', view, { origin })).status).toBe(403)
      }
    })

    it.each([
      ['https://a.example/path', 'path'],
      ['https://a.example?x', 'path, query'],
      ['https://a.example#x', 'path, query'],
      ['https://ann:secret@a.example', 'user name'],
      ['null', 'null'],
      ['a.example', 'like https://app.example.com'],
      ['javascript:alert(1)', 'like https://app.example.com'],
      ['javascript://a.example', 'like https://app.example.com'],
      ['data://a.example', 'like https://app.example.com'],
      ['file://', 'like https://app.example.com'],
      ['https://*', 'first label'],
      ['https://a.*.example', 'first label'],
      ['https://*.127.0.0.1', 'first label'],
      ['https://a.example:99999', 'first label'],
      ['', 'like https://app.example.com'],
    ])('refuses %s and says why', async (origin, why) => {
      const { status, body } = await world.client.patch('/v1/workspace', { allowedOrigins: [origin] })
      expect([status, body.code]).toEqual([422, 'invalid'])
      expect(body.errors[0].detail).toContain(why)
    })

    it('tells the page why a script is refused', async () => {
      for (const path of ['/sayso/none.js', '/sayso/none.mjs', '/widget/none.js']) {
        const { status, headers } = await send(`${world.collector.url}${path}`, { headers: page })
        expect([path, status, headers.get('access-control-allow-origin')]).toEqual([path, 404, page.origin])
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
