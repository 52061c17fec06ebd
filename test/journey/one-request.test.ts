import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Rules } from '../../shared/survey.ts'
import { clientOf } from '../support/client.ts'
import { makeSurvey } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** When the loader has had its turn, and time for whatever it might still ask for. */
const atRest = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 800), { timeout: 3000 })),
  )

const day = 24 * 60 * 60 * 1000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

/** Visits a page for the survey, once `before` has been there, and gives all it asked the collector for. */
async function requestsFor(surveyId: string, before?: (page: Page) => Promise<void>): Promise<string[]> {
  const address = site.add(tag(collector.url, {}, `sayso/${surveyId}.js`))
  const { page, card, requests, problems, end } = await visit(browser, before ? address : site.elsewhere)
  await before?.(page)
  requests.length = 0
  await page.goto(address)
  await page.waitForFunction('window.sayso && window.sayso.ready')
  await atRest(page)
  expect(await card.count()).toBe(0)
  expect(problems).toEqual([])
  await end()
  return requests.slice(1)
}

test.concurrent.each<[string, Rules]>([
  ['of another page', { pages: { include: ['/billing/*'] } }],
  ['for other people', { audience: [{ property: 'plan', is: ['pro'] }] }],
  ['for another share of people', { share: 0 }],
  ['that has not begun', { from: inDays(1) }],
  ['that is over', { until: inDays(-1) }],
  ['that waits for an event', { when: { event: 'paid' } }],
  ['that waits for a click', { when: { click: '.buy' } }],
  ['that waits for an hour', { when: { seconds: 3600 } }],
  ['that waits for the page to be left', { when: { exit: true }, quietDays: 7 }],
])('a page with a survey %s makes one request', async (_, rules) => {
  const id = await makeSurvey(collector, { metric: 'nps', rules })
  expect(await requestsFor(id)).toEqual([`/sayso/${id}.js`])
})

test.concurrent.each<[string, Rules | null, string]>([
  ['answered', null, '9'],
  ['answered, with rules', { share: 1, quietDays: 3 }, '9'],
  ['put away', null, 'Close'],
])('a page with a survey that was %s makes one request', async (_, rules, name) => {
  const id = await makeSurvey(collector, { metric: 'nps', rules })
  const once = async (page: Page) => {
    const role = name === 'Close' ? 'button' : 'radio'
    const saved = page.waitForResponse((response) => /responses|views/.test(response.url()))
    await page.locator('sayso-survey section').getByRole(role, { name }).click()
    await saved
    await atRest(page)
  }
  expect(await requestsFor(id, once)).toEqual([`/sayso/${id}.js`])
})

test.concurrent('a page with a closed survey makes one request, and no error', async () => {
  const id = await makeSurvey(collector, { metric: 'nps' })
  await clientOf(collector).post(`/v1/surveys/${id}/close`)
  expect(await requestsFor(id)).toEqual([`/sayso/${id}.js`])
})

test.concurrent('a page where consent is missing makes one request', async () => {
  const address = site.add(tag(collector.url, { 'data-consent': 'required' }, 'sayso/demo.js'))
  const { page, card, requests, end } = await visit(browser, address)
  await atRest(page)
  expect(await card.count()).toBe(0)
  expect(requests.slice(1)).toEqual(['/sayso/demo.js'])
  await end()
})

test.concurrent('a survey that waits for an open dialog has its files, to show at once', async () => {
  const dialog = `<dialog>Cookies?</dialog><script>document.querySelector('dialog').showModal()</script>`
  const address = site.add(dialog + tag(collector.url, {}, 'sayso/demo.js'))
  const { page, card, requests, end } = await visit(browser, address)
  await atRest(page)
  expect(await card.count()).toBe(0)
  const before = requests.filter((path) => path.startsWith('/widget/'))
  expect(before.length).toBeGreaterThan(0)
  await page.evaluate(() => document.querySelector('dialog')?.close())
  await card.waitFor()
  expect(requests.filter((path) => path.startsWith('/widget/'))).toEqual(before)
  await end()
})
