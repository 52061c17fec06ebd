import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, newResponse } from '../../support/client.ts'
import { type Console, givenDaysAgo, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

describe('a workspace without surveys of its own', () => {
  it('is shown three steps and the form that makes the first', async () => {
    const page = await app.get('/console')
    expect(textOf(page)).toContain('Ask your first question')
    expect(page.body).toMatch(/<form[^>]*action="\/console\/new-survey"/)
  })
})

describe('a workspace whose only survey nobody has answered', () => {
  it('is led from the draft to the first view, and to the first answer', async () => {
    const { body } = await app.api.post('/v1/surveys', { metric: 'nps', name: 'Onboarding', status: 'draft' })
    const text = async () => textOf(await app.get('/console'))
    expect(await text()).toMatch(/Onboarding Draft.*Waiting for the first view/)
    await app.api.post(`/v1/surveys/${body.id}/publish`)
    const waiting = await app.get('/console')
    expect(waiting.body).toContain(`href="/console/surveys/${body.id}/install"`)
    expect(waiting.body).toMatch(/data-waiting.*Not seen yet/s)
    expect(waiting.body).toMatch(/<script[^>]*install/)
    const view = { surveyId: body.id, id: 'first-view', event: 'shown' }
    await app.api.publicly('/v1/public/views', view, { origin: 'https://app.example.com' })
    expect(await text()).toMatch(/Seen on app\.example\.com just now.*Waiting for the first answer/)
    await app.api.publicly('/v1/public/responses', newResponse(body.id, { rating: 9 }))
    const done = await text()
    expect(done).not.toContain('first answer')
    expect(done).toContain('1 of 10 needed')
  })
})

describe('the overview', () => {
  it('has the numbers of the API over the period its links open', async () => {
    const answers = [
      ...givenDaysAgo(30, 9, 100),
      ...givenDaysAgo(40, 3, 5),
      ...givenDaysAgo(20, 9, 20),
      ...givenDaysAgo(20, 10, 30),
    ]
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Overviewed' }, answers)
    const { body } = await app.get('/console')
    const row = body.match(
      new RegExp(`<tr><th scope="row"><a class="name" href="(/console/surveys/${id}[^"]*)".*?</tr>`, 's'),
    )
    const query = row[1].replaceAll('&amp;', '&').split('?')[1]
    const report = (await app.api.get(`/v1/surveys/${id}/report?${query}`)).body
    const text = textOf({ body: row[0] } as Answer)
    const figure = (value: number) => String(Math.round(value)).replace('-', '−')
    const { value, interval } = report.score
    expect(report.n).toBe(80)
    expect(text).toContain(`${figure(value)} ${figure(interval.low)} to ${figure(interval.high)}`)
    expect(text).toContain('80 +40 in 7 days')
    expect(report.change.verdict).toBe('real')
    expect(text).toContain('Real change: 100 points lower')
  })

  it('shows counts instead of a score below ten answers, and says when answers stopped', async () => {
    await surveyWith(app.collector, { metric: 'nps', name: 'Few' }, givenDaysAgo(7, 9, 1))
    const stopped = Array.from({ length: 40 }, (_, day) => givenDaysAgo(3, 9, day + 9)).flat()
    await surveyWith(app.collector, { metric: 'nps', name: 'Stopped' }, stopped)
    const text = textOf(await app.get('/console'))
    expect(text).toMatch(/Few NPS no score 7 of 10 needed/)
    expect(text).toMatch(/Stopped NPS Silent since \d+ \w+ \d{4}, usually [\d.]+ a day/)
  })

  it('finds surveys by name, and pages through all of them', async () => {
    for (let n = 0; n < 55; n += 1) await surveyWith(app.collector, { metric: 'nps', name: `Many ${n}` })
    const found = await app.get('/console?search=mANY%2054')
    expect(found.body.match(/class="name"/g)).toHaveLength(1)
    const seen: string[] = []
    let next: string | undefined = '/console'
    while (next) {
      const { body }: Answer = await app.get(next)
      expect(body.length).toBeLessThan(150_000)
      seen.push(
        ...[...body.matchAll(/class="name" href="\/console\/surveys\/([^?"]+)/g)].map(([, id]) => id!),
      )
      next = body.match(/href="([^"]+)" rel="next"/)?.[1].replaceAll('&amp;', '&')
    }
    const live = (await app.api.get('/v1/surveys?limit=500')).body.items.filter(
      ({ status }: { status: string }) => status === 'live',
    )
    expect(seen.sort()).toEqual(live.map(({ id }: { id: string }) => id).sort())
  })

  it('shows the surveys of one place in the journey, and finds by name among them', async () => {
    for (const [name, touchpoint] of [
      ['Welcome 🚀', 'onboarding'],
      ['Farewell', 'leaving & more'],
      ['مرحبا', 'onboarding'],
    ])
      await surveyWith(app.collector, { metric: 'nps', name, touchpoint })
    const names = async (path: string) =>
      [...(await app.get(path)).body.matchAll(/(?:class="name"|<a class="plain")[^>]*>([^<]+)/g)]
        .map(([, name]) => name)
        .sort()
    for (const list of ['/console', '/console/surveys']) {
      const { body } = await app.get(list)
      const link = body.match(/href="([^"]*touchpoint=leaving[^"]*)"/)[1].replaceAll('&amp;', '&')
      expect(await names(link)).toEqual(['Farewell'])
      expect(await names(`${list}?touchpoint=onboarding`)).toEqual(['Welcome 🚀', 'مرحبا'])
      expect(await names(`${list}?touchpoint=onboarding&search=wel`)).toEqual(['Welcome 🚀'])
      expect(await names(`${list}?touchpoint=none`)).toEqual([])
    }
  })

  it('counts what is held, and leads to it', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Holding' }, givenDaysAgo(12, 9, 2))
    const row = async () => (await app.get('/console?search=Holding')).body
    expect(await row()).not.toContain('1 held')
    await app.api.post(`/v1/surveys/${id}/responses/hold`, { ids: ['2-9-0'] })
    expect(await row()).toMatch(new RegExp(`href="/console/surveys/${id}/held">1 held<`))
  })
})
