import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Console, givenDaysAgo, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

describe('what to look at first in a report', () => {
  const groups = (day: number, good: number, bad: number) => [
    ...givenDaysAgo(good, 10, day).map((each) => ({ ...each, properties: { plan: 'pro' } })),
    ...givenDaysAgo(bad, 2, day + 1).map((each) => ({ ...each, properties: { plan: 'free' } })),
  ]

  it('is the change, the group and the theme that are unlikely to be chance', async () => {
    const before = givenDaysAgo(60, 10, 40)
    const id = await surveyWith(app.collector, { metric: 'nps' }, [...before, ...groups(3, 40, 40)])
    const period = `from=${daysAgo(20).slice(0, 10)}&to=${daysAgo(-1).slice(0, 10)}`
    const text = textOf(await app.get(`/console/surveys/${id}?${period}`))
    expect(text).toMatch(
      /What to look at first NPS is 100 points lower than in [^.]+\. plan (pro|free) : 200 points/,
    )
  })

  it('is said to be nothing where nothing is certain', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' }, givenDaysAgo(12, 9, 3))
    expect(textOf(await app.get(`/console/surveys/${id}`))).toContain('Nothing stands out')
  })
})

describe('a report of a combined filter', () => {
  const answers = Array.from({ length: 48 }, (_, place) => ({
    ...{ id: `${place}`, rating: place % 4 === 0 ? 10 : 3, comment: place % 3 === 0 ? 'the price' : 'slow' },
    properties: { plan: place % 2 === 0 ? 'pro' : 'free', country: place < 24 ? 'DE' : 'FR' },
  }))
  let path: string
  beforeAll(async () => {
    path = `/console/surveys/${await surveyWith(app.collector, { metric: 'nps' }, answers)}`
  })

  it('counts what fits all of it, and says so in words', async () => {
    const text = textOf(await app.get(`${path}?segment=plan:pro&segment=country:DE&band=negative&text=price`))
    expect(text).toContain(' 2 answers: detractors on plan pro and on country DE , with price ,')
    expect(text).toMatch(/: Score Detractors /)
    expect(text).not.toContain('The themes')
  })

  it('adds a property to another, and takes each off again', async () => {
    const { body } = await app.get(`${path}?segment=plan:pro`)
    const linkOf = (html: string, value: string) =>
      html.match(new RegExp(`<li><a href="([^"]+)"[^>]*>${value}</a>`))![1]!.replaceAll('&amp;', '&')
    expect(linkOf(body, 'free')).toBe(`${path}?segment=plan%3Afree`)
    const both = linkOf(body, 'DE')
    expect(both).toBe(`${path}?segment=plan%3Apro&segment=country%3ADE`)
    expect(linkOf((await app.get(both)).body, 'pro')).toBe(`${path}?segment=country%3ADE`)
  })
})

describe('groups in a report', () => {
  const plans = ['pro', 'pro', 'Pro', ' pro', 'free']
  const answers = plans.map((plan, place) => ({ id: `${place}`, rating: 9, properties: { plan } }))

  it('that look like one are pointed out, and merged by a button', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' }, answers)
    const path = `/console/surveys/${id}`
    const said = 'in plan : “pro” (2 answers), “ pro” (1 answer), “Pro” (1 answer).'
    expect(textOf(await app.get(path))).toContain(said)
    const given = new URLSearchParams([
      ...[
        ['property', 'plan'],
        ['from', ' pro'],
        ['from', 'Pro'],
        ['into', 'pro'],
        ['query', 'interval=week'],
      ],
    ] as [string, string][])
    const { status, headers } = await app.post(`${path}/merge`, given)
    expect([status, headers.get('location')]).toEqual([303, `${path}?interval=week#segments`])
    const text = textOf(await app.get(path))
    expect(text).not.toContain('look like one group')
    expect((await app.api.get(`/v1/surveys/${id}/report?segment=plan:pro`)).body.n).toBe(4)
  })

  it('that nobody is in are refused beside the pick, where they can be chosen again', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' }, answers)
    for (const path of [`/console/surveys/${id}?`, `/console/answers?survey=${id}&`]) {
      const { status, body: marked } = await app.get(`${path}segment=plan:por`)
      expect(status).toBe(422)
      const body = String(marked).replaceAll(/<\/?bdi>/g, '')
      expect(body.match(/role="alert">[^<]*</)![0]).toMatch(
        /role="alert">[^<]*“plan” is never “por”; did you mean “[Pp]ro”\?</,
      )
      const [before] = body.split('role="alert"')
      expect(before!.slice(-700)).toMatch(/<strong dir="auto">(plan )?por<\/strong>/)
    }
  })
})

describe('a report', () => {
  const answers = Array.from({ length: 60 }, (_, place) => ({
    ...givenDaysAgo(1, 1 + (place % 5), place % 30)[0]!,
    id: `${place}`,
    properties: { company: `Company ${place % 12}` },
  }))

  it('says what counts as satisfied, and marks in the trend since when another point did', async () => {
    const id = await surveyWith(app.collector, { metric: 'csat' }, answers)
    const period = `?from=${daysAgo(40).slice(0, 10)}&to=${daysAgo(-2).slice(0, 10)}`
    const path = `/console/surveys/${id}${period}`
    const before = await app.get(path)
    expect(textOf(before)).toContain('Satisfied: 4 or 5; neutral: 3; dissatisfied: 1 or 2.')
    expect(before.body).not.toContain('class="moment"')
    await app.api.patch(`/v1/surveys/${id}`, { threshold: 3 })
    const after = await app.get(path)
    expect(textOf(after)).toContain('Satisfied: 3 to 5; dissatisfied: 1 or 2.')
    expect(textOf(after)).toMatch(
      /Since \d+ \w+ \d{4}, version 2, an answer counts as satisfied from 3; before it was from 4\./,
    )
    expect(after.body.match(/class="moment" x1="9\d(\.\d+)?%"/g).length).toBe(1)
    expect(textOf(await app.get('/console'))).toContain('CSAT, satisfied from 3')
  })

  it('counts answers of one account together, each with what its few people said', async () => {
    const id = await surveyWith(app.collector, { metric: 'csat' }, answers)
    const page = await app.get(`/console/surveys/${id}?cluster=company`)
    const text = textOf(page)
    expect(text).toContain('everybody , answers counted together by company , all time')
    expect(text).toContain('Answers by company')
    expect(text).toContain('12 groups answered, and 0 answers without one.')
    expect(text).toMatch(/Company 0 5 1 satisfied, 1 neutral, 3 dissatisfied|Company 0 5 2 satisfied/)
    expect(text).not.toMatch(/score with its interval|Against the rest/)
  })
})

it('a report that nobody has answered leads to the first answer; one that is filtered, out of the filter', async () => {
  const id = await surveyWith(app.collector, { metric: 'nps' })
  const path = `/console/surveys/${id}`
  const blank = await app.get(path)
  expect(textOf(blank)).toContain('Nobody has answered yet')
  expect(blank.body).toContain(`href="${path}/install">Install and share</a></p></section>`)
  expect(textOf(blank)).not.toMatch(/No answers match|Left out of the score/)
  const narrow = textOf(await app.get(`${path}?channel=email`))
  expect(narrow).toContain('No answers match. Take a filter off or widen the period.')
})
