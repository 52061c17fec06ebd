import { expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { signedInCookie } from '../support/reports.ts'
import { browser, collector } from './opened.ts'

it('the mail of a campaign is shown light and dark, whole words of it, above the form below', async () => {
  const from = { address: 'ask@acme.example' }
  const { id } = (await clientOf(collector).post('/v1/campaigns', { surveyId: 'demo', from })).body
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const [name, value] = (await signedInCookie(collector)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: collector.url }])
  const page = await context.newPage()
  await page.goto(`${collector.url}/console/campaigns/${id}`)
  const form = (await page.locator('form#test').boundingBox())!
  for (const scheme of ['light', 'dark']) {
    const frame = page.locator(`iframe[src$="scheme=${scheme}"]`)
    const { y, width, height } = (await frame.boundingBox())!
    expect(height).toBeGreaterThan(400)
    expect(width).toBeGreaterThan(400)
    expect(y + height).toBeLessThanOrEqual(form.y)
    await frame.contentFrame().getByRole('link').first().waitFor()
  }
  await context.close()
})
