import type { BrowserContext, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { formats } from '../../shared/survey.ts'
import { clientOf } from '../support/client.ts'
import { signedInCookie } from '../support/reports.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'

/** Shown alone on the same ground, in a window of one size. */
const alone =
  'html, body { background: #888 !important; margin: 0 !important } main { margin: 0 !important; padding: 16px !important } main > :not(#here) { display: none }'

async function pictureOf(page: Page): Promise<Buffer> {
  const card = page.locator('sayso-survey section')
  await card.waitFor()
  await page.addStyleTag({ content: alone })
  await page.evaluate('document.fonts.ready')
  await page.waitForTimeout(300)
  // Where it stands on its page differs with what is around it; what is compared is the card, once it is at rest.
  const take = () => card.screenshot({ animations: 'disabled', caret: 'hide' })
  for (let last = await take(); ; ) {
    const next = await take()
    if (next.equals(last)) return next
    last = next
  }
}

const kinds = process.env.SAYSO_LONG
  ? formats.flatMap((format) =>
      (['en', 'de', 'ar'] as const).flatMap((language) =>
        (['light', 'dark'] as const).map((scheme) => [format, language, scheme] as const),
      ),
    )
  : ([
      ['popover', 'en', 'light'],
      ['modal', 'ar', 'dark'],
      ['bar', 'de', 'light'],
      ['inline', 'en', 'dark'],
      ['page', 'de', 'light'],
    ] as const)

async function contextIn(colorScheme: 'light' | 'dark', locale: string): Promise<BrowserContext> {
  const viewport = { width: 800, height: 700 }
  const context = await browser.newContext({
    ...{ viewport, colorScheme, locale, reducedMotion: 'reduce', bypassCSP: true },
  })
  const [name, value] = (await signedInCookie(collector)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: collector.url }])
  return context
}

it.each(kinds)(
  'the preview of %s in %s in the %s is the widget, to the pixel',
  async (format, language, scheme) => {
    const survey = { metric: 'nps', format, language, choices: ['Price'], contact: true }
    const { body } = await clientOf(collector).post('/v1/surveys', survey)
    const context = await contextIn(scheme, language)
    const page = await context.newPage()
    await page.goto(`${collector.url}/console/surveys/${body.id}/preview`)
    const preview = await pictureOf(page)
    const more: Record<string, string> =
      format === 'inline' || format === 'page' ? { 'data-target': '#here' } : {}
    await page.goto(
      site.add(`<div id="here"></div>${tag(collector.url, { 'data-survey': body.id, ...more })}`),
    )
    const shown = await pictureOf(page)
    expect(preview.equals(shown)).toBe(true)
    await context.close()
  },
)
