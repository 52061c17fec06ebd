import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAnswer } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** As the documentation has it. */
const snippet = 'window.sayso=window.sayso||function(){(sayso.q=sayso.q||[]).push(arguments)};'

/** Calls `sayso` as the page's own code would. */
const call = (page: Page, ...given: unknown[]) =>
  page.evaluate((given) => (window as unknown as { sayso(...given: unknown[]): void }).sayso(...given), given)

const demo = { 'data-survey': 'demo' }

/** When the loader, which waits for the page to be idle, has had its turn and some time for what follows. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 500), { timeout: 3000 })),
  )
}

describe.concurrent('the tag', () => {
  test('with the definition inside needs no data-survey and asks for no definition', async () => {
    const { card, requests, problems, end } = await visit(
      browser,
      site.add(tag(collector.url, {}, 'sayso/demo.js')),
    )
    await card.waitFor()
    expect(requests.slice(1)).toEqual([
      '/sayso/demo.js',
      expect.stringMatching(/^\/widget\/renderer-[\w-]+\.js$/),
      '/v1/public/views',
    ])
    expect(problems).toEqual([])
    await end()
  })

  test('included twice shows one survey', async () => {
    const twice = tag(collector.url, demo) + tag(collector.url, {}, 'sayso/demo.js')
    const { page, card, problems, end } = await visit(browser, site.add(twice))
    await card.waitFor()
    await page.waitForTimeout(300)
    expect(await card.count()).toBe(1)
    expect(problems).toEqual([])
    await end()
  })

  test('with a target shows the survey in there, where it stays after the thanks', async () => {
    const { page, card, end } = await visit(
      browser,
      site.add(`<div id="here"></div>${tag(collector.url, { ...demo, 'data-target': '#here' })}`),
    )
    await page.locator('#here sayso-survey').waitFor()
    expect(await card.getAttribute('role')).toBeNull()
    expect(await page.getByRole('region', { name: 'Feedback' }).count()).toBe(1)
    await card.getByRole('radio', { name: '9' }).click()
    await card.getByRole('button', { name: 'Send' }).click()
    await card.getByRole('status').getByText(/\w/).waitFor()
    // Longer than thanks in a corner stay.
    await page.waitForTimeout(6000)
    expect(await card.isVisible()).toBe(true)
    await end()
  })

  test('leaves a person in peace who has answered, and then loads nothing but itself', async () => {
    const { page, card, requests, end } = await visit(browser, site.add(tag(collector.url, demo)))
    // What the collector has not answered for would be sent again, with the renderer's help.
    const saved = page.waitForResponse((response) => response.url().endsWith('/v1/public/responses'))
    await card.getByRole('radio', { name: '9' }).click()
    await saved
    await page.waitForFunction("!Object.keys(localStorage).some((name) => name.startsWith('sayso:'))")
    requests.length = 0
    await page.reload()
    await atRest(page)
    expect(await card.count()).toBe(0)
    expect(requests.slice(1)).toEqual(expect.arrayContaining(['/sayso.js']))
    expect(requests.filter((path) => /renderer|surveys|mjs/.test(path))).toEqual([])
    await end()
  })

  test('remembers at the click, whether or not the collector has answered when the page goes', async () => {
    const { page, card, requests, end } = await visit(browser, site.add(tag(collector.url, demo)))
    await card.waitFor()
    await page.route('**/v1/public/responses', () => {})
    await card.getByRole('radio', { name: '9' }).click()
    await page.reload()
    requests.length = 0
    await atRest(page)
    expect(await card.count()).toBe(0)
    expect(requests.filter((path) => /surveys|mjs/.test(path))).toEqual([])
    await end()
  })

  test('that names no survey of the collector warns its author, once', async ({ expect }) => {
    const { page, card, problems, requests, end } = await visit(
      browser,
      site.add(tag(collector.url, { 'data-survey': 'nope', 'data-properties': '{' })),
    )
    await expect.poll(() => requests).toContain('/v1/public/surveys/nope')
    await atRest(page)
    expect(await card.count()).toBe(0)
    expect(problems.filter((problem) => problem.startsWith('warning'))).toEqual([
      'warning: Sayso: data-properties is not a JSON object',
      'warning: Sayso: no survey nope for this page (404)',
    ])
    await end()
  })
})

