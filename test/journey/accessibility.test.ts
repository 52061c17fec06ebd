import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { describe, expect, test } from 'vitest'
import { answersOf, expectAnswer, makeSurvey } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { type Visit, visit } from './visit.ts'

/** A page with a button to come from, and the survey in the corner. */
const open = (person: string) =>
  visit(
    browser,
    site.add(
      `<button id="before">Before</button>${tag(collector.url, { 'data-survey': 'demo', 'data-respondent-id': person })}`,
    ),
  )

/** What has the focus: the name of the element in the survey, or the id of the one in the page. */
const focused = ({ page }: Visit) =>
  page.evaluate(() => {
    const outer = document.activeElement
    const inner = outer?.shadowRoot?.activeElement
    return inner ? (inner.getAttribute('aria-label') ?? inner.textContent ?? '') || inner.tagName : outer?.id
  })

describe.concurrent('by keyboard alone', () => {
  test('a person comes in, moves without choosing, chooses, writes, sends, and is back where they were', async () => {
    const visiting = await open('keys')
    const { page, card, end } = visiting
    await card.waitFor()
    await page.focus('#before')
    await page.keyboard.press('Tab')
    expect(await focused(visiting)).toMatch(/^0/)
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowRight')
    expect(await focused(visiting)).toBe('8')
    await page.keyboard.press('ArrowUp')
    expect(await answersOf(collector, 'keys')).toEqual([])
    await page.keyboard.press('Space')
    await expectAnswer(collector, 'keys', { rating: 7, revision: 1 })
    expect(await focused(visiting)).toBe('TEXTAREA')
    await page.keyboard.type('No mouse here')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expectAnswer(collector, 'keys', { rating: 7, comment: 'No mouse here', revision: 2 })
    expect(await focused(visiting)).toBe('before')
    await card.waitFor({ state: 'detached' })
    await end()
  })

  test.each([
    ['digit', ['8'], 8],
    ['digits', ['1', '0'], 10],
    ['a digit that could be two', ['1', 'Enter'], 1],
    ['end', ['End', 'Enter'], 10],
    ['home', ['End', 'Home', 'Enter'], 0],
    ['past the end', ['End', 'ArrowDown', 'Enter'], 10],
  ])('%s: %j chooses %i, and only that is ever sent', async (person, keys, rating) => {
    const { page, card, end } = await open(person)
    await card.waitFor()
    await page.focus('#before')
    await page.keyboard.press('Tab')
    for (const key of keys) await page.keyboard.press(key)
    await expectAnswer(collector, person, { rating, revision: 1 })
    await end()
  })

  test('Escape puts the survey away when the focus is in it, and only then', async () => {
    const visiting = await open('escapes')
    const { page, card, end } = visiting
    await card.waitFor()
    await page.focus('#before')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await card.isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
    expect(await focused(visiting)).toBe('before')
    await end()
  })
})

describe.concurrent('for a screen reader', () => {
  test('it is a landmark with a named group of radios, then a named text field', async ({ expect }) => {
    const { card, end } = await open('hears')
    await card.waitFor()
    const question = (await card.locator('#question').textContent()) ?? ''
    expect(await card.getByRole('radiogroup', { name: question }).getByRole('radio').count()).toBe(11)
    expect(await card.ariaSnapshot()).toMatch(/^- region "Feedback":/)
    expect(await card.getByRole('radio').first().getAttribute('aria-label')).toMatch(/^0, \w/)
    expect(await card.getByRole('radio').last().getAttribute('aria-label')).toMatch(/^10, \w/)
    await card.getByRole('radio', { name: '9' }).click()
    expect(await card.getByRole('radio', { name: '9', checked: true }).count()).toBe(1)
    expect(await card.getByRole('textbox').count()).toBe(1)
    await expect.poll(() => card.getByRole('status').textContent()).toBe('You chose 9 of 10 Saved')
    await card.getByRole('button', { name: 'Send' }).click()
    await card.getByRole('status').getByText('Thank you').waitFor()
    await end()
  })
})

