import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Rules } from '../../../shared/survey.ts'
import { tag } from '../hostSite.ts'
import { browser, collector, site } from '../opened.ts'
import { visit } from '../visit.ts'
import { atRest, call, page } from './ruledPage.ts'

describe.concurrent('a page that changes its address', () => {
  const go = (tab: Page, address: string) =>
    tab.evaluate((address) => history.pushState(null, '', address), address)

  test.each([true, false])('shows it where it belongs and not before; Navigation API: %s', async (has) => {
    const address = page({ pages: { include: ['/billing/*'] } })
    const { page: tab, card, problems, end } = await visit(browser, site.elsewhere)
    if (!has) await tab.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }))
    await tab.goto(address)
    await atRest(tab)
    await go(tab, '/settings')
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await go(tab, '/billing/plans')
    await card.waitFor()
    expect(await tab.evaluate(() => `${history.pushState}`)).toContain('[native code]')
    expect(problems).toEqual([])
    await end()
  })

  test('by its hash is followed, too', async () => {
    const { page: tab, card, end } = await visit(browser, page({ pages: { include: ['http://*#/billing'] } }))
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await tab.evaluate(() => {
      location.hash = '#/billing'
    })
    await card.waitFor()
    await end()
  })

  test('before the moment has come keeps the survey away', async () => {
    const leave = `<script>setTimeout(() => history.pushState(null, '', '/checkout'), 500)</script>`
    const address = page({ pages: { exclude: ['/checkout'] }, when: { seconds: 1 } }, leave)
    const { page: tab, card, end } = await visit(browser, address)
    await tab.waitForURL('**/checkout')
    await tab.waitForTimeout(1200)
    expect(await card.count()).toBe(0)
    await tab.goBack()
    await card.waitFor()
    await end()
  })
})

describe.concurrent('whom a survey is for', () => {
  test('may become clear only when the page says who it is', async () => {
    const rules: Rules = { audience: [{ property: 'plan', is: ['pro'] }] }
    const { page: tab, card, end } = await visit(browser, page(rules))
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await call(tab, 'identify', { name: 'Ann' }, { plan: 'pro' })
    await card.waitFor()
    await end()
  })

  test('by share keeps one number, the same on the next page', async () => {
    const { page: tab, card, end } = await visit(browser, page({ share: 0.000001 }))
    await atRest(tab)
    const kept = () => tab.evaluate(() => ({ ...localStorage }))
    const first = await kept()
    expect(Object.keys(JSON.parse(first.sayso!)[''])).toEqual(['drawn'])
    await tab.reload()
    await atRest(tab)
    expect(await kept()).toEqual(first)
    expect(await card.count()).toBe(0)
    await end()
  })

  test('is nobody who was shown another lately', async () => {
    const { page: tab, card, end } = await visit(browser, page({ quietDays: 7 }))
    await card.waitFor()
    await tab.reload()
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await end()
  })
})

test.concurrent('two tabs of a site ask once', async () => {
  const address = site.add(tag(collector.url, {}, 'sayso/demo.js'))
  const { page: tab, card, end } = await visit(browser, address)
  await card.waitFor()
  const other = await tab.context().newPage()
  await other.goto(address)
  await atRest(other)
  expect(await other.locator('sayso-survey').count()).toBe(0)
  await call(tab, 'close')
  await other.reload()
  await other.locator('sayso-survey section').waitFor()
  await end()
})

describe.concurrent('privacy', () => {
  test.each(['doNotTrack', 'globalPrivacyControl'])(
    '%s: nothing by itself, all that is asked for',
    async (name) => {
      const { page: tab, card, requests, end } = await visit(browser, site.elsewhere)
      await tab.addInitScript((name) => {
        Object.defineProperty(Navigator.prototype, name, { value: name === 'doNotTrack' ? '1' : true })
      }, name)
      requests.length = 0
      await tab.goto(page({}))
      await atRest(tab)
      expect(requests.slice(1)).toHaveLength(1)
      await call(tab, 'show')
      await card.waitFor()
      await end()
    },
  )

  test('consent, where it is needed: nothing before, nothing kept after it is taken back', async ({
    expect,
  }) => {
    const kept = () => tab.evaluate(() => localStorage.length)
    const {
      page: tab,
      card,
      end,
    } = await visit(browser, page({ share: 1 }, '', { 'data-consent': 'required' }))
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await call(tab, 'show')
    await card.getByRole('radio', { name: '9' }).click()
    expect(await kept()).toBe(0)
    await tab.reload()
    await call(tab, 'consent', true)
    await card.getByRole('radio', { name: '8' }).click()
    await expect.poll(kept).toBe(1)
    await call(tab, 'consent', false)
    expect(await kept()).toBe(0)
    await card.getByRole('radio', { name: '7' }).click()
    await atRest(tab)
    expect(await kept()).toBe(0)
    await end()
  })
})
