import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readLocales } from '../../server/built-data/read-locales.ts'
import { type Mail, mailOf } from './mailOf.ts'
import { browser, collector } from './opened.ts'

/** Somebody who reads the mail and clicks a score in it. */
async function clickInMail(mail: Mail, score: number, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ hasTouch: true, ...options })
  const page = await context.newPage()
  await page.setContent(mail.html)
  await page.getByText(`${score}`, { exact: true }).click()
  await page.waitForLoadState('networkidle')
  return page
}

describe('a person who clicks 9 in the mail', () => {
  it.each<[string, (page: Page) => Promise<unknown>]>([
    ['touches', (page) => page.touchscreen.tap(30, 300)],
    ['scrolls with the wheel', (page) => page.mouse.wheel(0, 200)],
    ['scrolls with a key', (page) => page.keyboard.press('PageDown')],
    ['clicks beside everything', (page) => page.mouse.click(5, 5)],
    ['types', (page) => page.keyboard.type('Fast and friendly')],
    ['presses Send', (page) => page.getByRole('button').click()],
  ])('and %s has answered once: 9', async (_, act) => {
    const mail = await mailOf(collector)
    const page = await clickInMail(mail, 9)
    await expect.poll(mail.counts).toEqual({ n: 0, held: 1 })
    await act(page)
    await expect.poll(mail.counts).toEqual({ n: 1, held: 0 })
    expect(await mail.answers()).toMatchObject([{ rating: 9, state: 'counted', heldReason: null }])
    await page.context().close()
  })

  it('and leaves in mid-sentence has said what was written', async () => {
    const mail = await mailOf(collector)
    const page = await clickInMail(mail, 9)
    await page.keyboard.type('Half a sen')
    await page.goto('about:blank')
    await expect.poll(mail.answers).toMatchObject([{ rating: 9, comment: 'Half a sen', state: 'counted' }])
    await page.context().close()
  })

  it('and chooses another on the page, says why, sees the answer, corrects and deletes it', async () => {
    const mail = await mailOf(collector, { metric: 'nps', byBand: { negative: { thanks: 'We are sorry.' } } })
    const page = await clickInMail(mail, 9)
    await page.getByRole('radio', { name: '2', exact: true }).check()
    await page.getByRole('textbox').fill('Too slow')
    await page.getByRole('button').click()
    await page.getByRole('heading', { name: 'We are sorry.' }).waitFor()
    expect(await mail.answers()).toMatchObject([{ rating: 2, comment: 'Too slow', state: 'counted' }])
    await page.getByRole('link').click()
    await page.getByRole('textbox').fill('Too slow at first')
    await page.getByRole('button').first().click()
    await page.getByRole('heading', { name: 'We are sorry.' }).waitFor()
    expect(await mail.answers()).toMatchObject([{ rating: 2, comment: 'Too slow at first' }])
    await page.getByRole('link').click()
    await page.getByRole('button', { name: 'Delete my answer' }).click()
    await page.getByRole('button', { name: 'Delete my answer' }).click()
    await page.getByRole('heading', { name: 'Your answer has been deleted.' }).waitFor()
    expect(await mail.counts()).toEqual({ n: 0, held: 0 })
    expect(await mail.answers()).toEqual([])
    await page.context().close()
  })

  it('then 8, is one person who changed their mind', async () => {
    const mail = await mailOf(collector)
    for (const score of [9, 8]) {
      const page = await clickInMail(mail, score)
      await page.mouse.click(5, 5)
      await expect.poll(mail.answers).toMatchObject([{ rating: score, state: 'counted' }])
      await page.context().close()
    }
    expect(await mail.counts()).toEqual({ n: 1, held: 0 })
  })

  it('without JavaScript, and submits, has answered once: 9', async () => {
    const mail = await mailOf(collector)
    const page = await clickInMail(mail, 9, { javaScriptEnabled: false })
    expect(await mail.answers()).toEqual([])
    await page.getByRole('button').click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    expect(await mail.counts()).toEqual({ n: 1, held: 0 })
    expect(await mail.answers()).toMatchObject([{ rating: 9 }])
    await page.context().close()
  })
})

const languages = Object.keys(await readLocales())

/** Every language is looked at in the long run; in the usual one, these. */
const looked = process.env.SAYSO_LONG ? languages : ['en', 'ar', 'de', 'th']

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('the page behind a link', () => {
  it.each(looked)(
    'in %s: axe finds nothing, 320 px are enough, no script breaks its policy',
    async (language) => {
      const mail = await mailOf(collector, {
        metric: 'nps',
        language,
        question: 'Q?',
        choices: ['A', 'B'],
        contact: true,
      })
      const colorScheme = languages.indexOf(language) % 2 ? 'light' : 'dark'
      const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => problems.push(message.text()))
      const loaded = page.waitForResponse(mail.scores[9]!)
      await page.goto(mail.scores[9]!)
      expect((await (await loaded).body()).length).toBeLessThanOrEqual(16_000)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
      expect(await page.evaluate('document.documentElement.lang')).toBe(language)
      expect(await page.evaluate('document.documentElement.dir')).toBe(
        ['ar', 'fa', 'he', 'ur'].includes(language) ? 'rtl' : 'ltr',
      )
      // The browser focuses when it first draws, which a busy machine does after loading.
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA')
      expect(problems).toEqual([])
      await page.evaluate(axe)
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] }
      expect(violations.map(({ id }) => id)).toEqual([])
      await context.close()
    },
  )
})

describe('what is held, in the console', () => {
  it('is released and taken back by whoever signed in, and axe finds nothing', async () => {
    const mail = await mailOf(collector)
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(mail.scores[9]!)
    await expect.poll(mail.counts).toEqual({ n: 0, held: 1 })
    await page.goto(`${collector.url}/console/surveys/${mail.survey}/held`)
    await page.getByRole('textbox').fill(collector.key)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Why they are held' }).waitFor()
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] }
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.getByRole('button', { name: 'From a person' }).click()
    await page.getByRole('link', { name: '1 released' }).click()
    expect(await mail.counts()).toEqual({ n: 1, held: 0 })
    await page.getByRole('button', { name: 'Undo the decision' }).click()
    await page.getByRole('button', { name: 'Undo the decision' }).waitFor({ state: 'detached' })
    expect(await mail.counts()).toEqual({ n: 0, held: 1 })
    await page.goto(`${collector.url}/console/surveys/${mail.survey}/held`)
    await page.getByRole('button', { name: 'From people' }).click()
    await page.getByRole('link', { name: '1 released' }).waitFor()
    expect(await mail.counts()).toEqual({ n: 1, held: 0 })
    await context.close()
  })
})
