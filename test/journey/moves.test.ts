import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectAnswer } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { type Visit, visit } from './visit.ts'

/** The page's own script, from a package. */
function serve(name: string): string {
  const code = readFileSync(createRequire(import.meta.url).resolve(name), 'utf8')
  return site.addDocument(code, { 'content-type': 'text/javascript' })
}

let turbo: string
beforeAll(() => {
  turbo = serve('@hotwired/turbo/dist/turbo.es2017-umd.js')
})

const script = (person: string, data: Record<string, string> = {}) =>
  tag(collector.url, { 'data-respondent-id': person, ...data }, 'sayso/demo.js')
const inline = { 'data-target': '#here' }
const here = '<div id="here"></div>'

const call = (page: Page, ...given: unknown[]) =>
  page.evaluate((given) => (window as unknown as { sayso(...given: unknown[]): void }).sayso(...given), given)

/** Where the person is in the survey's text: the id of the field and the caret in it. */
const caret = (page: Page) =>
  page.evaluate(() => {
    let active = document.activeElement
    while (active?.shadowRoot) active = active.shadowRoot.activeElement
    const { id, selectionStart, selectionEnd } = active as HTMLTextAreaElement
    return [id, selectionStart, selectionEnd]
  })

/** Rates and writes, and leaves the caret before the last word. */
async function write({ page, card }: Pick<Visit, 'page' | 'card'>): Promise<void> {
  await card.getByRole('radio', { name: '9' }).click()
  await page.keyboard.type('Good end')
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft')
}

/** Goes on writing where the caret was, and sends. */
async function goOn({ page, card }: Pick<Visit, 'page' | 'card'>, person: string): Promise<void> {
  expect(await caret(page)).toEqual(['comment', 5, 5])
  await page.keyboard.type('happy ')
  expect(await page.locator('sayso-survey').count()).toBe(1)
  await card.locator('.send').click()
  await expectAnswer(collector, person, { rating: 9, comment: 'Good happy end' })
}

describe.concurrent('with Turbo', () => {
  const turboPage = (body: string, head: string) =>
    site.addDocument(`<!doctype html><html lang="en"><head><title>A page</title><script src="${turbo}"></script>${head}</head>
      <body><h1>A page</h1>${body}</body></html>`)
  const go = (page: Page, address: string) =>
    page.evaluate(
      (address) =>
        new Promise((arrived) => {
          addEventListener('turbo:load', arrived, { once: true })
          ;(window as unknown as { Turbo: { visit(address: string): void } }).Turbo.visit(address)
        }),
      address,
    )

  test('a popover survives thirty exchanges of the page, with words, focus and caret', async () => {
    const head = script('turbo popover')
    const [first, second] = [turboPage('<p>One</p>', head), turboPage('<p>Two</p>', head)]
    const visiting = await visit(browser, first)
    const { page, problems, end } = visiting
    await write(visiting)
    for (let round = 0; round < 15; round += 1) for (const address of [second, first]) await go(page, address)
    await page.goBack()
    await page.getByText('Two').waitFor()
    await goOn(visiting, 'turbo popover')
    expect(problems).toEqual([])
    await end()
  })

  test('a survey in an element goes along to the element of the next page, and back', async () => {
    const head = script('turbo inline', inline)
    const [first, second] = [turboPage(`<p>One</p>${here}`, head), turboPage(`${here}<p>Two</p>`, head)]
    const visiting = await visit(browser, first)
    const { page, problems, end } = visiting
    await write(visiting)
    for (let round = 0; round < 15; round += 1) for (const address of [second, first]) await go(page, address)
    await page.goBack()
    await page.getByText('Two').waitFor()
    await goOn(visiting, 'turbo inline')
    expect(problems).toEqual([])
    await end()
  })

  test('a page without the element saves what was said, and keeps it for when it comes back soon', async () => {
    const head = script('turbo pause', inline)
    const [first, second] = [turboPage(`<p>One</p>${here}`, head), turboPage('<p>Two</p>', head)]
    const visiting = await visit(browser, first)
    const { page, end } = visiting
    await write(visiting)
    await go(page, second)
    expect(await page.locator('sayso-survey').count()).toBe(0)
    await page.waitForTimeout(1000)
    await go(page, first)
    await goOn(visiting, 'turbo pause')
    await end()
  })
})

