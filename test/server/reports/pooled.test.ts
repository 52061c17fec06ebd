import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Console, givenDaysAgo, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

const report = async (id: string, query = '') => (await app.api.get(`/v1/surveys/${id}/report${query}`)).body
const inPlan = (plan: string) => (answer: object) => ({ ...answer, properties: { plan } })

describe('several surveys counted together', () => {
  it('have the score, segments, trend and channels of all their answers', async () => {
    const one = [...givenDaysAgo(20, 10, 3), ...givenDaysAgo(10, 2, 5)]
    const two = [...givenDaysAgo(5, 9, 4), ...givenDaysAgo(30, 7, 9)]
    const all = [...one, ...two].map((each, place) => ({ ...each, id: `all-${place}` }))
    const [a, b, together] = await Promise.all([
      surveyWith(app.collector, { metric: 'nps' }, one.map(inPlan('pro'))),
      surveyWith(app.collector, { metric: 'nps', name: 'Another' }, two.map(inPlan('free'))),
      surveyWith(
        app.collector,
        { metric: 'nps' },
        all.map((each, place) => inPlan(place < one.length ? 'pro' : 'free')(each)),
      ),
    ])
    const { survey: _, surveys, ...pooled } = await report(a, `?with=${b}`)
    const { survey: __, surveys: ___, ...whole } = await report(together)
    expect(surveys).toEqual([a, b])
    expect(pooled).toEqual(whole)
    expect(pooled.n).toBe(65)
    const page = textOf(await app.get(`/console/surveys/${a}?with=${b}`))
    expect(page).toMatch(/65 answers: everybody ?, of 2 surveys/)
    expect(page).toMatch(/Surveys counted together .*? 30 .*? Another +35/)
  })

  it('must be of one metric, scale and threshold, and count every answer', async () => {
    const [nps, csat, harder, csatToo] = await Promise.all([
      surveyWith(app.collector, { metric: 'nps' }),
      surveyWith(app.collector, { metric: 'csat' }),
      surveyWith(app.collector, { metric: 'csat', threshold: 5 }),
      surveyWith(app.collector, { metric: 'csat' }),
    ])
    const refused = async (id: string, query: string) => {
      const { status, body } = await app.api.get(`/v1/surveys/${id}/report${query}`)
      return status === 422 ? body.errors[0].field : status
    }
    expect(await refused(nps, `?with=${csat}`)).toBe('with')
    expect(await refused(csat, `?with=${harder}`)).toBe('with')
    expect(await refused(csat, '?with=nobody')).toBe('with')
    expect(await refused(csat, `?with=${csatToo}&count=latest`)).toBe('count')
    expect(await refused(csat, `?with=${csatToo}`)).toBe(200)
    const page = await app.get(`/console/surveys/${nps}?with=${csat}`)
    expect(page.status).toBe(422)
    expect(textOf(page)).toContain(
      'What is counted together must be surveys of the same metric, scale and threshold.',
    )
  })
})

describe('the trend of few answers', () => {
  it('has stretches that can be filled, and the usual ones where there are enough or none would do', async () => {
    const interval = async (perWeek: number, query = '') => {
      const answers = Array.from({ length: 40 }, (_, week) => givenDaysAgo(perWeek, 9, 3 + 7 * week)).flat()
      return (await report(await surveyWith(app.collector, { metric: 'nps' }, answers), query)).interval
    }
    expect(await interval(12)).toBe('week')
    expect(await interval(4)).toBe('month')
    expect(await interval(1)).toBe('quarter')
    expect(await interval(4, '?interval=week')).toBe('week')
    const few = await surveyWith(app.collector, { metric: 'nps' }, givenDaysAgo(3, 9, 100))
    expect((await report(few)).interval).toBe('day')
    // A dozen a month ago, then one a day: no length fills half of them, weeks fill some and days none.
    const oneADay = Array.from({ length: 20 }, (_, day) => givenDaysAgo(1, 9, 1 + day)).flat()
    const recent = [...oneADay, ...givenDaysAgo(6, 9, 27), ...givenDaysAgo(6, 8, 27)]
    expect((await report(await surveyWith(app.collector, { metric: 'nps' }, recent))).interval).toBe('week')
  })
})

describe('a report to take along', () => {
  it('has properties that are numbers in their order, its address, and its tables', async () => {
    const answers = [9, 10, 100, 2].flatMap((seats, place) =>
      givenDaysAgo(12 + place, 9, seats).map((each) => ({ ...each, properties: { seats } })),
    )
    const id = await surveyWith(app.collector, { metric: 'nps', name: 'Seats' }, answers)
    const page = String((await app.get(`/console/surveys/${id}?channel=import`)).body)
    const found = [...page.matchAll(/segment=seats%3A(\d+)"[^>]*><bdi>/g)].map(([, value]) => value)
    expect(found).toEqual(['2', '9', '10', '100'])
    expect(page).toContain(`${app.collector.url}/console/surveys/${id}?channel=import</pre>`)
    const csv = String(
      (await app.get(`/console/surveys/${id}/report.csv?channel=import&table=segments`)).body,
    )
    const asked = await app.api.get(`/v1/surveys/${id}/report?channel=import&table=segments`, {
      accept: 'text/csv',
    })
    expect(csv).toBe(asked.body)
    expect(csv).toContain('seats,100,')
  })
})
