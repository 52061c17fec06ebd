import { expect, test } from 'vitest'
import { ask, expectAnswer, makeSurvey, type StoredAnswer } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** As Prototype.js adds it, to lists and more. */
const prototypeJs = `<script>
  for (const prototype of [Array, String, Number, Boolean, Object].map((each) => each.prototype))
    Object.defineProperty(prototype, 'toJSON', { value() { return 'not what was said' }, configurable: true, writable: true })
</script>`

test('an answer kept for later on a page with a toJSON of its own keeps its reason and ticks', async () => {
  const surveyId = await makeSurvey(collector, {
    metric: 'nps',
    choices: ['Price', 'Support'],
    contact: true,
  })
  const attributes = { 'data-respondent-id': 'prototype' }
  const address = site.add(prototypeJs + tag(collector.url, attributes, `sayso/${surveyId}.js`))
  const { page, card, end } = await visit(browser, address)
  await card.waitFor()
  await page.route('**/v1/public/responses', (route) => route.abort())
  await card.getByRole('radio', { name: '9' }).click()
  await card.getByRole('checkbox', { name: 'Support' }).click()
  await card.getByRole('textbox').fill('Kept for later')
  await card.getByRole('button', { name: 'Send' }).click()
  await page.goto(site.elsewhere)
  await page.unroute('**/v1/public/responses')
  await page.goto(address)
  await expectAnswer(
    collector,
    'prototype',
    { rating: 9, comment: 'Kept for later', choices: ['Support'] },
    surveyId,
  )
  await end()
})

test('of a kept answer that is not valid what is valid is stored, and nothing is sent for ever', async () => {
  const surveyId = await makeSurvey(collector, { metric: 'nps', choices: ['Price'] })
  const long = 'x'.repeat(6000)
  const respondent = { id: 'Ann' }
  const kept: [name: string, extra: object, stored: object | null][] = [
    ['ticks as a text', { choices: '["Price"]', comment: 'Why' }, { comment: 'Why', choices: [] }],
    ['ticks as objects', { choices: [{}], comment: 'Why' }, { comment: 'Why' }],
    ['a reason too long', { comment: long, choices: ['Price'] }, { comment: null, choices: ['Price'] }],
    ['properties', { properties: { deep: {} }, comment: 'Why' }, { comment: 'Why' }],
    ['who it is', { respondent: 'Ann', comment: 'Why' }, { comment: 'Why' }],
    [
      'all but the rating',
      { comment: 5, choices: 5, contact: 5, respondent: 5, properties: 5, channel: 5, surveyVersion: 'x' },
      {},
    ],
    ['the rating', { rating: 11 }, null],
  ]
  const items = kept.map(([, extra], at) => {
    const id = `00000000-0000-4000-8000-00000000000${at}`
    const message = {
      surveyId,
      id,
      writeKey: id,
      revision: 3,
      rating: at,
      respondent,
      channel: 'widget',
      ...extra,
    }
    return [`sayso:${id}`, JSON.stringify({ collector: collector.url, message })]
  })
  const { page, requests, end } = await visit(browser, site.elsewhere)
  await page.evaluate((items) => {
    for (const [key, value] of items) localStorage.setItem(key!, value!)
  }, items)
  await page.goto(site.add(tag(collector.url, { 'data-survey': surveyId, 'data-consent': 'none' })))
  const stored = async () => {
    const { items } = await ask<{ items: StoredAnswer[] }>(
      collector,
      `/v1/surveys/${surveyId}/responses?limit=100`,
    )
    return items.sort((one, other) => one.rating - other.rating)
  }
  const expected = kept.flatMap(([, , stored], rating) =>
    stored ? [expect.objectContaining({ rating, ...stored })] : [],
  )
  await expect.poll(stored).toEqual(expected)
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('sayso:'))))
    .toEqual([])
  expect(requests.filter((path) => path.endsWith('/responses')).length).toBeLessThanOrEqual(3 * kept.length)
  await end()
})

test('a browser whose clock was ten years ahead asks again when the rest is over', async () => {
  const day = 24 * 60 * 60 * 1000
  const surveyId = await makeSurvey(collector, { metric: 'nps' })
  const { page, card, end } = await visit(browser, site.elsewhere)
  const past = { [surveyId]: { answered: Date.now() + 3650 * day }, '': { shown: Date.now() + 3650 * day } }
  await page.evaluate((past) => localStorage.setItem('sayso', past), JSON.stringify(past))
  const address = site.add(tag(collector.url, {}, `sayso/${surveyId}.js`))
  await page.goto(address)
  await page.waitForFunction('window.sayso?.ready')
  // Taken as now: it rests.
  await expect
    .poll(() => page.evaluate((id) => JSON.parse(localStorage.sayso)[id].answered <= Date.now(), surveyId))
    .toBe(true)
  await page.waitForTimeout(500)
  expect(await card.count()).toBe(0)
  await page.addInitScript((later) => {
    const now = Date.now
    Date.now = () => now() + later
  }, 91 * day)
  await page.goto(address)
  await card.waitFor()
  await end()
})
