import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { mailOf } from './mailOf.ts'
import { browser, collector } from './opened.ts'

let page: Page
/** Scores that the page sent, one after the other. */
let sent: (number | null)[]

beforeAll(async () => {
  page = await browser.newPage({ viewport: { width: 800, height: 700 } })
  page.on('request', (request) => {
    const body = request.postData() ?? ''
    // A form is sent as fields, an event as JSON.
    if (body.startsWith('{')) sent.push(JSON.parse(body).rating)
  })
})
afterAll(() => page?.close())
beforeEach(() => {
  sent = []
})

const nps = { metric: 'nps', choices: ['Price'], contact: true }

/** Opens a page with a survey of its own; returns the scores stored. */
const open: Record<string, (given?: object) => Promise<() => Promise<number[]>>> = {
  async hosted(given = nps) {
    const client = clientOf(collector)
    const { body } = await client.post('/v1/surveys', given)
    await page.goto(`${collector.url}/s/${body.id}`)
    return async () => ratingsIn((await client.get(`/v1/surveys/${body.id}/responses`)).body.items)
  },
  async invitation(given = nps) {
    const mail = await mailOf(collector, given)
    await page.goto(mail.scores[0]!.replace(/\?.*/, ''))
    return async () => ratingsIn(await mail.answers())
  },
}
const ratingsIn = (items: { rating: number }[]) => items.map(({ rating }) => rating)

const radio = (rating: number) => page.locator(`[name=rating][value="${rating}"]`)
const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement).value)
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}
const arrows = [
  'ArrowRight',
  'ArrowRight',
  'ArrowDown',
  'ArrowLeft',
  'ArrowUp',
  'End',
  'Home',
  'ArrowRight',
  'ArrowRight',
]

describe.each(Object.keys(open))('on the %s page', (kind) => {
  it('moving by keyboard chooses and stores nothing, also when the page is left', async () => {
    const stored = await open[kind]!()
    await radio(0).focus()
    await press(...arrows)
    expect(await focused()).toBe('2')
    expect(await page.locator('[name=rating]:checked').count()).toBe(0)
    await press('Tab', 'Shift+Tab', ...arrows)
    await page.goto('about:blank')
    expect(sent).toEqual([])
    expect(await stored()).toEqual([])
  })

  it.each<[string, () => Promise<void>, number]>([
    ['Enter', () => press('Enter'), 2],
    ['Space', () => press('Space'), 2],
    ['a click', () => radio(7).click(), 7],
    ['a digit', () => press('5'), 5],
    ['an Arabic digit', () => radio(2).dispatchEvent('keydown', { key: '٧' }), 7],
    ['one, waiting for another, and Enter', () => press('1', 'Enter'), 1],
    ['two digits', () => press('1', '0'), 10],
    ['one and a digit that makes no point with it', () => press('1', '5'), 5],
  ])('%s after moving stores exactly that, and says so', async (_, choose, rating) => {
    const stored = await open[kind]!()
    await radio(0).focus()
    await press('ArrowRight', 'ArrowRight')
    await choose()
    if (rating === 7) await page.mouse.click(2, 2)
    await expect.poll(stored).toEqual([rating])
    // The browser tells of a request after the server has had it.
    await expect.poll(() => new Set(sent)).toEqual(new Set([rating]))
    expect(await page.getByRole('status').textContent()).toBe(`You chose ${rating} of 10`)
    await press('ArrowRight', 'ArrowLeft')
    await page.goto('about:blank')
    expect(await stored()).toEqual([rating])
  })

  it('Send stores what was chosen, not where the focus was', async () => {
    const stored = await open[kind]!()
    await radio(8).click()
    await press(...arrows)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await stored()).toEqual([8])
  })
})

describe('the page behind a score in a mail', () => {
  it('says the score, describes the comment by it, and stores nothing else while the focus moves', async () => {
    const mail = await mailOf(collector, nps)
    await page.goto(mail.scores[9]!)
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    expect(await page.getByRole('status').textContent()).toBe('You chose 9 of 10')
    expect(await page.locator('textarea').getAttribute('aria-describedby')).toBe('chosen')
    await radio(9).focus()
    await press('ArrowLeft', 'ArrowLeft', 'Home', 'End')
    expect(await page.locator('[name=rating]:checked').getAttribute('value')).toBe('9')
    expect(sent).toEqual([9])
    await press('ArrowLeft', 'ArrowLeft', 'Enter')
    await expect.poll(async () => ratingsIn(await mail.answers())).toEqual([8])
    await page.goto('about:blank')
  })
})

it('runs from right to left where the language does, and asks by band once a point is chosen', async () => {
  const byBand = { negative: { commentPrompt: 'ما الخطأ؟' } }
  const stored = await open.hosted!({ metric: 'nps', language: 'ar', byBand })
  await radio(0).focus()
  await press('ArrowLeft', 'ArrowLeft', 'ArrowRight')
  expect(await focused()).toBe('1')
  await press('Enter')
  await expect.poll(stored).toEqual([1])
  expect(await page.locator('#prompt').textContent()).toBe('ما الخطأ؟')
})

it('the error of a form without a score is tied to the points and has the focus', async () => {
  await open.hosted!()
  await page.locator('form').evaluate((form) => {
    ;(form as HTMLFormElement).noValidate = true
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.locator('[aria-invalid]').waitFor()
  expect(await focused()).toBe('0')
  const group = page.getByRole('radiogroup', { name: /How likely/, description: 'Choose a score first.' })
  await group.waitFor()
  expect(await radio(0).getAttribute('aria-describedby')).toBe('missing')
  expect(await page.locator('#missing').isVisible()).toBe(true)
})
