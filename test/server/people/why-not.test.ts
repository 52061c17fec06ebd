import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawnFor } from '../../../shared/targeting.ts'
import { type Console, openConsole, textOf } from '../../support/console.ts'
import { surveyWith } from '../../support/reports.ts'

let app: Console
beforeAll(async () => {
  app = await openConsole()
})
afterAll(() => app?.close())

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** What each rule says of somebody who answered `days` ago. */
async function judged(
  survey: Record<string, unknown>,
  { days = 10, query = '', properties = {} }: { days?: number; query?: string; properties?: object } = {},
) {
  const person = crypto.randomUUID()
  const id = await surveyWith(app.collector, { metric: 'nps', ...survey }, [
    {
      ...{ id: person, rating: 9, answeredAt: daysAgo(days), properties },
      respondent: { id: person, email: `${person}@example.com` },
    },
  ])
  const { body } = await app.api.get(`/v1/surveys/${id}/why-not/${person}?${query}`)
  const rule = (name: string) => body.rules.find((each: { rule: string }) => each.rule === name)
  return { id, person, body, rule }
}

describe('why somebody is not asked', () => {
  it('is the rest after an answer, with the day it ends; over, it is not', async () => {
    const { body, rule } = await judged({})
    expect(rule('answered')).toMatchObject({ verdict: 'refuses', value: expect.stringMatching(/^90 days/) })
    expect(body.page.says).toMatch(/^They answered it on .+, and rest until /)
    expect((await judged({}, { days: 91 })).rule('answered').verdict).toBe('permits')
    expect((await judged({ rules: { afterAnswered: 5 } })).rule('answered').verdict).toBe('permits')
    expect((await judged({ rules: { afterAnswered: null } })).rule('answered').says).toContain('for ever')
  })

  it('is judged by what had happened at the moment asked about', async () => {
    const query = `at=${daysAgo(20)}`
    const { body, rule } = await judged({}, { query })
    expect(rule('answered').says).toContain('never')
    expect(body).toMatchObject({ version: null, page: { verdict: 'refuses' } })
    expect(rule('status').says).toContain('was made on')
  })

  it('is the audience, by the properties sent last', async () => {
    const rules = { audience: [{ property: 'plan', is: ['pro', 'team'] }], afterAnswered: 0 }
    const free = await judged({ rules }, { properties: { plan: 'free' } })
    expect(free.rule('audience')).toMatchObject({ verdict: 'refuses', value: 'plan is pro or team' })
    expect(free.body.page.says).toContain('theirs is free')
    expect(free.body.mail.verdict).toBe('permits')
    expect((await judged({ rules }, { properties: { plan: 'pro' } })).rule('audience').verdict).toBe(
      'permits',
    )
    expect((await judged({ rules })).rule('audience').says).toContain('is not known')
  })

  it('is the page they were on, and unknown when that is not said', async () => {
    const rules = { pages: { include: ['/billing/*'] }, afterAnswered: 0 }
    const on = async (page: string) =>
      (await judged({ rules }, { query: page && `page=${encodeURIComponent(page)}` })).rule('pages').verdict
    expect(await on('https://app.example.com/billing/plans')).toBe('permits')
    expect(await on('https://app.example.com/home')).toBe('refuses')
    expect(await on('')).toBe('unknown')
  })

  it('is the share, drawn as the widget draws it', async () => {
    for (let tries = 0; tries < 4; tries += 1) {
      const { id, person, rule } = await judged({ rules: { share: 0.5, afterAnswered: 0 } })
      expect(rule('share').verdict).toBe(drawnFor(person, id) < 0.5 ? 'permits' : 'refuses')
    }
  })

  it('is a trigger that only the browser knows of', async () => {
    const { body } = await judged({ rules: { when: { event: 'checkout', seconds: 5 }, afterAnswered: 0 } })
    expect(body.page).toEqual({
      verdict: 'unknown',
      says: 'It waits until the page tracks “checkout”, and 5 seconds pass: only the browser knows.',
    })
  })

  it('is the dates, a draft, a closed survey, and too many answers', async () => {
    const soon = daysAgo(-5)
    expect((await judged({ rules: { from: soon } })).rule('dates').says).toContain('It begins on')
    expect((await judged({ rules: { until: daysAgo(1) } })).rule('dates').says).toContain('It ended on')
    expect((await judged({ status: 'draft' })).rule('status').says).toBe('It is a draft.')
    expect((await judged({ rules: { quota: 1 } })).rule('quota').verdict).toBe('refuses')
  })

  it('is that they unsubscribed, for mails alone', async () => {
    const { id, person } = await judged({ rules: { afterAnswered: 0, quietDays: 0 } })
    await app.api.post('/v1/suppressions', { email: `${person}@example.com` })
    const { body } = await app.api.get(`/v1/surveys/${id}/why-not/${person}`)
    expect(body.mail.verdict).toBe('refuses')
    expect(body.page.verdict).toBe('permits')
  })

  it('is not certain where nobody vouched for who answered', async () => {
    const id = await surveyWith(app.collector, { metric: 'nps' })
    const answer = { surveyId: id, id: crypto.randomUUID(), writeKey: 'w'.repeat(32), revision: 1, rating: 9 }
    await app.api.publicly('/v1/public/responses', { ...answer, respondent: { id: 'claimed' } })
    const { body } = await app.api.get(`/v1/surveys/${id}/why-not/claimed`)
    expect(body.page.verdict).toBe('unknown')
    expect(body.page.says).toContain('did not vouch')
  })

  it('stands on a page that says the same, and says what is wrong with a form', async () => {
    const { id, person, body } = await judged({ name: 'Onboarding' })
    const path = `/console/people/${person}/why-not?survey=${id}`
    const page = textOf(await app.get(path))
    expect(page).toContain(body.page.says)
    for (const { says } of body.rules) expect(page).toContain(says.replaceAll('“', '“'))
    const wrong = await app.get(`${path}&page=nonsense`)
    expect(wrong.status).toBe(422)
    expect(textOf(wrong)).toContain('must be an address')
    expect(textOf(await app.get(`/console/people/${person}`))).toContain('Every rule, one by one')
  })
})
