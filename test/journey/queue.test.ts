import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersOf, expectAnswer } from './answers.ts'
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
