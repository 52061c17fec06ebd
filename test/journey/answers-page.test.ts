import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, newResponse } from '../support/client.ts'
import { browser, collector } from './opened.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let context: BrowserContext
let page: Page
let paths: Readonly<Record<string, string>>
beforeAll(async () => {
  const client = clientOf(collector)
  const survey = (await client.post('/v1/surveys', { metric: 'nps', name: 'Relationship NPS' })).body.id
  const respondent = { id: 'ada', email: 'ada@example.com', name: 'Ada Brandt' }
  const said = ['Exporting times out', 'التطبيق جيد', undefined, 'The price is too high, and support is slow']
  let last = ''
  for (const [place, comment] of said.entries()) {
    const answer = newResponse(survey, {
      ...{ rating: [3, 6, 10, 2][place], respondent, contact: place === 3 },
      ...{ properties: { plan: 'pro', seats: 40 }, ...(comment && { comment }) },
    })
    await client.publicly('/v1/public/responses', answer)
    last = `/console/answers/${survey}/${answer.id}`
  }
  paths = {
    list: `/console/answers?survey=${survey}`,
    filtered: `/console/answers?survey=${survey}&segment=plan%3Apro&band=negative&text=slow`,
    'nothing fits': '/console/answers?text=zebra',
    'one answer': last,
    people: '/console/people',
    'one person': '/console/people/ada',
    erasing: '/console/people/ada/erase',
    'why not asked': '/console/people/ada/why-not',
  }
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true })
  page = await context.newPage()
  await page.goto(`${collector.url}/console`)
  await page.fill('input[name="key"]', collector.key)
  await page.locator('input[name="key"]').press('Enter')
  await page.waitForURL(/console$/)
})
afterAll(() => context.close())

describe.each([
  ['light', 1280, 'en'],
  ['dark', 390, 'ar'],
] as const)('in the %s, %i pixels wide, in %s', (colorScheme, width, language) => {
  it('axe finds nothing on any of the pages, with their menus open too', async () => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 900 })
    await page.setExtraHTTPHeaders({ 'accept-language': language })
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(collector.url + path)
      for (const menu of [null, '.menu-pick:last-of-type > summary']) {
        if (menu && (await page.locator(menu).count()) === 0) continue
        if (menu) await page.locator(menu).first().press('Enter')
        await page.evaluate(axe)
        const { violations } = (await page.evaluate('axe.run()')) as AxeResults
        expect([
          name,
          menu,
          ...violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html.slice(0, 200))]),
        ]).toEqual([name, menu])
        expect(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width)
      }
    }
  })
})

it('keys go through the list, open, mark as done and close', async () => {
  await page.setExtraHTTPHeaders({})
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(collector.url + paths.list)
  const focused = () => page.evaluate('document.activeElement?.textContent')
  await page.keyboard.press('j')
  expect(await focused()).toContain('The price')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await focused()).toContain('التطبيق')
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#?/)
  await page.locator('#answer').waitFor()
  await page.keyboard.press('e')
  await page.locator('[aria-pressed="true"]', { hasText: 'Done' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('jek')
  expect(await page.inputValue('input[type="search"]')).toBe('jek')
  await page.goto(collector.url + paths['one answer'])
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/console\/answers$/)
})

it('keys mark an answer of the list as done, and begin a reply to it', async () => {
  await page.setExtraHTTPHeaders({ 'accept-language': 'en' })
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${collector.url}${paths.list}&state=open`)
  const open = page.locator('.answer')
  const before = await open.count()
  await page.keyboard.press('j')
  const first = await open.first().textContent()
  await page.keyboard.press('e')
  await expect.poll(() => open.count()).toBe(before - 1)
  expect(await open.first().textContent()).not.toBe(first)
  expect(await page.evaluate(() => document.activeElement?.matches('.answer .words a'))).toBe(true)
  await page.keyboard.press('r')
  await page.waitForURL(/#reply$/)
  await page.locator('#reply').waitFor()
})

it('single keys are turned off on a device, and on again; the others stay', async () => {
  const focused = () => page.evaluate('document.activeElement?.matches(".answer a")')
  const turn = async (isOn: boolean) => {
    await page.goto(collector.url + paths.list)
    await page.locator('#keys summary').press('Enter')
    await page.locator('#keys').getByRole('checkbox').setChecked(isOn)
    await page.goto(collector.url + paths.list)
    await page.keyboard.press('j')
  }
  await turn(false)
  expect(await focused()).toBe(false)
  await page.keyboard.press('/')
  expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
  await page.goto(collector.url + paths['one answer'])
  await page.keyboard.press('Escape')
  await page.waitForURL(/\/console\/answers$/)
  await turn(true)
  expect(await focused()).toBe(true)
})

it('a filter is chosen and searched for without scripts', async () => {
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await context.storageState(),
  })
  const reader = await plain.newPage()
  await reader.goto(`${collector.url}/console/answers`)
  await reader.locator('summary', { hasText: 'Score' }).press('Enter')
  await reader.getByRole('link', { name: 'Low scores' }).press('Enter')
  await reader.waitForURL(/band=negative/)
  await reader.locator('input[type="search"]').fill('price')
  await reader.locator('input[type="search"]').press('Enter')
  await reader.waitForURL(/text=price/)
  expect(new URL(reader.url()).searchParams.get('band')).toBe('negative')
  expect(await reader.locator('.answer').count()).toBe(1)
  await plain.close()
})

it('a menu of any page closes on Escape, with the focus back on it, and when the focus leaves it', async () => {
  await page.setExtraHTTPHeaders({})
  await page.setViewportSize({ width: 1280, height: 900 })
  const survey = new URL(paths.list!, collector.url).searchParams.get('survey')
  for (const path of [`/console/surveys/${survey}/versions`, paths['one answer']]) {
    await page.goto(collector.url + path)
    const menu = page.locator('main .menu-pick').first()
    const summary = menu.locator('summary')
    await summary.press('Enter')
    await menu.locator('.menu').waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    expect([await menu.getAttribute('open'), new URL(page.url()).pathname]).toEqual([null, path])
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
    await summary.press('Enter')
    await page.keyboard.press('Shift+Tab')
    await page.locator('main .menu-pick:not([open])').first().waitFor()
    expect(await menu.getAttribute('open')).toBeNull()
  }
})
