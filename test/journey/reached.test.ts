import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { formats, type PublicSurvey } from '../../shared/survey.ts'
import { browser, collector, site } from './opened.ts'
import { definition, show } from './rendererPage.ts'
import type { Visit } from './visit.ts'

const phone = { width: 390, height: 760 }

async function open(changes: Partial<PublicSurvey>, inline = false): Promise<Visit> {
  const visiting = await show(browser, site, collector, {
    survey: await definition(collector, { choices: ['Price', 'Support'], contact: true, ...changes }),
    inline,
    name: 'reached',
  })
  await visiting.card.waitFor()
  return visiting
}

/** Whether all of what has the focus on the page lies under the card. */
const isCovered = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    const card = document.querySelector('sayso-survey')?.shadowRoot?.querySelector('section')
    if (!card || !focused || focused === document.body || focused.matches('sayso-survey')) return false
    const [box, over] = [focused.getBoundingClientRect(), card.getBoundingClientRect()]
    return (
      box.left >= over.left && box.right <= over.right && box.top >= over.top && box.bottom <= over.bottom
    )
  })

/** Where the card is, and the window. */
const placeOf = ({ card }: Visit) =>
  card.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    return { left, top, right, bottom, width: innerWidth, height: innerHeight }
  })

describe.concurrent.each(['popover', 'bar'] as const)(
  'a %s makes way for the focus of the page',
  (format) => {
    test.each([0, 9])('at every stop of a phone, with a score of %s', async (rating) => {
      const visiting = await open({ format })
      const { page, card, end } = visiting
      await page.setViewportSize(phone)
      if (rating) await card.getByRole('radio', { name: `${rating}` }).click()
      await page.evaluate(() => {
        const stops = Array.from(
          { length: 40 },
          (_, at) => `<p><a href="#">Stop ${at}</a> <button>Do ${at}</button></p>`,
        )
        document.querySelector('#before')!.insertAdjacentHTML('beforebegin', stops.join(''))
        document.querySelector<HTMLElement>('a')!.focus()
      })
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let stop = 0; stop < 80; stop += 1) {
          await page.keyboard.press(key)
          await vi.waitFor(async () => expect(await isCovered(page)).toBe(false), {
            timeout: 20_000,
            interval: 20,
          })
        }
        const { top, bottom, height } = await placeOf(visiting)
        expect([top >= 0, bottom <= height]).toEqual([true, true])
        // It hangs at an edge of the window, not beside it.
        expect([top, height - bottom]).toContain(0)
      }
      await end()
    })
  },
)

test.concurrent.each(formats)(
  'a %s stays inside the window of a page that is zoomed three times',
  async (format) => {
    const visiting = await open({ format }, format === 'inline')
    const { page, card, end } = visiting
    await page.evaluate(() => document.documentElement.style.setProperty('zoom', '3'))
    await page.setViewportSize({ width: 1280, height: 720 })
    await card.getByRole('radio', { name: '9' }).press('Enter')
    const { left, top, right, bottom, width, height } = await placeOf(visiting)
    expect([left >= 0, right <= width + 1]).toEqual([true, true])
    if (format !== 'inline') expect([top >= 0, bottom <= height + 1]).toEqual([true, true])
    await end()
  },
)

test.concurrent.each(['popover', 'modal', 'bar', 'page'] as const)(
  'what has the focus in a %s comes into view where little of it fits, and the page stays',
  async (format) => {
    const visiting = await open({ format })
    const { page, card, end } = visiting
    // 1280 × 720 at 400 %.
    await page.setViewportSize({ width: 320, height: 180 })
    const isInView = () =>
      card.evaluate((element) => {
        const focused = (element.getRootNode() as ShadowRoot).activeElement!
        const box = (focused.closest('.tick') ?? focused).getBoundingClientRect()
        const over = element.getBoundingClientRect()
        return box.bottom > over.top && box.top < over.bottom && box.top < innerHeight && box.bottom > 0
      })
    await card.getByRole('radio').first().focus()
    for (const key of [
      'End',
      'Home',
      'Enter',
      'Tab',
      'Tab',
      'Tab',
      'Tab',
      'Shift+Tab',
      'Shift+Tab',
      'Shift+Tab',
    ]) {
      await page.keyboard.press(key)
      expect([key, await isInView()]).toEqual([key, true])
    }
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await end()
  },
)

test.concurrent.each(['modal', 'page'] as const)('the page behind a %s does not scroll', async (format) => {
  const visiting = await open({ format })
  const { page, card, end } = visiting
  await page.evaluate(() => document.body.style.setProperty('height', '5000px'))
  for (const [x, y] of [
    [20, 20],
    [500, 350],
  ] as const) {
    await page.mouse.move(x, y)
    await page.mouse.wheel(0, 400)
    await page.mouse.wheel(0, 400)
  }
  await card.getByRole('radio').last().focus()
  for (const key of ['PageDown', 'PageDown']) await page.keyboard.press(key)
  await page.waitForTimeout(300)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  await end()
})

describe.concurrent('with motion', () => {
  // How soon is what it is about, and a busy machine draws late.
  test('a quick person who chose a score may tick a reason right after it', { retry: 2 }, async () => {
    const { page, card, end } = await open({ format: 'popover' })
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await page.locator('sayso-survey .card:not([data-moving])').waitFor()
    await card.getByRole('radio', { name: '9' }).click()
    await page.waitForTimeout(550)
    const { x, y, width, height } = (await card.getByText('Price').boundingBox())!
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 })
    await page.mouse.down()
    await page.mouse.up()
    expect(await card.getByRole('checkbox', { name: 'Price' }).isChecked()).toBe(true)
    await end()
  })

  test('a card that is closed fades, is no survey meanwhile, and leaves nothing behind', async ({
    expect,
  }) => {
    const { page, card, end } = await open({ format: 'popover' })
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    const left = await page.evaluate(() => {
      window.shown.close()
      const copy = document.querySelector<HTMLElement>('sayso-leaving')
      return [
        document.querySelector('sayso-survey'),
        copy?.inert,
        copy?.shadowRoot?.querySelector('section')?.className,
      ]
    })
    expect(left).toEqual([null, true, 'card popover '])
    await expect.poll(() => page.locator('sayso-leaving').count()).toBe(0)
    expect(await card.count()).toBe(0)
    await end()
  })
})

test.concurrent('that it has come is said once, politely, and then is gone', async ({ expect }) => {
  const { page, card, end } = await open({ format: 'popover' })
  const question = await card.locator('#question').textContent()
  const status = card.getByRole('status')
  await expect.poll(() => status.textContent()).toBe(`Feedback: ${question}`)
  await page.waitForTimeout(5000)
  expect(await status.textContent()).toBe('')
  await end()
})
