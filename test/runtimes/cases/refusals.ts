import { describe, expect, it } from 'vitest'
import { newResponse, send } from '../../support/client.ts'
import type { World } from '../world.ts'

const save = '/v1/public/responses'

/** What is refused, with which status and code, and that it changes nothing. */
export function refusalsCases(world: World) {
  describe('refusing what is wrong, without changing anything', () => {
    const wrongRatings = ['11', '-1', '9.5', '"9"', 'true', 'null', '1e400', '[]', '{}', '""']
    it.each(wrongRatings)('422 for the rating %s', async (rating) => {
      const survey = await world.newSurvey()
      const text = JSON.stringify(newResponse(survey)).replace('"rating":9', `"rating":${rating}`)
      const { status, body, headers } = await world.client.publicly(save, text)
      expect(status).toBe(422)
      expect(headers.get('content-type')).toBe('application/problem+json')
      expect(body).toMatchObject({ status: 422, code: 'invalid', errors: [{ field: 'rating' }] })
      expect(await world.stored(survey)).toEqual([])
    })

    it('reads 9.0 as 9 and −0 as 0', async () => {
      const survey = await world.newSurvey()
      for (const rating of ['9.0', '-0', '9e0']) {
        const text = JSON.stringify(newResponse(survey)).replace('"rating":9', `"rating":${rating}`)
        expect((await world.client.publicly(save, text)).status).toBe(201)
      }
      const { distribution } = await world.report(survey)
      expect(distribution[0].count).toBe(1)
      expect(distribution[9].count).toBe(2)
    })

    it.each([
      ['surveyId', undefined],
      ['id', undefined],
      ['id', ''],
      ['id', 'with space'],
      ['writeKey', undefined],
      ['revision', undefined],
      ['revision', 0],
      ['revision', 1.5],
      ['rating', undefined],
      ['comment', 7],
      ['comment', 'x'.repeat(5001)],
      ['properties', []],
      ['properties', { a: {} }],
      ['properties', { a: null }],
      ['properties', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 1]))],
      ['respondent', 'ada'],
    ])('422 naming %s when it is %j', async (field, value) => {
      const survey = await world.newSurvey()
      const { status, body } = await world.client.publicly(save, newResponse(survey, { [field]: value }))
      expect(status).toBe(422)
      expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field])
      expect(await world.stored(survey)).toEqual([])
    })

    it('keeps the score that was sent before a reason that is too long', async () => {
      const survey = await world.newSurvey()
      const response = newResponse(survey)
      await world.client.publicly(save, response)
      const long = { ...response, revision: 2, comment: 'x'.repeat(5001) }
      expect((await world.client.publicly(save, long)).status).toBe(422)
      expect(await world.stored(survey)).toMatchObject([{ rating: 9, revision: 1 }])
    })

    it('never repeats what was sent', async () => {
      const marked = 'marked-8f2c'
      const survey = await world.newSurvey()
      for (const given of [{ rating: marked }, { comment: [marked] }, { properties: { [marked]: [] } }]) {
        const { body } = await world.client.publicly(save, newResponse(survey, given))
        expect(JSON.stringify(body)).not.toContain(marked)
      }
      expect(JSON.stringify((await world.client.publicly(save, `{"${marked}`)).body)).not.toContain(marked)
    })

    it.each(['', '{', 'null{', '{"surveyId":}', "{'a':1}"])(
      '400 for the body %j, which is not JSON',
      async (body) => {
        expect(await world.client.publicly(save, body)).toMatchObject({
          status: 400,
          body: { code: 'bad-json' },
        })
      },
    )

    it.each(['[]', 'null', '3', '"text"'])('422 for the JSON %j, which is no response', async (body) => {
      expect((await world.client.publicly(save, body)).status).toBe(422)
    })

    it('400 for bytes that are not UTF-8', async () => {
      const survey = await world.newSurvey()
      const bytes = new TextEncoder().encode(JSON.stringify(newResponse(survey, { comment: 'caf?' })))
      bytes[bytes.indexOf(63)] = 0xe9
      expect(await world.client.publicly(save, bytes)).toMatchObject({
        status: 400,
        body: { code: 'bad-encoding' },
      })
      expect(await world.stored(survey)).toEqual([])
    })

    it('413 for a body over 32 KiB', async () => {
      const survey = await world.newSurvey()
      const { status, body } = await world.client.publicly(
        save,
        newResponse(survey, { extra: 'x'.repeat(33_000) }),
      )
      expect([status, body.code]).toEqual([413, 'body-too-large'])
      expect(await world.stored(survey)).toEqual([])
    })

    it.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'image/png', ''])(
      '415 for the content type %j',
      async (type) => {
        const survey = await world.newSurvey()
        const { status, body } = await world.client.publicly(save, newResponse(survey), {
          'content-type': type,
        })
        expect([status, body.code]).toEqual([415, 'unsupported-media-type'])
      },
    )

    it('404 for a survey there is none of, and for a draft', async () => {
      const draft = await world.newSurvey({ metric: 'nps', status: 'draft' })
      for (const id of ['no-such-survey', draft]) {
        expect((await world.client.publicly(save, newResponse(id))).status).toBe(404)
        expect((await world.client.get(`/v1/public/surveys/${id}`)).status).toBe(404)
      }
    })

    it('410 for a closed survey, yet 200 for the retry of a stored response', async () => {
      const survey = await world.newSurvey()
      const response = newResponse(survey)
      await world.client.publicly(save, response)
      expect((await world.client.post(`/v1/surveys/${survey}/close`)).body.status).toBe('closed')
      expect(await world.client.publicly(save, newResponse(survey))).toMatchObject({
        status: 410,
        body: { code: 'survey-closed' },
      })
      expect((await world.client.publicly(save, response)).status).toBe(200)
      expect((await world.client.get(`/v1/public/surveys/${survey}`)).status).toBe(410)
      expect((await world.report(survey)).n).toBe(1)
      await world.client.post(`/v1/surveys/${survey}/publish`)
      expect((await world.client.publicly(save, newResponse(survey))).status).toBe(201)
    })
  })

  describe('keys', () => {
    it('are needed for everything that is not public', async () => {
      const calls = [
        '/v1/surveys',
        '/v1/surveys/demo',
        '/v1/surveys/demo/report',
        '/v1/surveys/demo/responses',
      ]
      for (const path of [...calls, '/v1/workspace', '/v1/nothing']) {
        for (const headers of [
          {},
          { authorization: 'Bearer wrong' },
          { authorization: world.collector.key },
        ]) {
          const { status, body } = await send(`${world.collector.url}${path}`, {
            headers: headers as HeadersInit,
          })
          expect([path, status, body.code]).toEqual([path, 401, 'unauthorized'])
        }
      }
    })
  })
}
