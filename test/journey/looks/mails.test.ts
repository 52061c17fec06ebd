import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import type { PublicSurvey } from '../../../shared/survey.ts'
import { launchChromium } from '../../support/chromium.ts'
import { everyScale, mailTo, publicSurvey } from '../../support/mails.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await launchChromium()
  page = await browser.newPage()
})
afterAll(() => browser?.close())

const locales = await readLocales()
const languages = process.env.SAYSO_LONG ? Object.keys(locales) : ['de', 'ar']

/** The usual words of a language; and those that an author could write, with nowhere to break a line. */
const wordings: readonly Partial<PublicSurvey>[] = [
  ...languages.map((language) => ({ language, ...locales[language]!.questions.nps })),
  { question: 'W'.repeat(80), lowLabel: 'M'.repeat(60), highLabel: 'W'.repeat(60) },
]

/** Some mail programs drop every style element. */
const withoutStyle = (html: string) => html.replace(/<style>.*?<\/style>/gs, '')

interface Target {
  readonly width: number
  readonly height: number
  /** Of its cell. */
  readonly top: number
}

/** All that can be pressed, and how far the mail is wider than the window. */
async function measured(html: string) {
  await page.setContent(html)
  return page.evaluate(() => {
    const targets = [...document.querySelectorAll('a')].map((link): Target => {
      const { width, height } = link.getBoundingClientRect()
      return { width, height, top: link.closest('td')!.getBoundingClientRect().top }
    })
    const spilt = [...document.querySelectorAll<HTMLElement>('a, td, span, div')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)
      .map((each) => each.outerHTML.slice(0, 80))
    return { targets, spilt, over: document.documentElement.scrollWidth - innerWidth }
  })
}

describe.each([320, 375, 600])('a mail at %i px', (width) => {
  it.each([
    ['with style elements', (html: string) => html],
    ['without them', withoutStyle],
  ])('has buttons for a fingertip, in even rows, and spills nothing, %s', async (_, shownAs) => {
    await page.setViewportSize({ width, height: 600 })
    let least = Number.POSITIVE_INFINITY
    for (const shown of everyScale) {
      for (const words of wordings) {
        const mail = await mailTo(publicSurvey(shown, words), { decoy: null })
        const { targets, spilt, over } = await measured(shownAs(mail.html))
        expect([shown, words.language, over, spilt]).toEqual([shown, words.language, 0, []])
        const buttons = targets.slice(0, -1)
        for (const target of targets) expect(target.height).toBeGreaterThanOrEqual(44)
        for (const button of buttons) expect(button.width).toBeGreaterThanOrEqual(24)
        const rows = new Set(buttons.map(({ top }) => Math.round(top))).size
        expect(rows).toBe(buttons.length > 7 && width < 600 ? 2 : 1)
        const widths = buttons.map((button) => button.width)
        expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(1.5)
        least = Math.min(least, ...widths)
      }
    }
    console.log(`at ${width} px the narrowest button has ${least.toFixed(1)} px`)
  })
})

it.each(['light', 'dark'] as const)(
  'has text of 4.5:1 and edges of 3:1 in the %s scheme',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    for (const look of [{}, { accent: '#ffdd00' }, { accent: '#101010' }, { accent: '#ffffff' }]) {
      for (const shown of everyScale) {
        const mail = await mailTo(publicSurvey(shown, { look }))
        await page.setContent(mail.html)
        const ratios = await page.evaluate(contrasts)
        expect(Math.min(...ratios.text)).toBeGreaterThanOrEqual(4.5)
        expect(Math.min(9, ...ratios.edges)).toBeGreaterThanOrEqual(3)
      }
    }
  },
)

/** In the page: the contrast of all texts, and of the edges of buttons, with what is behind them. */
function contrasts() {
  const channels = (colour: string) => colour.match(/[\d.]+/g)!.map(Number)
  const luminance = (colour: string) => {
    const [red, green, blue] = channels(colour).map((each) => {
      const share = each / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ratio = (one: string, other: string) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
    return (high + 0.05) / (low + 0.05)
  }
  const behind = (from: Element | null): string => {
    const colour = from ? getComputedStyle(from).backgroundColor : 'rgb(255, 255, 255)'
    return from && channels(colour)[3] === 0 ? behind(from.parentElement) : colour
  }
  const withText = [...document.querySelectorAll('td, a, span, p, div')].filter((each) =>
    [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim()),
  )
  const cells = [...document.querySelectorAll('td.sb')]
  return {
    text: withText.map((each) => ratio(getComputedStyle(each).color, behind(each))),
    edges: cells.map((each) => ratio(getComputedStyle(each).borderTopColor, behind(each.parentElement))),
  }
}
