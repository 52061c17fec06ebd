import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { makeSurvey } from './answers.ts'
import { tag } from './hostSite.ts'
import { collector, site } from './opened.ts'
import { visit } from './visit.ts'

let classic: Browser
beforeAll(async () => {
  classic = await launchChromium({ scrollbars: true })
})
afterAll(() => classic?.close())

test.each(['popover', 'modal', 'bar', 'page', 'inline'])(
  'a %s fits a window 320 px wide of which a scroll bar takes a part',
  async (format) => {
    const surveyId = await makeSurvey(collector, { metric: 'nps', format })
    const script = tag(
      collector.url,
      format === 'inline' ? { 'data-target': 'main' } : {},
      `sayso/${surveyId}.js`,
    )
    const { page, card, end } = await visit(classic, site.elsewhere)
    await page.setViewportSize({ width: 320, height: 420 })
    await page.goto(site.add(`<div style="height: 3000px"></div>${script}`))
    const nine = card.getByRole('radio', { name: '9' })
    await nine.scrollIntoViewIfNeeded()
    // It takes no click until it has stood still.
    await page.waitForTimeout(1000)
    await nine.click()
    await card.getByRole('textbox').fill('A reason\n'.repeat(20))
    const seen = await card.evaluate((element) => {
      const { left, right } = element.getBoundingClientRect()
      const points = [...element.querySelectorAll('input[type=radio]')].map((point) =>
        point.getBoundingClientRect(),
      )
      return {
        taken: innerWidth - document.documentElement.clientWidth,
        // A pixel is the line around it.
        inside: points.every((point) => point.left > left && point.right < right && point.width >= 24),
        sideways: element.scrollWidth - element.clientWidth,
        within: left >= 0 && right <= document.documentElement.clientWidth,
      }
    })
    expect(seen).toEqual({ taken: 15, inside: true, sideways: 0, within: true })
    await end()
  },
)
