import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersOf, ask, expectAnswer, makeSurvey } from './answers.ts'
import { type Front, frontOf } from './frontOf.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

let front: Front

beforeAll(async () => {
  front = await frontOf(collector)
})
afterAll(() => front?.close())

const page = (person: string, body = '') =>
  site.add(body + tag(front.url, { 'data-respondent-id': person }, front.rule({ share: 1 })))

/** All that waits to be sent, as text. */
const unsent = () =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith('sayso:'))
    .map((name) => localStorage[name])
    .join()

test('what a collector that is down did not take is sent by the next page, once', async () => {
  const { page: tab, card, end } = await visit(browser, page('later'))
  await card.waitFor()
  front.fail(true)
  await card.getByRole('radio', { name: '4' }).click()
  await card.getByRole('radio', { name: '6' }).click()
  await card.getByRole('textbox').fill('On a train')
  await card.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => tab.evaluate(unsent)).toContain('On a train')
  await tab.goto(site.elsewhere)
  expect(await answersOf(collector, 'later')).toEqual([])
  front.fail(false)
  await tab.goto(page('later'))
  await expectAnswer(collector, 'later', { rating: 6, comment: 'On a train' })
  await expect.poll(() => tab.evaluate(unsent)).toBe('')
  expect(await card.count()).toBe(0)
  await end()
})

test('what is unsent while the page stays is sent when the network is back, and no longer kept', async () => {
  const { page: tab, card, end } = await visit(browser, page('back'))
  await card.waitFor()
  await tab.context().setOffline(true)
  await card.getByRole('radio', { name: '5' }).click()
  await expect.poll(() => tab.evaluate(unsent)).not.toBe('')
  await tab.context().setOffline(false)
  await expectAnswer(collector, 'back', { rating: 5 })
  await expect.poll(() => tab.evaluate(unsent)).toBe('')
  await end()
})

test('a page that left nothing unsent asks for nothing more', async () => {
  const {
    page: tab,
    card,
    requests,
    end,
  } = await visit(browser, site.add(tag(front.url, {}, 'sayso/demo.js')))
  await card.getByRole('radio', { name: '9' }).click()
  await expect.poll(() => tab.evaluate(unsent)).toBe('')
  requests.length = 0
  await tab.reload()
  await tab.waitForTimeout(800)
  expect(requests.slice(1).filter((path) => !path.startsWith('/v1/'))).toEqual(['/sayso/demo.js'])
  await end()
})

test('full storage costs only what outlives the page', async () => {
  const full = `<script>Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }</script>`
  const { card, problems, end } = await visit(browser, page('full', full))
  await card.getByRole('radio', { name: '3' }).click()
  await expectAnswer(collector, 'full', { rating: 3 })
  expect(problems.filter((problem) => !problem.includes('404'))).toEqual([])
  await end()
})

test.each([
  [
    'polluted prototypes',
    `Array.prototype.every2 = () => 0; Object.prototype.rules = { share: 0 }; Object.prototype.extra = 'x'`,
  ],
  [
    'frozen prototypes',
    `for (const frozen of [Object, Array, Function, Promise, Map, Set, String]) Object.freeze(frozen.prototype)`,
  ],
  [
    'a fetch of its own',
    `const real = fetch; fetch = function (...given) { return real.apply(window, given).then((answer) => answer.clone()) }`,
  ],
  [
    'a fetch that throws at first',
    `const real = fetch; let calls = 0; fetch = (...given) => { if (calls++ < 1) throw new Error('theirs'); return real(...given) }`,
  ],
])('a page with %s gets its answers, and no error', async (name, script) => {
  const { page: tab, card, problems, end } = await visit(browser, page(name, `<script>${script}</script>`))
  await tab.waitForFunction(() => 'sayso' in window)
  await tab.evaluate(() => void (window as unknown as { sayso(command: string): void }).sayso('show'))
  await card.getByRole('radio', { name: '9' }).click()
  await expectAnswer(collector, name, { rating: 9 })
  expect(problems.filter((problem) => problem.startsWith('uncaught'))).toEqual([])
  await end()
})

test('views that a collector that is down did not take are sent by the next page', async () => {
  const surveyId = await makeSurvey(collector, { metric: 'nps' })
  const address = site.add(tag(front.url, {}, `sayso/${surveyId}.js`))
  const shown = async () =>
    (await ask<{ funnel: object }>(collector, `/v1/surveys/${surveyId}/report`)).funnel
  const { page: tab, card, end } = await visit(browser, site.elsewhere)
  front.fail(true)
  await tab.goto(address)
  await card.waitFor()
  await expect.poll(() => tab.evaluate(unsent)).toContain('shown')
  await card.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => tab.evaluate(unsent)).toContain('dismissed')
  expect(await shown()).toMatchObject({ shown: 0, dismissed: { count: 0 } })
  await tab.goto(site.elsewhere)
  front.fail(false)
  await tab.goto(address)
  await expect.poll(shown).toMatchObject({ shown: 1, dismissed: { count: 1 } })
  await expect.poll(() => tab.evaluate(unsent)).toBe('')
  await end()
})

test('a definition that does not come at first is asked for again, and one that is refused is not', async () => {
  const { page: tab, card, requests, end } = await visit(browser, site.elsewhere)
  const asked = () => requests.filter((path) => path.startsWith('/v1/public/surveys/')).length
  front.fail(true)
  await tab.goto(site.add(tag(front.url, { 'data-survey': 'demo' })))
  await expect.poll(asked).toBeGreaterThan(1)
  front.fail(false)
  await card.waitFor()
  requests.length = 0
  await tab.goto(site.add(tag(front.url, { 'data-survey': 'nope' })))
  await tab.waitForTimeout(2500)
  expect(asked()).toBe(1)
  await end()
})