describe.concurrent('the element of a survey', () => {
  /** Ways in which frameworks make an element anew. */
  const remakes = {
    'made anew': `here.replaceWith(Object.assign(document.createElement('div'), { id: 'here' }))`,
    'made anew in another place': `here.remove(); document.body.prepend(Object.assign(document.createElement('div'), { id: 'here' }))`,
    emptied: `here.innerHTML = ''`,
    'made anew a little later': `here.remove(); setTimeout(() => document.body.append(Object.assign(document.createElement('div'), { id: 'here' })), 700)`,
    'moved with all around it': `document.body.append(document.querySelector('main'))`,
    'written anew with the whole body': `document.body.innerHTML = document.body.innerHTML`,
  }

  test.each(Object.entries(remakes))('may be %s, again and again', async (name, remake) => {
    const person = `remade ${name}`
    const visiting = await visit(browser, site.add(here + script(person, inline)))
    const { page, card, problems, end } = visiting
    await write(visiting)
    for (let round = 0; round < 12; round += 1) {
      await page.evaluate(remake)
      await card.waitFor()
      await page.waitForTimeout(120)
    }
    await goOn(visiting, person)
    expect(problems).toEqual([])
    await end()
  })

  test('may come late', async () => {
    const { page, card, problems, end } = await visit(browser, site.add(script('late', inline)))
    await page.waitForTimeout(1500)
    expect(await page.locator('sayso-survey').count()).toBe(0)
    await page.evaluate((here) => document.body.insertAdjacentHTML('beforeend', here), here)
    await page.locator('#here sayso-survey').waitFor()
    await card.getByRole('radio', { name: '8' }).click()
    await expectAnswer(collector, 'late', { rating: 8 })
    expect(problems).toEqual([])
    await end()
  })

  test('that goes for good lets another tab ask, and the survey asks again where it comes back', async ({
    expect,
  }) => {
    const visiting = await visit(browser, site.add(here + script('gone', inline)))
    const { page, card, end } = visiting
    await card.waitFor()
    await page.evaluate('here.remove()')
    const held = () => page.evaluate(async () => (await navigator.locks.query()).held?.length)
    expect(await held()).toBe(1)
    await expect.poll(held, { timeout: 20_000 }).toBe(0)
    await page.evaluate((here) => document.body.insertAdjacentHTML('beforeend', here), here)
    await card.getByRole('radio', { name: '7' }).click()
    expect(await held()).toBe(1)
    await expectAnswer(collector, 'gone', { rating: 7 })
    await end()
  })

  test('that goes for good with words half written has them saved', async () => {
    const visiting = await visit(browser, site.add(here + script('half', inline)))
    await write(visiting)
    await visiting.page.evaluate('here.remove()')
    await expectAnswer(collector, 'half', { rating: 9, comment: 'Good end' })
    await visiting.end()
  })
})

test.concurrent('a page that takes the survey out each time has its way, and what was said is saved', async () => {
  const visiting = await visit(browser, site.add(script('unwanted')))
  await write(visiting)
  await visiting.page.evaluate(() => {
    const remove = () => document.querySelector('sayso-survey')?.remove()
    new MutationObserver(remove).observe(document, { childList: true, subtree: true })
    remove()
  })
  await expectAnswer(collector, 'unwanted', { rating: 9, comment: 'Good end' })
  expect(await visiting.page.locator('sayso-survey').count()).toBe(0)
  await visiting.end()
})

test.concurrent('surveys that come and go leave no listener behind', async ({ expect }) => {
  const { page, card, end } = await visit(browser, site.add(script('listeners')))
  await card.waitFor()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const count = async () => {
    for (let round = 0; round < 10; round += 1) {
      await call(page, 'close')
      await card.waitFor({ state: 'detached' })
      await call(page, 'show')
      await card.waitFor()
    }
    await call(page, 'close')
    return listeners()
  }
  // Timers and frames that are still to come hold what they are for.
  const listeners = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'JSEventListeners')!.value
  }
  const before = await count()
  await count()
  await expect.poll(listeners).toBeLessThanOrEqual(before + 2)
  await end()
})

describe.concurrent('shown from inside a dialog', () => {
  const middle = 'position:fixed;inset:20%;background:white'
  const inner = `<button class="ask" onclick="sayso('show')">Ask</button><input class="other">`
  const dialogs = {
    native: `<dialog id="dialog">${inner}</dialog><script>dialog.showModal()</script>`,
    'of its own making': `<div id="dialog" role="dialog" aria-modal="true" style="${middle}">${inner}</div>
      <script>const trap = document.querySelector('#dialog')
      addEventListener('focusin', ({ target }) => trap.isConnected && !trap.contains(target) && trap.querySelector('button').focus(), true)</script>`,
    'native, of a component': `<div id="host"></div><script>{ const root = host.attachShadow({ mode: 'open' })
      root.innerHTML = \`<dialog>${inner}</dialog>\`; window.dialog = root.querySelector('dialog'); window.dialog.showModal() }</script>`,
    'native, inside of another': `<dialog id="outer"><dialog id="dialog">${inner}</dialog></dialog><script>outer.showModal(); dialog.showModal()</script>`,
  }

  test.each(Object.entries(dialogs))(
    '%s: it is in there, usable by mouse and keyboard, and stays when that closes',
    async (name, dialog) => {
      const person = `dialog ${name}`
      const visiting = await visit(browser, site.add(dialog + script(person)))
      const { page, card, problems, end } = visiting
      await page.waitForFunction('window.sayso?.ready')
      await page.locator('.ask').click()
      await card.getByRole('radio', { name: '9' }).focus()
      await page.keyboard.press('Enter')
      await page.keyboard.type('Good end')
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowLeft')
      await card.getByRole('radio', { name: '9' }).hover()
      await page.evaluate(
        `dialog.close ? dialog.close() : dialog.remove(); document.querySelector('#outer')?.close()`,
      )
      await card.waitFor()
      await goOn(visiting, person)
      expect(problems).toEqual([])
      await end()
    },
  )
})
