import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, send } from '../support/client.ts'
import { type Console, givenDaysAgo, openConsole, textOf } from '../support/console.ts'
import { importAnswers, surveyWith } from '../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

const nps = { metric: 'nps', name: 'For a page' }
/** Of the last days 15 promoters and 5 detractors, of the ones before 30 detractors. */
const answers = [
  ...givenDaysAgo(15, 10, 3),
  ...givenDaysAgo(5, 0, 3),
  ...givenDaysAgo(30, 2, 40).map((answer) => ({ ...answer, properties: { plan: 'pro' } })),
]
const scoreOf = (id: string, query = '') => app.api.get(`/v1/surveys/${id}/score${query}`)
const badgeOf = async (id: string, given = {}) => (await app.api.post(`/v1/surveys/${id}/badges`, given)).body

describe('the score of a survey alone', () => {
  it('is that of the report over the same answers, with its interval and verdict', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    for (const query of ['', '?from=2020-01-01', '?segment=plan:pro', '?count=latest&channel=import']) {
      const { body, status } = await scoreOf(id, query)
      const { body: report } = await app.api.get(`/v1/surveys/${id}/report${query}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        n: report.n,
        value: report.score.value,
        unit: 'points',
        caution: report.caution,
      })
      expect([body.interval, body.period]).toEqual([report.score.interval, report.period])
      expect(body.verdict).toBe(report.change?.verdict ?? null)
    }
  })

  it('says of the last days whether it changed, in words too', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    const { body } = await scoreOf(id, '?days=30')
    expect(body).toMatchObject({ n: 20, value: 50, verdict: 'real', difference: 150, caution: 'few answers' })
    expect(body.words).toMatch(/^NPS 50, 95% sure between \d+ and \d+, from 20 answers\. .*Real change\./)
    expect((await scoreOf(id, '?days=30&from=2026-01-01')).body.errors[0].field).toBe('days')
    expect((await scoreOf(id, '?days=0')).status).toBe(422)
    expect((await scoreOf(id, '?days=30&timezone=Mars')).body.errors[0].field).toBe('timezone')
  })

  it('is none below ten answers, and says so', async () => {
    const id = await surveyWith(app.collector, nps, givenDaysAgo(9, 10, 1))
    const { body } = await scoreOf(id, '?days=30')
    expect(body).toMatchObject({
      n: 9,
      value: null,
      interval: null,
      difference: null,
      caution: 'counts only',
    })
    expect(body.words).toMatch(/^9 answers: too few for a score\./)
    expect(body.words).not.toContain('100')
    await importAnswers(app.collector, id, [{ id: 'tenth', rating: 10 }])
    expect((await scoreOf(id, '?days=30')).body).toMatchObject({ n: 10, value: 100 })
  })

  it('may be kept for a minute, and is not sent again unchanged', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    const { headers } = await scoreOf(id)
    expect(headers.get('cache-control')).toBe('private, max-age=60')
    const again = await app.api.get(`/v1/surveys/${id}/score`, { 'if-none-match': headers.get('etag')! })
    expect([again.status, again.body]).toEqual([304, ''])
  })
})

describe('a badge', () => {
  it('shows the score to anybody, as a picture and in JSON, for a minute', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    const { svg, json } = await badgeOf(id, { label: 'We & <you>', days: 30 })
    const shown = await send(json, { headers: { origin: 'https://wiki.example' } })
    expect(shown.body).toMatchObject({ label: 'We & <you>', n: 20, value: 50, verdict: 'real' })
    expect(shown.headers.get('access-control-allow-origin')).toBe('*')
    expect(shown.headers.get('cache-control')).toBe('public, max-age=60')
    const picture = await send(svg)
    expect(picture.headers.get('content-type')).toMatch(/^image\/svg\+xml/)
    expect(picture.body).toContain('We &amp; &lt;you&gt;')
    expect(textOf(picture)).toMatch(/50 \(\d+ to \d+\) · 20 answers/)
  })

  it('says below ten answers how few they are, and nothing of how they were', async () => {
    const id = await surveyWith(app.collector, nps, givenDaysAgo(9, 10, 1))
    const { svg, json } = await badgeOf(id)
    expect(textOf(await send(svg))).toContain('too few answers: 9')
    expect((await send(json)).body).toMatchObject({ label: 'NPS', n: 9, value: null, interval: null })
  })

  it('opens nothing else', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    const { token } = await badgeOf(id)
    const theirs = clientOf({ url: app.collector.url, key: token })
    for (const path of ['/v1/surveys', `/v1/surveys/${id}/score`, `/v1/surveys/${id}/badges`])
      expect((await theirs.get(path)).status).toBe(401)
    const other = await surveyWith(app.collector, nps, answers)
    const moved = token.replace(id, other)
    expect((await send(`${app.collector.url}/v1/public/badges/${moved}/score.json`)).status).toBe(404)
  })

  it('ends when it is revoked, and with its survey', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    const [first, second] = [await badgeOf(id), await badgeOf(id)]
    const listed = (await app.api.get(`/v1/surveys/${id}/badges`)).body.items
    expect(listed).toEqual([first, second])
    expect((await app.api.get(`/v1/surveys/${id}/badges/${first.id}`)).body).toEqual(first)
    expect((await app.api.erase(`/v1/surveys/${id}/badges/${first.id}`)).status).toBe(204)
    expect((await send(first.json)).status).toBe(404)
    expect((await send(second.json)).status).toBe(200)
    await app.post(`/console/surveys/${id}/delete`, { name: 'For a page' })
    expect((await send(second.json)).status).toBe(404)
  })

  it('is made and revoked in the console, where a survey is put in place', async () => {
    const id = await surveyWith(app.collector, nps, answers)
    const path = `/console/surveys/${id}/install`
    expect((await app.post(path, { label: 'Our score', days: '30' })).status).toBe(303)
    const [made] = (await app.api.get(`/v1/surveys/${id}/badges`)).body.items
    expect(made).toMatchObject({ label: 'Our score', days: 30 })
    const page = await app.get(path)
    expect(page.body).toContain(made.svg)
    expect((await app.post(path, { label: 'x'.repeat(41), days: '30' })).status).toBe(422)
    expect((await app.post(path, { revoke: made.id })).status).toBe(303)
    expect((await send(made.svg)).status).toBe(404)
  })
})
