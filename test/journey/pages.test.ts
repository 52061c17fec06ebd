import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { faint, standingsIn } from './looks/colours.ts'
import { browser, collector } from './opened.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Addresses of pages, by what they are. */
let pages: Readonly<Record<string, string>>
beforeAll(async () => {
  const survey = { metric: 'csat', choices: ['Price'], contact: true, format: 'page' }
  const { body: arabic } = await clientOf(collector).post('/v1/surveys', { ...survey, language: 'ar' })
  const { body: thumbs } = await clientOf(collector).post('/v1/surveys', { ...survey, scale: '0-1' })
  pages = {
    start: '/',
    demo: '/demo',
    survey: '/s/demo',
    'answered survey': '/s/demo?rating=9',
    'survey from right to left': `/s/${arabic.id}?rating=4`,
    'survey of two points': `/s/${thumbs.id}`,
    refusal: '/s/nowhere',
    'sign in': '/console',
    documents: '/docs/widget',
    reference: '/docs/reference',
  }
})

/** Pages in the console's design. */
const ofConsole = new Set(['start', 'demo', 'sign in', 'documents', 'reference'])

const kinds = [
  ...['start', 'demo', 'survey', 'answered survey', 'survey from right to left', 'survey of two points'],
  ...['refusal', 'sign in', 'documents', 'reference'],
]

it.concurrent.each(['a#b@example.com', 'a&b#c@example.com'])(
  '%s, as a mail service puts it in, is whose answer it is',
  async (email) => {
    const page = await browser.newPage()
    await page.goto(`${collector.url}/s/demo?rating=9&email=${email}`)
    await page.waitForURL(/%40/)
    await page.getByRole('button').click()
    await page.getByRole('heading', { name: 'Thank' }).waitFor()
    await page.close()
    const { items } = (await clientOf(collector).get('/v1/surveys/demo/responses')).body
    expect(items).toContainEqual(
      expect.objectContaining({ rating: 9, respondent: expect.objectContaining({ email }) }),
    )
  },
)

describe.concurrent.each(['light', 'dark'] as const)('the pages for people in the %s', (colorScheme) => {
  it.each(kinds)(
    '%s: axe finds nothing, all stands out, 320 px are enough and text may be large',
    async (kind) => {
      const viewport = { width: 320, height: 640 }
      const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true })
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      for (const text of [16, 32]) {
        await session.send('Page.setFontSizes', { fontSizes: { standard: text, fixed: text } })
        await page.goto(collector.url + pages[kind])
        expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe(
          // The console is set in smaller type, by the same unit.
          ofConsole.has(kind) ? `${text * 0.875}px` : `${text}px`,
        )
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
      }
      await page.evaluate(axe)
      const { violations, incomplete } = (await page.evaluate('axe.run()')) as AxeResults
      // Contrast, of which axe knows nothing beside the body, is measured below and in looks/contrast.test.ts.
      const unknown = incomplete.filter(({ id }) => id !== 'color-contrast')
      expect([...violations, ...unknown].map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([])
      const standings = await standingsIn(page.locator('body'))
      expect(standings.length).toBeGreaterThan(0)
      expect(faint(standings)).toEqual([])
      await context.close()
    },
  )
})

describe('the pages for people', () => {
  it('let people without JavaScript answer, and change the answer by going back', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const { body: survey } = await clientOf(collector).post('/v1/surveys', { metric: 'nps' })
    await page.goto(`${collector.url}/s/${survey.id}`)
    await page.getByRole('radio', { name: '7', exact: true }).check()
    await page.getByRole('textbox').fill('It works.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    await page.goBack()
    await page.getByRole('radio', { name: /^10, / }).check()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    const stored = async () =>
      (await clientOf(collector).get(`/v1/surveys/${survey.id}/responses`)).body.items
    await expect.poll(stored).toMatchObject([{ rating: 10, comment: 'It works.', channel: 'page' }])
    await context.close()
  })
})
