import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { clientOf, newResponse } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { signedInCookie, surveyWith } from '../support/reports.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'
import { type HostSite, openHostSite } from './hostSite.ts'

let browser: Browser
let collector: Collector
let site: HostSite

beforeAll(async () => {
  ;[browser, collector, site] = await Promise.all([launchChromium(), startCollector(), openHostSite()])
})
afterAll(async () => {
  await Promise.all([browser?.close(), collector?.close(), site?.close()])
})

/** Signs in, makes a CSAT with stars and publishes it, following only what the pages say; returns its id. */
async function makeStars(page: Page, id: string): Promise<void> {
  await page.goto(`${collector.url}/console`)
  await page.getByLabel('API key').fill(collector.key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('radio', { name: 'CSAT' }).check()
  await page.getByLabel('Name').fill('After support')
  await page.getByLabel('Id').fill(id)
  await page.getByRole('button', { name: 'Create and edit' }).click()
  await page.getByLabel('Points as').selectOption({ label: 'Stars' })
  await page.getByLabel('Ask whether we may contact them').check()
}

test('from an empty database a survey is made, put on another site, and seen there', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await makeStars(page, 'after-support')
  const preview = page.frameLocator('iframe[name=preview]')
  await preview.getByRole('radio').nth(4).waitFor()
  await page.getByLabel('Question').fill('How was our help?')
  await preview.getByText('How was our help?').waitFor()
  await page.getByRole('button', { name: 'Save and publish' }).click()
  await page.getByText('Not seen yet.').waitFor()
  const tag = (await page.locator('.copy pre').first().textContent())!
  const host = await context.newPage()
  await host.goto(site.add(tag))
  await host.locator('sayso-survey section').waitFor()
  await page.getByText(/Seen on .* just now\./).waitFor()
  const client = clientOf(collector)
  expect((await client.get('/v1/surveys/after-support')).body).toMatchObject({
    ...{ metric: 'csat', display: 'stars', contact: true, question: 'How was our help?', status: 'live' },
  })
  expect(problems).toEqual([])
  await context.close()
})