describe.concurrent('calls', () => {
  test('made before the loader arrives are kept, in order', async () => {
    const early = `${snippet} sayso('identify', { id: 'early', email: 'e@example.com' }, { plan: 'free' });
      sayso('identify', { id: 'eve' }, { seats: 3 }); sayso('show', { properties: { page: 'billing' } })`
    const { card, problems, end } = await visit(
      browser,
      site.add(
        `<script>${early}</script>${tag(collector.url, { ...demo, 'data-properties': '{"plan":"pro"}' })}`,
      ),
    )
    await card.getByRole('radio', { name: '10' }).click()
    await expectAnswer(collector, 'eve', {
      rating: 10,
      properties: { plan: 'free', seats: 3, page: 'billing' },
    })
    expect(problems).toEqual([])
    await end()
  })

  test('that name another person than the tag did do not keep the survey away', async () => {
    const { card, end } = await visit(
      browser,
      site.add(
        `<script>${snippet} sayso('identify', { id: 'late' })</script>${tag(collector.url, { ...demo, 'data-respondent-id': 'tagged' })}`,
      ),
    )
    await card.getByRole('radio', { name: '9' }).click()
    await expectAnswer(collector, 'late', { rating: 9 })
    await end()
  })

  test('show a survey to a person who answered it, and close it', async () => {
    const { page, card, end } = await visit(browser, site.add(tag(collector.url, {})))
    await page.waitForFunction(() => 'sayso' in window)
    expect(await card.count()).toBe(0)
    for (let round = 0; round < 2; round += 1) {
      await call(page, 'show', 'demo')
      await card.getByRole('radio', { name: '9' }).click()
      await call(page, 'close')
      await card.waitFor({ state: 'detached' })
    }
    await end()
  })

  test('name another person: what the one before was asked goes, with what they wrote', async () => {
    const { page, card, end } = await visit(
      browser,
      site.add(tag(collector.url, { ...demo, 'data-respondent-id': 'first' })),
    )
    await card.getByRole('radio', { name: '4' }).click()
    await page.keyboard.type('Mine')
    await call(page, 'identify', { id: 'first', name: 'First' })
    expect(await card.isVisible()).toBe(true)
    await call(page, 'identify', { id: 'second' })
    await card.waitFor({ state: 'detached' })
    await expectAnswer(collector, 'first', { rating: 4, comment: 'Mine' })
    await end()
  })

  test('show a survey anew after the page took away the element it was in', async () => {
    const { page, end } = await visit(browser, site.add(`<div id="here"></div>${tag(collector.url, {})}`))
    await page.waitForFunction(() => 'sayso' in window)
    for (let round = 0; round < 2; round += 1) {
      await call(page, 'show', 'demo', { target: '#here' })
      await page.locator('#here sayso-survey').waitFor()
      await page.locator('#here').evaluate((element) => element.replaceChildren())
    }
    await end()
  })

  test('that make no sense break nothing', async () => {
    const { page, card, problems, end } = await visit(browser, site.add(tag(collector.url, demo)))
    await card.waitFor()
    await call(page)
    await call(page, 'dance')
    await call(page, 'identify', null, 'x')
    await call(page, 'show', 'demo', { target: '][' })
    await call(page, 'show', 'other', null)
    await call(page, 'close', 'close')
    await card.waitFor({ state: 'detached' })
    expect(problems.filter((problem) => problem.startsWith('uncaught'))).toEqual([])
    await end()
  })
})

test.concurrent('a page may call what is documented, and nothing else by its name', async () => {
  const { page, card, problems, end } = await visit(browser, site.add(tag(collector.url, demo)))
  await card.waitFor()
  const inside = ['find', 'offer', 'act', 'place', 'tell', 'constructor', 'toString', '__proto__', 'valueOf']
  const made = await page.evaluate(
    (names) =>
      Promise.all(names.map((name) => (window.sayso as (...given: unknown[]) => unknown)(name, 'demo'))),
    inside,
  )
  expect(made).toEqual(inside.map(() => undefined))
  expect(await card.count()).toBe(1)
  expect(problems).toEqual(['warning: Sayso: there is no command find'])
  await end()
})

describe.concurrent('a difficult page', () => {
  test('whose style sheet hides and resets everything does not hide the survey', async () => {
    const hostile = `<style>body * { display: none !important; all: unset !important; opacity: 0 !important;
      visibility: hidden !important; position: static !important; transform: scale(0) !important }
      body :not(:defined) { display: none !important } body { font-size: 40px; color: red; text-align: right }</style>`
    const plain = await visit(browser, site.add(tag(collector.url, demo)))
    const expected = await plain.card.boundingBox()
    await plain.end()
    const { card, end } = await visit(browser, site.add(hostile + tag(collector.url, demo)))
    await card.waitFor()
    expect(await card.boundingBox()).toEqual(expected)
    expect(await card.evaluate((element) => element.checkVisibility({ opacityProperty: true }))).toBe(true)
    await card.getByRole('radio', { name: '9' }).click()
    await end()
  })

  test('whose shortcuts listen to every key hears none of what is typed into the survey', async () => {
    const shortcuts = `<script>heard = []; for (const type of ['keydown', 'keyup', 'keypress'])
      document.addEventListener(type, (event) => heard.push(event.key))</script>`
    const { page, card, end } = await visit(browser, site.add(shortcuts + tag(collector.url, demo)))
    await card.getByRole('radio', { name: '9' }).click()
    await page.keyboard.type('gg?')
    expect(await page.evaluate('heard')).toEqual([])
    expect(await card.getByRole('textbox').inputValue()).toBe('gg?')
    await end()
  })

  test('in a sandboxed frame, where storage throws, still asks', async () => {
    const inside = tag(collector.url, { ...demo, 'data-respondent-id': 'boxed' }).replaceAll('"', '&quot;')
    const { page, problems, end } = await visit(
      browser,
      site.add(`<iframe sandbox="allow-scripts" width="600" height="500" srcdoc="${inside}"></iframe>`),
    )
    await page.frameLocator('iframe').getByRole('radio', { name: '9' }).click()
    await expectAnswer(collector, 'boxed', { rating: 9 })
    expect(problems).toEqual([])
    await end()
  })
})
