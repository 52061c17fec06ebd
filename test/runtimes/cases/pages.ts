import { describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import { sendAnswer } from '../forms.ts'
import type { World } from '../world.ts'

/** Pages, scripts and the description of the API. */
export function pagesCases(world: World) {
  describe('pages', () => {
    it('ask the survey as a form that stores nothing until it is sent, and works without JavaScript', async () => {
      const survey = await world.newSurvey()
      const address = `${world.collector.url}/s/${survey}`
      for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(address, { method })).status).toBe(200)
      expect(await world.stored(survey)).toEqual([])
      const { body: form, headers } = await send(address)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      const sendForm = (given: Record<string, string>) => sendAnswer(world, form, given)

      expect((await sendForm({ comment: 'no score' })).status).toBe(422)
      expect((await sendForm({ rating: '11' })).status).toBe(422)
      expect(await world.stored(survey)).toEqual([])
      expect((await sendForm({ rating: '7', comment: 'so so' })).status).toBe(200)
      expect((await sendForm({ rating: '9', comment: 'better' })).status).toBe(200)
      expect(await world.stored(survey)).toMatchObject([{ rating: 9, comment: 'better', channel: 'page' }])
    })

    it('take ticked reasons and thank by band, with its link', async () => {
      const link = { label: 'Review us', url: 'https://example.com/review' }
      const choices = ['Price', 'Support']
      const survey = await world.newSurvey({
        metric: 'nps',
        choices,
        contact: true,
        byBand: { positive: { thanks: 'Great!', link } },
      })
      const sendForm = async (rating: string) =>
        sendAnswer(world, (await send(`${world.collector.url}/s/${survey}`)).body, {
          ...{ rating, contact: 'yes' },
          choices: ['Price', 'Support'],
        })
      const { body: glad } = await sendForm('9')
      expect(glad).toContain('Great!')
      expect(glad).toContain('href="https://example.com/review"')
      expect((await sendForm('2')).body).not.toContain('example.com')
      expect(await world.stored(survey)).toMatchObject([
        { rating: 2, choices, contact: true },
        { rating: 9, choices, contact: true },
      ])
    })

    it('store the language the survey was shown in', async () => {
      const survey = await world.newSurvey()
      const headers = { 'accept-language': 'tlh, iw;q=0.9, de;q=0.5' }
      const { body: form } = await send(`${world.collector.url}/s/${survey}`, { headers })
      expect(form).toContain('<html lang="he" dir="rtl">')
      await sendAnswer(world, form, { rating: '9' })
      const given = { ...newResponse(survey), language: 'pt-BR' }
      await world.client.publicly('/v1/public/responses', given)
      const stored = await world.stored(survey)
      expect(new Set(stored.map(({ language }: { language: string }) => language))).toEqual(
        new Set(['he', 'pt-BR']),
      )
    })

    it('show what was typed as text and nothing else', async () => {
      const survey = await world.newSurvey({ metric: 'nps', question: '<img src=x onerror=alert(1)>' })
      const { body } = await send(`${world.collector.url}/s/${survey}`)
      expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;')
      expect(body).not.toContain('<img')
    })

    it.each([
      '/',
      '/demo',
      '/docs',
      '/docs/widget',
      '/docs/reference',
      '/docs/report.png',
      '/s/demo',
      '/console',
      '/healthz',
      '/readyz',
    ])('answer at %s', async (path) => {
      expect((await send(`${world.collector.url}${path}`)).status).toBe(200)
    })
  })

  describe('scripts', () => {
    it('may be loaded by any page', async () => {
      for (const path of ['/sayso.js', '/sayso/demo.js']) {
        const { status, headers } = await send(`${world.collector.url}${path}`)
        expect(status).toBe(200)
        expect(headers.get('content-type')).toContain('text/javascript')
        expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
        expect(headers.get('access-control-allow-origin')).toBe('*')
      }
      const { body: loader } = await send(`${world.collector.url}/sayso.js`)
      const renderer = loader.match(/renderer-[\w-]+\.js/)[0]
      expect(
        (await send(`${world.collector.url}/widget/${renderer}`)).headers.get('cache-control'),
      ).toContain('immutable')
    })

    it('name the files a survey is drawn with', async () => {
      const look = { accent: '#6b74f2' }
      const rules = { pages: { include: ['/billing'] }, when: { exit: true } }
      const survey = await world.newSurvey({ metric: 'nps', language: 'de', format: 'bar', look, rules })
      const { body } = await send(`${world.collector.url}/sayso/${survey}.mjs`)
      const filled = JSON.parse(body.replace('export const filled=', ''))
      expect(filled.chunks).toEqual([
        expect.stringMatching(/^widget\/Dialog-[\w-]+\.js$/),
        expect.stringMatching(/^widget\/theme-[\w-]+\.js$/),
      ])
      expect(filled.survey).toMatchObject({ rules, words: { send: 'Senden' } })
      for (const file of filled.chunks)
        expect((await send(`${world.collector.url}/${file}`)).status).toBe(200)
    })

    it('carry the definition when asked for by survey, whatever is in it', async () => {
      const question = 'Ça va? </script> $& " \\ \u2028 !'
      const survey = await world.newSurvey({ metric: 'nps', question })
      const { body } = await send(`${world.collector.url}/sayso/${survey}.js`)
      const asked = (script: string) => JSON.parse(script.match(/illed=(\{.*\})/)![1]!).survey.question
      expect(asked(body)).toBe(question)
      expect(() => new Function(body)).not.toThrow()
      const { body: imported } = await send(`${world.collector.url}/sayso/${survey}.mjs`)
      expect(asked(imported)).toBe(question)
      expect(imported).not.toMatch(/[<\u2028]/)
      expect((await send(`${world.collector.url}/sayso/none.js`)).status).toBe(404)
    })
  })

  it('describes itself as OpenAPI 3.1', async () => {
    const { body } = await send(`${world.collector.url}/openapi.json`)
    expect(body.openapi).toBe('3.1.0')
    expect(Object.keys(body.paths)).toContain('/v1/public/responses')
    expect(body.components.schemas.NewResponse.required).toContain('writeKey')
  })

  it('answers problems for what is not there', async () => {
    const { status, headers } = await send(`${world.collector.url}/nothing/here`)
    expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  })
}
