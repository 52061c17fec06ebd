import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { browser, collector } from './opened.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('the pages for people', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    it.each(['/', '/s/demo', '/console'])(
      `%s: axe finds nothing in ${colorScheme}, and 320 px are enough`,
      async (path) => {
        const viewport = { width: 320, height: 640 }
        const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true })
        const page = await context.newPage()
        await page.goto(`${collector.url}${path}`)
        await page.evaluate(axe)
        const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] }
        expect(violations.map(({ id }) => id)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
        await context.close()
      },
    )
  }

  it('let somebody without JavaScript answer, and change the answer by going back', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const { body: survey } = await clientOf(collector).post('/v1/surveys', { metric: 'nps' })
    await page.goto(`${collector.url}/s/${survey.id}`)
    await page.getByRole('radio', { name: '7', exact: true }).check()
    await page.getByRole('textbox').fill('It works.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    await page.goBack()
    await page.getByRole('radio', { name: '10', exact: true }).check()
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('heading', { name: 'Thank you!' }).waitFor()
    const stored = async () =>
      (await clientOf(collector).get(`/v1/surveys/${survey.id}/responses`)).body.items
    await expect.poll(stored).toMatchObject([{ rating: 10, comment: 'It works.', channel: 'page' }])
    await context.close()
  })
})
