import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { hostileStrings } from '../support/hostileStrings.ts'
import { signedInCookie, surveyWith } from '../support/reports.ts'

const isLong = process.env.SAYSO_LONG !== undefined
const strings = hostileStrings(2694)
/** Answers on one page of the list. */
const perPage = 45
const batches = Array.from({ length: Math.ceil(strings.length / perPage) }, (_, batch) =>
  strings.slice(batch * perPage, (batch + 1) * perPage),
)

let browser: Browser
let collector: Collector
beforeAll(async () => {
  browser = await launchChromium()
  collector = await startCollector()
})
afterAll(async () => {
  await browser?.close()
  await collector?.close()
})

// The short form, of what a browser would be given, is test/server/console/hostile.test.ts.
describe.runIf(isLong)('strings that break pages, with the Content-Security-Policy switched off', () => {
  it.each(batches.map((batch, place) => [place, batch] as const))(
    'are shown as they were written, and do nothing: batch %i',
    async (place, batch) => {
      const text = batch[0]!
      const id = await surveyWith(
        collector,
        { metric: 'nps', name: text, question: text, commentPrompt: text },
        batch.map((each, n) => ({
          ...{ id: `h${place}-${n}`, rating: n % 11, comment: each, properties: { company: each } },
          ...{ answeredAt: new Date(Date.now() - n * 60_000).toISOString() },
          respondent: { id: `p${place}-${n}`, name: each },
        })),
      )
      const context = await browser.newContext({ bypassCSP: true })
      const [name, value] = (await signedInCookie(collector)).split('=') as [string, string]
      await context.addCookies([{ name, value, url: collector.url }])
      const page = await context.newPage()
      const happened: string[] = []
      page.on('dialog', (dialog) => {
        happened.push(`dialog ${dialog.message()}`)
        void dialog.dismiss()
      })
      page.on('request', (request) => {
        if (!request.url().startsWith(collector.url) && !request.url().startsWith('data:'))
          happened.push(request.url())
      })
      page.on('pageerror', (error) => happened.push(error.message))
      const show = async (path: string) => {
        await page.goto(collector.url + path)
        // What waits for the pointer is given it.
        for (const link of await page.locator('main a').all()) await link.dispatchEvent('mouseover')
      }
      await show(`/console/answers?survey=${id}`)
      const words = await page.locator('.answer .words').allTextContents()
      expect(words.map((each) => each.trim())).toEqual(batch.map((each) => each.trim()))
      for (const path of [
        `/console/surveys/${id}`,
        `/console/surveys/${id}/edit`,
        '/console/people',
        '/console/surveys',
      ])
        await show(path)
      await show(`/console/answers/${id}/h${place}-1`)
      expect(happened).toEqual([])
      await context.close()
    },
    60_000,
  )
})
