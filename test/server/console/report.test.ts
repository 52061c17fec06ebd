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
      /What to look at first NPS is 100 points lower than in [^.]+\. plan (pro|free): 200 points/,
    )
  })

  it('is said to be nothing where nothing is certain', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' }, givenDaysAgo(12, 9, 3))
    expect(textOf(await app.get(`/console/surveys/${id}`))).toContain('Nothing stands out')
  })
})