/** Goes on with Tab alone until the focus is on what has this name, as somebody without a mouse does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null
      return `${element?.localName} ${(element?.labels?.[0] ?? element)?.textContent?.trim()}`
    })
    if (name.test(focused)) return
  }
  throw new Error(`the keyboard does not come to ${name}`)
}

async function enter(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.keyboard.press('Enter')
  await loaded
}

test('a survey is made, published, and its answer read and done by keyboard alone, without JavaScript', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const { keyboard } = page
  await page.goto(`${collector.url}/console/new-survey`)
  await tabTo(page, /^input API key/)
  await keyboard.type(collector.key)
  await enter(page)
  await tabTo(page, /^input NPS/)
  await keyboard.press('ArrowDown')
  await tabTo(page, /^input Name/)
  await keyboard.type('By keys')
  await tabTo(page, /^input Id/)
  await keyboard.type('by-keys')
  await enter(page)
  await tabTo(page, /^(input|textarea) Question/)
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('Typed?')
  await tabTo(page, /^button Save and publish/)
  await enter(page)
  const client = clientOf(collector)
  expect((await client.get('/v1/surveys/by-keys')).body).toMatchObject({ metric: 'csat', question: 'Typed?' })
  await client.publicly(
    '/v1/public/responses',
    newResponse('by-keys', { rating: 2, comment: 'No mouse here' }),
  )
  await tabTo(page, /^a Answers/)
  await enter(page)
  await tabTo(page, /^a .*No mouse here/s)
  await enter(page)
  await page.locator('#answer').waitFor()
  await tabTo(page, /^button Done/)
  await enter(page)
  await page.locator('[aria-pressed="true"]', { hasText: 'Done' }).waitFor()
  await context.close()
})

test.concurrent('a draft saves itself while it is written, and says so; what is wrong is said and kept', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const [name, value] = (await signedInCookie(collector)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: collector.url }])
  const id = await surveyWith(collector, { metric: 'nps', status: 'draft' })
  const question = async () => (await clientOf(collector).get(`/v1/surveys/${id}`)).body.question
  await page.goto(`${collector.url}/console/surveys/${id}/edit`)
  await page.getByLabel('Question').fill('Would you?')
  await page.locator('#saved', { hasText: /^Saved \d/ }).waitFor()
  expect(await question()).toBe('Would you?')
  await page.getByLabel('Question').fill('')
  await page.locator('#saved', { hasText: 'Not saved: question must not be empty' }).waitFor()
  expect(await question()).toBe('Would you?')
  await context.setOffline(true)
  await page.getByLabel('Question').fill('And now?')
  await page.locator('#saved', { hasText: 'Not saved yet' }).waitFor()
  await context.setOffline(false)
  await page.locator('#saved', { hasText: /^Saved \d/ }).waitFor()
  expect(await question()).toBe('And now?')
  await page.getByLabel('Another language').selectOption('de')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByLabel('Question').nth(1).fill('Und jetzt?')
  await page.locator('#saved', { hasText: /^Saved \d/ }).waitFor()
  await page.getByLabel('Name').press('Enter')
  await page.getByText('Saved.', { exact: true }).waitFor()
  const { translations } = (await clientOf(collector).get(`/v1/surveys/${id}`)).body
  expect(translations).toEqual({ de: { question: 'Und jetzt?' } })
  await context.close()
})

test.concurrent('the same is made without JavaScript, and its preview by a button', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${collector.url}/console/new-survey`)
  await page.getByLabel('API key').fill(collector.key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Name').fill('No script')
  await page.getByLabel('Id').fill('no-script')
  await page.getByRole('button', { name: 'Create and edit' }).click()
  await page.getByLabel('Question').fill('Typed without a script?')
  const [answer] = await Promise.all([
    page.waitForResponse(/\/preview\?/),
    page.getByRole('button', { name: 'Update the preview' }).click(),
  ])
  expect(await answer.text()).toContain('Typed without a script?')
  await page.getByRole('button', { name: 'Save and publish' }).click()
  expect((await clientOf(collector).get('/v1/surveys/no-script')).body).toMatchObject({
    ...{ question: 'Typed without a script?', status: 'live' },
  })
  await context.close()
})

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe.concurrent('axe finds nothing, and nothing is wider than the screen', () => {
  let [id, campaign] = ['', '']
  let cookie: { name: string; value: string; url: string }
  beforeAll(async () => {
    id = await surveyWith(collector, { metric: 'nps', name: 'Axed' }, yearOfAnswers(7, 400, Date.now()))
    const from = { address: 'ask@acme.example' }
    const client = clientOf(collector)
    campaign = (await client.post('/v1/campaigns', { surveyId: id, from })).body.id
    await client.post(`/v1/campaigns/${campaign}/people`, [{ email: 'ada@x.example', name: 'Ada' }])
    const [name, value] = (await signedInCookie(collector)).split('=')
    cookie = { name: name!, value: value!, url: `${collector.url}/console` }
  })

  test.each([
    [1280, 'light', 'en'],
    [1280, 'dark', 'en'],
    [390, 'light', 'en'],
    [390, 'dark', 'ar'],
    [800, 'light', 'ar'],
    [320, 'light', 'en'],
  ] as const)('at %i px in the %s, in %s', async (width, colorScheme, locale) => {
    const viewport = { width, height: 900 }
    const context = await browser.newContext({ viewport, colorScheme, locale, bypassCSP: true })
    await context.addCookies([cookie])
    const page = await context.newPage()
    const own = `/console/surveys/${id}`
    for (const path of [
      '/console',
      '/console/surveys',
      '/console/new-survey',
      `${own}/edit`,
      `${own}/edit?language=de`,
      `${own}/delete`,
      '/console/surveys?state=archived',
      `${own}/versions`,
      `${own}/install`,
      ...['/console/campaigns', '/console/new-campaign', `/console/campaigns/${campaign}`],
      '/console/settings',
      '/console/settings/keys',
    ]) {
      await page.goto(collector.url + path)
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
      const wide = await page.evaluate('document.documentElement.scrollWidth')
      expect([path, wide]).toEqual([path, width])
      await page.addScriptTag({ path: axe })
      const { violations } = (await page.evaluate(
        "axe.run(document, { resultTypes: ['violations'], iframes: false })",
      )) as AxeResults
      expect([path, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([
        path,
        [],
      ])
    }
    await context.close()
  })
})
