import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { clientOf } from '../support/client.ts'
import { makeSurvey } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector } from './opened.ts'

/** An address of no secure context: a browser keeps `locks`, `randomUUID` and more from its pages. */
const site = 'http://plain.example'

const atRest = (page: Page) =>
  page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 700), { timeout: 3000 })),
  )

/** A browser for which the site has the survey's page, and the collector behind it. */
async function contextFor(surveyId: string): Promise<BrowserContext> {
  const context = await browser.newContext()
  const body = `<!doctype html><title>Plain</title>${tag(site, {}, `sayso/${surveyId}.js`)}`
  await context.route(`${site}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body })
    const headers = {
      ...(await route.request().allHeaders()),
      host: new URL(collector.url).host,
      origin: collector.url,
    }
    return route.fulfill({ response: await route.fetch({ url: collector.url + pathname, headers }) })
  })
  return context
}

/** What is still being passed on is nobody's any more. */
async function close(context: BrowserContext): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
}

const cards = (pages: readonly Page[]) =>
  Promise.all(pages.map((page) => page.locator('sayso-survey section').count()))

async function openTabs(context: BrowserContext, count: number): Promise<Page[]> {
  const pages = await Promise.all(Array.from({ length: count }, () => context.newPage()))
  await Promise.all(pages.map((page) => page.goto(site)))
  expect(await pages[0]!.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual([false, false])
  await Promise.all(pages.map(atRest))
  return pages
}

test('of tabs opened at once on a page over plain http one asks, and its answer is stored', async () => {
  const surveyId = await makeSurvey(collector, { metric: 'nps' })
  const context = await contextFor(surveyId)
  const pages = await openTabs(context, 4)
  await expect.poll(async () => (await cards(pages)).includes(1)).toBe(true)
  await Promise.all(pages.map(atRest))
  const shown = await cards(pages)
  expect(shown.toSorted()).toEqual([0, 0, 0, 1])
  const asking = pages[shown.indexOf(1)]!
  await asking.getByRole('radio', { name: '7' }).click()
  const stored = async () => (await clientOf(collector).get(`/v1/surveys/${surveyId}/responses`)).body.items
  await expect.poll(stored).toMatchObject([{ rating: 7 }])
  await close(context)
})

test('a tab opened later does not ask while another does, and does once that one is closed', async () => {
  const context = await contextFor(await makeSurvey(collector, { metric: 'nps' }))
  const [first] = await openTabs(context, 1)
  await first!.locator('sayso-survey section').waitFor()
  const [second] = await openTabs(context, 1)
  expect(await cards([first!, second!])).toEqual([1, 0])
  await first!.close()
  await second!.reload()
  await second!.locator('sayso-survey section').waitFor()
  await close(context)
})
