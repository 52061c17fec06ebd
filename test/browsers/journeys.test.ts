import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAnswer, makeSurvey } from '../journey/answers.ts'
import { type HostSite, openHostSite, strictPolicy, tag } from '../journey/hostSite.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import type { Driver } from './driver.ts'
import { isThere, otherBrowsers } from './otherBrowsers.ts'

describe.each(otherBrowsers())('in %s', (_, openBrowser) => {
  let collector: Collector
  let site: HostSite
  let driver: Driver
  beforeAll(async () => {
    if (!openBrowser) return
    ;[collector, site, driver] = await Promise.all([startCollector(), openHostSite(), openBrowser()])
  })
  afterAll(() => Promise.all([driver?.close(), site?.close(), collector?.close()]))

  const before = '<button id="before" autofocus>Before</button>'

  /** A page with the survey's tag, once the survey stands there. */
  async function open(attributes: Record<string, string>, body = before, headers?: Record<string, string>) {
    await driver.open(site.add(body + tag(collector.url, attributes), headers))
    await expect.poll(() => driver.evaluate(isThere, 'input[type=radio]')).toBe(true)
    await driver.evaluate(() => document.querySelector<HTMLElement>('#before')?.focus(), null)
  }

  /** Clicks the middle of the first match inside of the survey. */
  async function click(selector: string) {
    await expect.poll(() => driver.evaluate(isThere, selector)).toBe(true)
    // A person needs time to see it, too; a browser just started moves the first card slowly.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const { x, y } = await driver.evaluate(middleOf, selector)
    await driver.click(x, y)
  }

  const press = async (...keys: string[]) => {
    for (const key of keys) await driver.press(key)
  }

  test.runIf(openBrowser)('a person clicks a score, writes why, and sends it', async () => {
    await open({ 'data-survey': 'demo', 'data-respondent-id': 'clicks' })
    await click('label:has([value="9"])')
    await expectAnswer(collector, 'clicks', { rating: 9, comment: null })
    await driver.type('Words 9')
    await click('.send')
    await expectAnswer(collector, 'clicks', { rating: 9, comment: 'Words 9' })
    expect(await driver.evaluate(() => localStorage.length, null)).toBeGreaterThan(0)
  })

  test.runIf(openBrowser)(
    'under the strictest policy, by keys alone, and the focus is back after it',
    async () => {
      const policy = strictPolicy(collector.url)
      await open({ 'data-survey': 'demo', 'data-respondent-id': 'keys' }, before, policy)
      await press('Tab', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'Space')
      await expectAnswer(collector, 'keys', { rating: 2 })
      await driver.type('No mouse')
      await driver.press('Enter', { with: 'Control' })
      await expectAnswer(collector, 'keys', { rating: 2, comment: 'No mouse' })
      expect(await driver.evaluate(() => document.activeElement?.id, null)).toBe('before')
    },
  )

  test.runIf(openBrowser)('Escape puts it away', async () => {
    await open({ 'data-survey': 'demo', 'data-respondent-id': 'escapes' })
    await press('Tab', 'Escape')
    await expect.poll(() => driver.evaluate(isThere, 'section')).toBe(false)
  })

  test.runIf(openBrowser)(
    'right to left, the scale begins on the right and the left arrow leads on',
    async () => {
      const id = await makeSurvey(collector, { metric: 'nps', language: 'ar', question: 'ما رأيك؟' })
      await open({ 'data-survey': id, 'data-respondent-id': 'rtl' })
      const [lowest, highest] = [
        await driver.evaluate(middleOf, 'label:has([value="0"])'),
        await driver.evaluate(middleOf, 'label:has([value="10"])'),
      ]
      expect(lowest.x).toBeGreaterThan(highest.x)
      await press('Tab', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowRight', 'Enter')
      await driver.type('جيد')
      await driver.press('Enter', { with: 'Control' })
      await expectAnswer(collector, 'rtl', { rating: 2, comment: 'جيد' }, id)
    },
  )

  test.runIf(openBrowser)('in an element of the page, and left in mid-sentence', async () => {
    const body = `${before}<div id="here"></div>`
    await open({ 'data-survey': 'demo', 'data-respondent-id': 'leaves', 'data-target': '#here' }, body)
    await click('label:has([value="4"])')
    await expectAnswer(collector, 'leaves', { rating: 4 })
    await driver.type('I was')
    await driver.open(site.elsewhere)
    await expectAnswer(collector, 'leaves', { rating: 4, comment: 'I was' })
  })

  test.runIf(openBrowser)('a modal dialog holds the focus, answers and closes', async () => {
    const id = await makeSurvey(collector, { metric: 'csat', format: 'modal' })
    await open({ 'data-survey': id, 'data-respondent-id': 'modal' })
    await press('Tab', 'Digit5')
    await expectAnswer(collector, 'modal', { rating: 5 }, id)
    await press('Escape')
    await expect.poll(() => driver.evaluate(isThere, 'section')).toBe(false)
  })
})

/** In the page: the middle of the first match in the survey. */
function middleOf(selector: string): { x: number; y: number } {
  const match = document.querySelector('sayso-survey')!.shadowRoot!.querySelector(selector)!
  match.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = match.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}