describe.concurrent('a survey of another kind', () => {
  const openSurvey = async (survey: object) => {
    const id = await makeSurvey(collector, { question: 'How was it?', ...survey })
    return visit(browser, site.add(tag(collector.url, {}, `sayso/${id}.js`)))
  }

  test('in Arabic is laid out, and its arrow keys go, from the right to the left', async () => {
    const visiting = await openSurvey({ metric: 'nps', language: 'ar' })
    const { page, card, end } = visiting
    await card.waitFor()
    expect(await card.getAttribute('lang')).toBe('ar')
    expect(await card.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    expect((await card.boundingBox())?.x).toBe(16)
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowLeft')
    expect(await focused(visiting)).toBe('1')
    await end()
  })

  test('with two points offers two words', async () => {
    const ends = { lowLabel: 'No', highLabel: 'Yes' }
    const { card, end } = await openSurvey({ metric: 'csat', scale: '0-1', ...ends })
    await card.waitFor()
    expect(await card.locator('.point').allTextContents()).toEqual(['No', 'Yes'])
    await card.getByRole('radio', { name: 'Yes' }).click()
    expect(await card.getByRole('radio', { name: 'Yes' }).inputValue()).toBe('1')
    await end()
  })
})

describe.concurrent('the thanks in the corner', () => {
  test.each([
    ['go by themselves', async () => {}, false],
    ['stay while pointed at', ({ card }: Visit) => card.hover(), true],
    ['stay while focused', ({ card }: Visit) => card.getByRole('button', { name: 'Close' }).focus(), true],
  ])('%s', async (what, attend, stays) => {
    const visiting = await open(`thanks ${what}`)
    const { page, card, end } = visiting
    await card.getByRole('radio', { name: '9' }).click()
    await page.clock.install()
    await page.keyboard.press('Control+Enter')
    await card.getByRole('status').getByText('Thank you').waitFor()
    await page.mouse.move(5, 5)
    await attend(visiting)
    await page.clock.fastForward(5000)
    expect(await card.count()).toBe(stays ? 1 : 0)
    await end()
  })
})

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe.concurrent('axe finds nothing', () => {
  test.each(['light', 'dark'] as const)('in the %s, at any step', async (colorScheme) => {
    const visiting = await open(`axe ${colorScheme}`)
    const { page, card, end } = visiting
    await page.emulateMedia({ colorScheme })
    await card.waitFor()
    await page.addScriptTag({ path: axe })
    const check = async (step: string) => {
      // Until it takes clicks, axe cannot tell what is behind its texts.
      await page.locator('sayso-survey .card:not([data-moving])').waitFor()
      const { violations, incomplete } = await page.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      )
      // What is behind a text axe finds out for those in the body alone, and the card stands beside it:
      // looks/contrast.test.ts measures its contrasts.
      const unknown = incomplete.filter(({ id }) => id !== 'color-contrast')
      expect(
        [...violations, ...unknown].map(({ id, nodes }) => [step, id, nodes.map((n) => n.html)]),
      ).toEqual([])
    }
    await check('asking')
    await card.getByRole('radio', { name: '9' }).click()
    await check('commenting')
    await card.getByRole('button', { name: 'Send' }).click()
    await check('thanked')
    await end()
  })
})

test.concurrent('on a screen 320 px wide everything fits and no target is below 24 px', async () => {
  const { page, card, end } = await open('small')
  await page.setViewportSize({ width: 320, height: 568 })
  await card.getByRole('radio', { name: '9' }).click()
  const sizes = await card.locator('input, button, textarea').evaluateAll((targets) =>
    targets.map((target) => {
      const { left, right, width, height } = target.getBoundingClientRect()
      return { fits: left >= 0 && right <= 320, big: width >= 24 && height >= 24 }
    }),
  )
  expect(sizes).toHaveLength(14)
  for (const size of sizes) expect(size).toEqual({ fits: true, big: true })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await end()
})
