import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { clientOf } from './client.ts'
import { type Collector, startCollector } from './collector.ts'
import { composeSheet, takeFormats, takeLooks } from './formatPictures.ts'
import { surveyWith } from './reports.ts'
import { yearOfAnswers } from './yearOfAnswers.ts'

/**
 * `npm run screenshots`: takes the pictures in `docs/` of the real collector, its report on a
 * made-up year of answers and its survey in the demo page. Dates in them are those of today; the
 * port is the usual one, since the demo page writes it out.
 */

const folder = new URL('../../docs/', import.meta.url)
const day = 86_400_000
const dateIn = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)

/** A year of answers, and showings that were not answered, some of them put away. */
async function makeYear(collector: Collector): Promise<string> {
  const survey = { metric: 'nps', name: 'How customers feel about Acme', touchpoint: 'after 90 days' }
  const id = await surveyWith(collector, survey, yearOfAnswers(7, 3600, Date.now()))
  const client = clientOf(collector)
  for (let batch = 0; batch < 30; batch += 1) {
    const views = Array.from({ length: 80 }, (_, place) => ({
      surveyId: id,
      id: `unanswered-${batch}-${place}`,
      event: place % 3 === 0 ? 'dismissed' : 'shown',
    }))
    await Promise.all(views.map((view) => client.publicly('/v1/public/views', view)))
  }
  return id
}

interface Picture {
  readonly name: string
  readonly path: string
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
  /** The last part of the page to be in the picture. */
  readonly until: string
}

async function takeReport(browser: Browser, collector: Collector, picture: Picture): Promise<void> {
  const { name, path, colorScheme, width, until } = picture
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
  await page.goto(collector.url + path)
  await page.getByLabel('API key').fill(collector.key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  // It stands at the foot of the window, which is in the middle of the picture.
  await page.addStyleTag({ content: '.dock { display: none !important }' })
  const last = (await page.locator(until).boundingBox())!
  const clip = { x: 0, y: 0, width, height: last.y + last.height + 24 }
  await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, fullPage: true, clip })
  await page.close()
}

/** What people say, with the comments on the second theme open. */
async function takeThemes(browser: Browser, collector: Collector, path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1120, height: 900 } })
  await page.goto(collector.url + path)
  await page.getByLabel('API key').fill(collector.key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.themes summary').nth(1).click()
  await page
    .locator('section[aria-labelledby=themes]')
    .screenshot({ path: new URL('themes.png', folder).pathname })
  await page.close()
}

/** The survey over the demo page, as a visitor meets it. */
async function takeSurvey(browser: Browser, collector: Collector): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 640 }, reducedMotion: 'reduce' })
  await page.goto(`${collector.url}/demo`)
  await page.locator('sayso-survey section').waitFor()
  await page.screenshot({ path: new URL('survey.png', folder).pathname })
  await page.close()
}

/** The formats, in the README. */
const best = [
  ...['popover-asking-light', 'popover-commenting-dark', 'popover-asking-rtl'],
  ...['modal-commenting-light', 'smileys-asking-dark', 'stars-commenting-light'],
  ...['bar-asking-light', 'inline-asking-dark', 'page-asking-light'],
]

async function takeSheet(browser: Browser, collector: Collector): Promise<void> {
  const taken = await takeFormats(browser, collector)
  await writeFile(new URL('formats.jpg', folder), await composeSheet(browser, taken, best))
}

const [collector, browser] = await Promise.all([
  startCollector({ PORT: process.env.PORT ?? '8787' }),
  launchChromium(),
  mkdir(folder, { recursive: true }),
])
try {
  await takeSheet(browser, collector)
  await takeLooks(browser, collector)
  const path = `/console/surveys/${await makeYear(collector)}?from=${dateIn(-181)}&to=${dateIn(1)}`
  const light = { name: 'report', path, colorScheme: 'light', width: 1120, until: '.beside' } as const
  await takeReport(browser, collector, light)
  await takeReport(browser, collector, { ...light, name: 'report-dark', colorScheme: 'dark' })
  await takeReport(browser, collector, {
    ...light,
    name: 'report-phone',
    width: 390,
    until: '.beside .card >> nth=0',
  })
  await takeThemes(browser, collector, path)
  await takeSurvey(browser, collector)
} finally {
  await Promise.all([browser.close(), collector.close()])
}
