import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, clientOf, newResponse, send } from '../support/client.ts'
import type { Collector } from '../support/collector.ts'

const save = '/v1/public/responses'

/** Everything the HTTP surface promises, for any runtime the application runs in. */
export function describeCollector(runtime: string, start: () => Promise<Collector>) {
  describe(`the collector on ${runtime}`, () => {
    let collector: Collector
    let client: Client

    beforeAll(async () => {
      collector = await start()
      client = clientOf(collector)
    })
    afterAll(() => collector?.close())

    async function newSurvey(given: Record<string, unknown> = { metric: 'nps' }): Promise<string> {
      const { status, body } = await client.post('/v1/surveys', given)
      expect(status).toBe(201)
      return body.id
    }
    const stored = async (surveyId: string) =>
      (await client.get(`/v1/surveys/${surveyId}/responses`)).body.items
    const report = async (surveyId: string, query = '') =>
      (await client.get(`/v1/surveys/${surveyId}/report${query}`)).body

    describe('saving a response', () => {
      it('stores the score at the click and the reason as the next revision', async () => {
        const survey = await newSurvey()
        const response = newResponse(survey)
        const first = await client.publicly(save, response)
        expect([first.status, first.body]).toEqual([201, { id: response.id, revision: 1 }])
        expect(await stored(survey)).toMatchObject([{ id: response.id, rating: 9, comment: null }])

        const second = await client.publicly(save, { ...response, revision: 2, comment: ' quick help\n' })
        expect([second.status, second.body]).toEqual([200, { id: response.id, revision: 2 }])
        expect(await stored(survey)).toMatchObject([{ rating: 9, comment: 'quick help', revision: 2 }])
        expect(await report(survey)).toMatchObject({ n: 1, commented: { count: 1, of: 1, percent: 100 } })
      })

      it('ends in the same state in whatever order and however often revisions arrive', async () => {
        const survey = await newSurvey()
        const base = newResponse(survey, { properties: { plan: 'pro' } })
        const revisions = [
          { ...base, rating: 3 },
          { ...base, revision: 2, rating: 9 },
          { ...base, revision: 3, rating: 8, comment: 'because' },
        ]
        const answers = []
        for (const place of [2, 0, 1, 2, 0]) answers.push(await client.publicly(save, revisions[place]))
        expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200])
        expect(answers.map(({ body }) => body.revision)).toEqual([3, 3, 3, 3, 3])
        expect(await stored(survey)).toMatchObject([
          { rating: 8, comment: 'because', revision: 3, properties: { plan: 'pro' } },
        ])
        expect((await report(survey)).n).toBe(1)
      })

      it('answers a repeated send 200 and changes nothing', async () => {
        const survey = await newSurvey()
        const response = newResponse(survey)
        await client.publicly(save, response)
        const before = await stored(survey)
        expect((await client.publicly(save, { ...response, rating: 1 })).status).toBe(200)
        expect(await stored(survey)).toEqual(before)
      })

      it('does not let another write key touch it', async () => {
        const survey = await newSurvey()
        const response = newResponse(survey)
        await client.publicly(save, response)
        const before = await stored(survey)
        for (const revision of [1, 2]) {
          const forged = { ...response, revision, rating: 0, writeKey: 'other' }
          expect((await client.publicly(save, forged)).status).toBe(404)
        }
        expect(await stored(survey)).toEqual(before)
      })

      it('takes JSON as application/json too', async () => {
        const survey = await newSurvey()
        const headers = { 'content-type': 'application/json' }
        expect((await client.publicly(save, newResponse(survey), headers)).status).toBe(201)
      })

      it('keeps whom the page says it is, as unverified', async () => {
        const survey = await newSurvey()
        const respondent = { id: 'u-1', email: 'ada@example.com', name: 'Ada' }
        await client.publicly(save, newResponse(survey, { respondent }))
        expect((await stored(survey))[0].respondent).toEqual({ ...respondent, verified: false })
      })

      it('keeps every character of a reason, but for NUL and halves of characters', async () => {
        const survey = await newSurvey()
        const comment = 'a\0b \ud800 é 👩‍👩‍👧 مرحبا <script>"\'; DROP TABLE responses'
        await client.publicly(save, newResponse(survey, { comment }))
        const kept = 'ab \ufffd é 👩‍👩‍👧 مرحبا <script>"\'; DROP TABLE responses'
        expect((await stored(survey))[0].comment).toBe(kept)
      })

      it('ignores keys it does not know, so that newer widgets keep working', async () => {
        const survey = await newSurvey()
        expect((await client.publicly(save, newResponse(survey, { mood: 'good' }))).status).toBe(201)
      })
    })

    describe('refusing what is wrong, without changing anything', () => {
      const wrongRatings = ['11', '-1', '9.5', '"9"', 'true', 'null', '1e400', '[]', '{}', '""']
      it.each(wrongRatings)('422 for the rating %s', async (rating) => {
        const survey = await newSurvey()
        const text = JSON.stringify(newResponse(survey)).replace('"rating":9', `"rating":${rating}`)
        const { status, body, headers } = await client.publicly(save, text)
        expect(status).toBe(422)
        expect(headers.get('content-type')).toBe('application/problem+json')
        expect(body).toMatchObject({ status: 422, code: 'invalid', errors: [{ field: 'rating' }] })
        expect(await stored(survey)).toEqual([])
      })

      it('reads 9.0 as 9 and −0 as 0', async () => {
        const survey = await newSurvey()
        for (const rating of ['9.0', '-0', '9e0']) {
          const text = JSON.stringify(newResponse(survey)).replace('"rating":9', `"rating":${rating}`)
          expect((await client.publicly(save, text)).status).toBe(201)
        }
        const { distribution } = await report(survey)
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
        ['channel', 'pigeon'],
      ])('422 naming %s when it is %j', async (field, value) => {
        const survey = await newSurvey()
        const { status, body } = await client.publicly(save, newResponse(survey, { [field]: value }))
        expect(status).toBe(422)
        expect(body.errors.map((error: { field: string }) => error.field)).toEqual([field])
        expect(await stored(survey)).toEqual([])
      })

      it('keeps the score that was sent before a reason that is too long', async () => {
        const survey = await newSurvey()
        const response = newResponse(survey)
        await client.publicly(save, response)
        const long = { ...response, revision: 2, comment: 'x'.repeat(5001) }
        expect((await client.publicly(save, long)).status).toBe(422)
        expect(await stored(survey)).toMatchObject([{ rating: 9, revision: 1 }])
      })

      it('never repeats what was sent', async () => {
        const marked = 'marked-8f2c'
        const survey = await newSurvey()
        for (const given of [{ rating: marked }, { comment: [marked] }, { properties: { [marked]: [] } }]) {
          const { body } = await client.publicly(save, newResponse(survey, given))
          expect(JSON.stringify(body)).not.toContain(marked)
        }
        expect(JSON.stringify((await client.publicly(save, `{"${marked}`)).body)).not.toContain(marked)
      })

      it.each(['', '{', 'null{', '{"surveyId":}', "{'a':1}"])(
        '400 for the body %j, which is not JSON',
        async (body) => {
          expect(await client.publicly(save, body)).toMatchObject({ status: 400, body: { code: 'bad-json' } })
        },
      )

      it.each(['[]', 'null', '3', '"text"'])('422 for the JSON %j, which is no response', async (body) => {
        expect((await client.publicly(save, body)).status).toBe(422)
      })

      it('400 for bytes that are not UTF-8', async () => {
        const survey = await newSurvey()
        const bytes = new TextEncoder().encode(JSON.stringify(newResponse(survey, { comment: 'caf?' })))
        bytes[bytes.indexOf(63)] = 0xe9
        expect(await client.publicly(save, bytes)).toMatchObject({
          status: 400,
          body: { code: 'bad-encoding' },
        })
        expect(await stored(survey)).toEqual([])
      })

      it('413 for a body over 32 KiB', async () => {
        const survey = await newSurvey()
        const { status, body } = await client.publicly(
          save,
          newResponse(survey, { extra: 'x'.repeat(33_000) }),
        )
        expect([status, body.code]).toEqual([413, 'body-too-large'])
        expect(await stored(survey)).toEqual([])
      })

      it.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'image/png', ''])(
        '415 for the content type %j',
        async (type) => {
          const survey = await newSurvey()
          const { status, body } = await client.publicly(save, newResponse(survey), { 'content-type': type })
          expect([status, body.code]).toEqual([415, 'unsupported-media-type'])
        },
      )

      it('404 for a survey there is none of, and for a draft', async () => {
        const draft = await newSurvey({ metric: 'nps', status: 'draft' })
        for (const id of ['no-such-survey', draft]) {
          expect((await client.publicly(save, newResponse(id))).status).toBe(404)
          expect((await client.get(`/v1/public/surveys/${id}`)).status).toBe(404)
        }
      })

      it('410 for a closed survey, yet 200 for the retry of a stored response', async () => {
        const survey = await newSurvey()
        const response = newResponse(survey)
        await client.publicly(save, response)
        expect((await client.post(`/v1/surveys/${survey}/close`)).body.status).toBe('closed')
        expect(await client.publicly(save, newResponse(survey))).toMatchObject({
          status: 410,
          body: { code: 'survey-closed' },
        })
        expect((await client.publicly(save, response)).status).toBe(200)
        expect((await client.get(`/v1/public/surveys/${survey}`)).status).toBe(410)
        expect((await report(survey)).n).toBe(1)
        await client.post(`/v1/surveys/${survey}/publish`)
        expect((await client.publicly(save, newResponse(survey))).status).toBe(201)
      })
    })

    describe('origins', () => {
      const page = { origin: 'https://app.example.com' }

      afterAll(() => client.patch('/v1/workspace', { allowedOrigins: ['*'] }))

      it('serves listed origins only, by exact match, and never with credentials', async () => {
        const survey = await newSurvey()
        const { body } = await client.patch('/v1/workspace', { allowedOrigins: [page.origin] })
        expect(body.allowedOrigins).toEqual([page.origin])

        const allowed = await client.publicly(save, newResponse(survey), page)
        expect(allowed.status).toBe(201)
        expect(allowed.headers.get('access-control-allow-origin')).toBe(page.origin)
        expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
        const definition = await send(`${collector.url}/v1/public/surveys/${survey}`, { headers: page })
        expect(definition.headers.get('access-control-allow-origin')).toBe(page.origin)

        const strangers = [
          'https://evil.example',
          'https://app.example.com.evil.example',
          'http://app.example.com',
        ]
        for (const origin of [...strangers, 'https://APP.example.com:8443', 'null']) {
          const refused = await client.publicly(save, newResponse(survey), { origin })
          expect([origin, refused.status, refused.body.code]).toEqual([origin, 403, 'origin-not-allowed'])
          expect(refused.headers.get('access-control-allow-origin')).toBeNull()
          const view = { surveyId: survey, id: 'v', event: 'shown' }
          expect((await client.publicly('/v1/public/views', view, { origin })).status).toBe(403)
          expect(
            (await send(`${collector.url}/v1/public/surveys/${survey}`, { headers: { origin } })).status,
          ).toBe(403)
        }
        expect((await report(survey)).n).toBe(1)
      })

      it('needs no permission for its own pages and for callers that are no page', async () => {
        const survey = await newSurvey()
        await client.patch('/v1/workspace', { allowedOrigins: [] })
        expect((await client.publicly(save, newResponse(survey), { origin: collector.url })).status).toBe(201)
        expect((await client.publicly(save, newResponse(survey))).status).toBe(201)
      })

      it('lets an allowed page read why it was refused', async () => {
        const { status, headers } = await client.publicly(save, newResponse('none'), page)
        expect([status, headers.get('access-control-allow-origin')]).toEqual([404, page.origin])
      })

      it('refuses origins that are none', async () => {
        for (const origin of ['https://a.example/path', 'a.example', 'javascript:alert(1)', '']) {
          const { status, body } = await client.patch('/v1/workspace', { allowedOrigins: [origin] })
          expect([status, body.code]).toEqual([422, 'invalid'])
        }
      })

      it('answers a preflight without storing anything', async () => {
        const headers = { ...page, 'access-control-request-method': 'POST' }
        const { status, headers: answered } = await send(`${collector.url}${save}`, {
          method: 'OPTIONS',
          headers,
        })
        expect(status).toBe(204)
        expect(answered.get('access-control-allow-headers')).toContain('content-type')
        expect(answered.get('access-control-allow-credentials')).toBeNull()
      })
    })

    describe('surveys', () => {
      it('are made, read, changed as a new version, and listed', async () => {
        const id = await newSurvey({
          metric: 'ces',
          scale: '1-7',
          threshold: 6,
          touchpoint: 'support',
          name: 'Help',
        })
        const { body: made } = await client.get(`/v1/surveys/${id}`)
        expect(made).toMatchObject({
          id,
          metric: 'ces',
          scale: '1-7',
          threshold: 6,
          version: 1,
          status: 'live',
        })
        const changed = await client.patch(`/v1/surveys/${id}`, { question: 'Was it easy?' })
        expect(changed.body).toMatchObject({ version: 2, question: 'Was it easy?', touchpoint: 'support' })
        const asked = await send(`${collector.url}/v1/public/surveys/${id}`)
        expect(asked.body).toMatchObject({ id, version: 2, question: 'Was it easy?', scale: { positive: 6 } })
        expect(Object.keys(asked.body)).not.toContain('name')
        const { body: list } = await client.get('/v1/surveys?limit=1')
        expect(list.items[0].id).toBe(id)
        const { body: next } = await client.get(
          `/v1/surveys?limit=1&cursor=${encodeURIComponent(list.nextCursor)}`,
        )
        expect(next.items[0].id).not.toBe(id)
      })

      it('bind a response to the version the person saw', async () => {
        const survey = await newSurvey()
        await client.patch(`/v1/surveys/${survey}`, { question: 'New?' })
        await client.publicly(save, newResponse(survey, { surveyVersion: 1 }))
        expect(await stored(survey)).toMatchObject([{ surveyVersion: 1 }])
      })

      it('keep metric and scale for good', async () => {
        const id = await newSurvey({ metric: 'csat' })
        expect((await client.patch(`/v1/surveys/${id}`, { scale: '1-7' })).status).toBe(409)
        expect((await client.patch(`/v1/surveys/${id}`, { metric: 'nps' })).status).toBe(409)
        expect((await client.get(`/v1/surveys/${id}`)).body.version).toBe(1)
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
        const { status, body } = await client.post('/v1/surveys', given)
        expect(status).toBe(422)
        expect(body.errors[0].field).toBe(field)
      })

      it('sends 304 to who has the definition already', async () => {
        const first = await client.get('/v1/public/surveys/demo')
        const again = await client.get('/v1/public/surveys/demo', {
          'if-none-match': first.headers.get('etag')!,
        })
        expect(again.status).toBe(304)
      })
    })

    describe('views', () => {
      it('are noted once, whatever arrives how often', async () => {
        const survey = await newSurvey()
        const view = { surveyId: survey, id: crypto.randomUUID() }
        for (const event of ['shown', 'dismissed', 'shown', 'dismissed']) {
          const { status, body } = await client.publicly('/v1/public/views', { ...view, event })
          expect([status, body]).toEqual([200, { id: view.id }])
        }
        expect((await report(survey)).n).toBe(0)
      })

      it('are refused for no survey and no such event', async () => {
        const view = { surveyId: 'none', id: 'v', event: 'shown' }
        expect((await client.publicly('/v1/public/views', view)).status).toBe(404)
        expect((await client.publicly('/v1/public/views', { ...view, event: 'eaten' })).status).toBe(422)
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
          for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: collector.key }]) {
            const { status, body } = await send(`${collector.url}${path}`, {
              headers: headers as HeadersInit,
            })
            expect([path, status, body.code]).toEqual([path, 401, 'unauthorized'])
          }
        }
      })
    })

    describe('reports', () => {
      it('of a survey nobody answered have a null score', async () => {
        const survey = await newSurvey()
        expect(await report(survey)).toMatchObject({
          n: 0,
          score: { nps: null, value: null, mean: null, n: 0 },
        })
      })

      it('count within [from, to)', async () => {
        const survey = await newSurvey()
        const rows = [
          { id: 'a', rating: 10, answeredAt: '2026-01-31T23:59:59.999Z' },
          { id: 'b', rating: 10, answeredAt: '2026-02-01T00:00:00Z' },
          { id: 'c', rating: 0, answeredAt: '2026-03-01T00:00:00+01:00' },
          { id: 'd', rating: 0, answeredAt: '2026-03-01T00:00:00Z' },
        ]
        expect(await importRows(survey, rows)).toMatchObject({ status: 200, body: { added: 4 } })
        const february = await report(survey, '?from=2026-02-01&to=2026-03-01')
        expect(february).toMatchObject({ n: 2, score: { nps: 0 } })
        expect(february.period).toEqual({
          from: '2026-02-01T00:00:00.000Z',
          to: '2026-03-01T00:00:00.000Z',
          timezone: 'UTC',
        })
      })

      it.each(['from=yesterday', 'to=2026-13-01', 'from=2026-02-01&to=2026-02-01'])(
        '422 for %s',
        async (query) => {
          expect((await client.get(`/v1/surveys/demo/report?${query}`)).status).toBe(422)
        },
      )

      it('give CES both ways', async () => {
        const survey = await newSurvey({ metric: 'ces', primary: 'mean' })
        for (const rating of [7, 5, 4, 1]) await client.publicly(save, newResponse(survey, { rating }))
        expect((await report(survey)).score).toMatchObject({
          topBox: 50,
          mean: 4.25,
          value: 4.25,
          primary: 'mean',
        })
      })
    })

    const importRows = (survey: string, rows: unknown[], type = 'application/x-ndjson') =>
      send(`${collector.url}/v1/surveys/${survey}/import`, {
        method: 'POST',
        headers: { authorization: `Bearer ${collector.key}`, 'content-type': type },
        body: rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'),
      })

    describe('imports', () => {
      it('add what is new, refuse wrong rows by line and field, and add nothing twice', async () => {
        const survey = await newSurvey({ metric: 'csat' })
        const rows = [
          {
            id: '1',
            rating: 5,
            comment: 'fine\nreally',
            properties: { plan: 'pro' },
            respondent: { id: 'u1' },
          },
          { id: '2', rating: 6 },
          '{broken',
          { rating: 5 },
          { id: '3', rating: 1, answeredAt: 'last week' },
          '',
          { id: '4', rating: 1, comment: null },
        ]
        const first = await importRows(survey, rows)
        expect(first.body).toMatchObject({ added: 2, unchanged: 0 })
        const refused = first.body.refused as { line: number; errors: { field: string }[] }[]
        expect(refused.map(({ line, errors }) => [line, errors[0]?.field])).toEqual([
          [2, 'rating'],
          [3, 'line'],
          [4, 'id'],
          [5, 'answeredAt'],
        ])
        expect((await importRows(survey, rows)).body).toMatchObject({ added: 0, unchanged: 2 })
        expect(await report(survey)).toMatchObject({ n: 2, score: { csat: 50, mean: 3 } })
        const items = await stored(survey)
        expect(items.find(({ id }: { id: string }) => id === '1')).toMatchObject({
          comment: 'fine\nreally',
          respondent: { id: 'u1', verified: true },
          channel: 'import',
        })
      })

      it('take 1,300 rows in several commits', async () => {
        const survey = await newSurvey()
        const rows = Array.from({ length: 1300 }, (_, i) => ({ id: `r${i}`, rating: i % 11 }))
        expect((await importRows(survey, rows)).body).toMatchObject({ added: 1300, refused: [] })
        expect((await report(survey)).n).toBe(1300)
      })

      it('refuse other content types', async () => {
        expect((await importRows('demo', [], 'text/csv')).status).toBe(415)
      })
    })

    describe('lists of responses', () => {
      it('come newest first in pages that miss and repeat nothing', async () => {
        const survey = await newSurvey()
        const rows = Array.from({ length: 25 }, (_, i) => ({
          id: `r${i}`,
          rating: 9,
          answeredAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(i / 5))).toISOString(),
        }))
        await importRows(survey, rows)
        const seen: string[] = []
        let cursor: string | null = ''
        while (cursor !== null) {
          const query: string = cursor && `&cursor=${encodeURIComponent(cursor)}`
          const { body } = await client.get(`/v1/surveys/${survey}/responses?limit=10${query}`)
          seen.push(...body.items.map(({ id }: { id: string }) => id))
          cursor = body.nextCursor
        }
        expect(seen).toHaveLength(25)
        expect(new Set(seen).size).toBe(25)
        expect(seen[0]).toBe('r24')
      })

      it.each(['limit=0', 'limit=x', 'limit=1001', 'cursor=nonsense'])('422 for %s', async (query) => {
        expect((await client.get(`/v1/surveys/demo/responses?${query}`)).status).toBe(422)
      })
    })

    describe('pages', () => {
      it('ask the survey as a form that stores nothing until it is sent, and works without JavaScript', async () => {
        const survey = await newSurvey()
        const address = `${collector.url}/s/${survey}`
        for (const method of ['GET', 'HEAD', 'GET'])
          expect((await fetch(address, { method })).status).toBe(200)
        expect(await stored(survey)).toEqual([])
        const { body: form, headers } = await send(address)
        expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
        expect(headers.get('referrer-policy')).toBe('no-referrer')
        const hidden = (name: string) => form.match(new RegExp(`name="${name}" value="([^"]+)"`))[1]
        const fields = { id: hidden('id'), writeKey: hidden('writeKey') }
        const sendForm = (given: Record<string, string>) =>
          send(address, { method: 'POST', body: new URLSearchParams({ ...fields, ...given }) })

        expect((await sendForm({ comment: 'no score' })).status).toBe(422)
        expect((await sendForm({ rating: '11' })).status).toBe(422)
        expect(await stored(survey)).toEqual([])
        expect((await sendForm({ rating: '7', comment: 'so so' })).status).toBe(200)
        expect((await sendForm({ rating: '9', comment: 'better' })).status).toBe(200)
        expect(await stored(survey)).toMatchObject([{ rating: 9, comment: 'better', channel: 'page' }])
      })

      it('show what was typed as text and nothing else', async () => {
        const survey = await newSurvey({ metric: 'nps', question: '<img src=x onerror=alert(1)>' })
        const { body } = await send(`${collector.url}/s/${survey}`)
        expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;')
        expect(body).not.toContain('<img')
      })

      it.each(['/', '/demo', '/s/demo', '/console', '/healthz', '/readyz'])('answer at %s', async (path) => {
        expect((await send(`${collector.url}${path}`)).status).toBe(200)
      })
    })

    describe('scripts', () => {
      it('may be loaded by any page', async () => {
        for (const path of ['/sayso.js', '/sayso/demo.js']) {
          const { status, headers } = await send(`${collector.url}${path}`)
          expect(status).toBe(200)
          expect(headers.get('content-type')).toContain('text/javascript')
          expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
          expect(headers.get('access-control-allow-origin')).toBe('*')
        }
        const { body: loader } = await send(`${collector.url}/sayso.js`)
        const renderer = loader.match(/renderer-[\w-]+\.js/)[0]
        expect((await send(`${collector.url}/widget/${renderer}`)).headers.get('cache-control')).toContain(
          'immutable',
        )
      })

      it('carry the definition when asked for by survey, whatever is in it', async () => {
        const question = 'Ça va? </script> $& " \\ \u2028 !'
        const survey = await newSurvey({ metric: 'nps', question })
        const { body } = await send(`${collector.url}/sayso/${survey}.js`)
        expect(body).toContain(JSON.stringify(question))
        expect(() => new Function(body)).not.toThrow()
        expect((await send(`${collector.url}/sayso/none.js`)).status).toBe(404)
      })
    })

    it('describes itself as OpenAPI 3.1', async () => {
      const { body } = await send(`${collector.url}/openapi.json`)
      expect(body.openapi).toBe('3.1.0')
      expect(Object.keys(body.paths)).toContain('/v1/public/responses')
      expect(body.components.schemas.NewResponse.required).toContain('writeKey')
    })

    it('answers problems for what is not there', async () => {
      const { status, headers } = await send(`${collector.url}/nothing/here`)
      expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
    })
  })
}
