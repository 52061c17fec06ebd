import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Rules } from '../../shared/survey.ts'
import { type Front, frontOf } from './frontOf.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

let front: Front

beforeAll(async () => {
  front = await frontOf(collector)
})
afterAll(() => front?.close())

/** A page whose survey has these rules; `attributes` are the tag's. */
const page = (rules: Rules, body = '', attributes: Record<string, string> = {}) =>
  site.add(body + tag(front.url, attributes, front.rule(rules)))

/** Calls `sayso` as the page's own code would. */
const call = (page: Page, ...given: unknown[]) =>
  page.evaluate((given) => (window as unknown as { sayso(...given: unknown[]): void }).sayso(...given), given)

/** When the loader, which waits for the page to be idle, has had its turn and some time for what follows. */
function atRest(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 400), { timeout: 3000 })),
  )
}

/** Where the page's survey is shown; notes how long before that the last of these events was, by the page's own clock, which no busy machine upsets. */
async function visitNoting(address: string, ...events: string[]) {
  const visiting = await visit(browser, site.elsewhere)
  await visiting.page.addInitScript((events) => {
    let last = 0
    for (const event of events)
      addEventListener(
        event,
        () => {
          last = performance.now()
        },
        true,
      )
    const observer = new MutationObserver(() => {
      if (!document.querySelector('sayso-survey')) return
      observer.disconnect()
      Object.assign(window, { rested: performance.now() - last })
    })
    observer.observe(document, { childList: true, subtree: true })
  }, events)
  await visiting.page.goto(address)
  return { ...visiting, rested: () => visiting.page.evaluate<number>('rested') }
}

describe('a survey waits', () => {
  test('for an event, whose properties go with it, and then for seconds', async () => {
    const {
      page: tab,
      card,
      problems,
      rested,
      end,
    } = await visitNoting(page({ when: { event: 'paid', seconds: 1 } }), 'paid')
    await atRest(tab)
    await call(tab, 'track', 'looked')
    await tab.waitForTimeout(1100)
    expect(await card.count()).toBe(0)
    await tab.evaluate(`dispatchEvent(new Event('paid')), void sayso('track', 'paid', { plan: 'pro' })`)
    await card.waitFor()
    expect(await rested()).toBeGreaterThan(990)
    expect(problems).toEqual([])
    await end()
  })

  test('for half of the page to be scrolled past', async () => {
    const tall = '<div style="height: 4000px"></div>'
    const { page: tab, card, end } = await visit(browser, page({ when: { scroll: 50 } }, tall))
    await atRest(tab)
    await tab.evaluate(() => scrollTo(0, 1000))
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await tab.evaluate(() => scrollTo(0, 2500))
    await card.waitFor()
    await end()
  })

  test('for a click on something inside what it names, even where the page stops it', async () => {
    const button = `<button class="buy" onclick="event.stopPropagation()"><b>Buy</b></button><i>Not</i>`
    const { page: tab, card, end } = await visit(browser, page({ when: { click: '.buy' } }, button))
    await atRest(tab)
    await tab.click('i')
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await tab.click('b')
    await card.waitFor()
    await end()
  })

  test.each([
    [
      'a box',
      '<div id="box" style="height: 90vh; overflow: auto"><p style="height: 4000px">Long</p></div>',
      `document.querySelector('#box')`,
    ],
    [
      'a box that is turned round',
      '<div id="box" style="height: 90vh; overflow: auto; display: flex; flex-direction: column-reverse"><p style="flex: none; height: 4000px">Long</p></div>',
      `document.querySelector('#box')`,
    ],
    [
      'a box of a component',
      `<div id="box"></div><script>{ const root = box.attachShadow({ mode: 'open' })
        root.innerHTML = '<div style="height: 90vh; overflow: auto"><p style="height: 4000px">Long</p></div>' }</script>`,
      `document.querySelector('#box').shadowRoot.firstChild`,
    ],
  ])('for half of the page to be scrolled past in %s', async (_, body, box) => {
    const { page: tab, card, end } = await visit(browser, page({ when: { scroll: 50 } }, body))
    await atRest(tab)
    const turned = body.includes('reverse') ? '-' : ''
    await tab.evaluate(`${box}.scrollTop = ${turned}1000`)
    await tab.waitForTimeout(1200)
    expect(await card.count()).toBe(0)
    await tab.evaluate(`${box}.scrollTop = ${turned}2500`)
    await card.waitFor()
    await end()
  })

  test('for half of the page, not of a box in it', async () => {
    const body = `<div id="box" style="height: 60vh; overflow: auto"><p style="height: 4000px">Long</p></div><div style="height: 4000px"></div>`
    const { page: tab, card, end } = await visit(browser, page({ when: { scroll: 50 } }, body))
    await atRest(tab)
    await tab.evaluate(`document.querySelector('#box').scrollTop = 4000`)
    await tab.waitForTimeout(1200)
    expect(await card.count()).toBe(0)
    await tab.evaluate(() => scrollTo(0, 3000))
    await card.waitFor()
    await end()
  })

  test.each([
    ['of a component', '<div id="host"></div>', '.buy'],
    ['in a component that is named', '<div id="host" class="shop"></div>', '.shop'],
  ])('for a click on something %s', async (_, body, click) => {
    const fill = `<script>{ const root = host.attachShadow({ mode: 'open' }); root.innerHTML = '<button class="buy"><b>Buy</b></button><i>Not</i>' }</script>`
    const { page: tab, card, end } = await visit(browser, page({ when: { click } }, body + fill))
    await atRest(tab)
    await tab.click('h1')
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await tab.click('b')
    await card.waitFor()
    await end()
  })

  test('for nobody, when what it names is no selector', async () => {
    const { page: tab, card, problems, end } = await visit(browser, page({ when: { click: '][' } }))
    await atRest(tab)
    await tab.click('h1')
    await atRest(tab)
    expect(await card.count()).toBe(0)
    expect(problems).toEqual([])
    await end()
  })

  test('for the pointer to leave at the top', async () => {
    const { page: tab, card, end } = await visit(browser, page({ when: { exit: true } }))
    await atRest(tab)
    const leave = (clientY: number) =>
      tab.evaluate((clientY) => {
        document.documentElement.dispatchEvent(new MouseEvent('mouseout', { clientY, bubbles: true }))
      }, clientY)
    await leave(300)
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await leave(-1)
    await card.waitFor()
    await end()
  })

  test('for a rest', async () => {
    const address = page({ when: { idle: 1 } })
    const { page: tab, card, rested, end } = await visitNoting(address, 'pointermove')
    for (let round = 0; round < 4; round += 1) {
      await tab.mouse.move(100 + round, 100)
      await tab.waitForTimeout(400)
    }
    await card.waitFor()
    expect(await rested()).toBeGreaterThan(990)
    await end()
  })

  test.each([
    ['without rules', 'sayso/demo.js'],
    ['with rules', undefined],
  ])('for a dialog to be closed, %s', async (_, file) => {
    const dialog = `<dialog>Cookies?</dialog><script>document.querySelector('dialog').showModal()</script>`
    const script = tag(front.url, {}, file ?? front.rule({ share: 1 }))
    const { page: tab, card, end } = await visit(browser, site.add(dialog + script))
    await atRest(tab)
    expect(await card.count()).toBe(0)
    await tab.evaluate(() => document.querySelector('dialog')?.close())
    await card.waitFor()
    await end()
  })

  test('for the person to stop typing', async () => {
    const { page: tab, card, rested, end } = await visitNoting(page({}, '<input autofocus>'), 'input')
    await tab.focus('input')
    for (const letter of 'abcdef') {
      await tab.keyboard.type(letter)
      await tab.waitForTimeout(500)
    }
    await card.waitFor()
    expect(await rested()).toBeGreaterThan(1990)
    await end()
  })
})

describe('a page that changes its address', () => {
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

describe('whom a survey is for', () => {
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

test('two tabs of a site ask once', async () => {
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

describe('privacy', () => {
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

  test('consent, where it is needed: nothing before, nothing kept after it is taken back', async () => {
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

describe('for developers', () => {
  test('what happens to a survey can be listened to, until one stops; what a listener throws stays there', async () => {
    const { page: tab, card, problems, end } = await visit(browser, page({ when: { event: 'go' } }))
    await tab.waitForFunction(() => 'sayso' in window)
    await tab.evaluate(() => {
      const host = window as unknown as { sayso(...given: unknown[]): Promise<unknown>; heard: unknown[] }
      host.heard = []
      for (const event of ['shown', 'rated', 'commented', 'dismissed', 'error'])
        host.sayso('on', event, () => host.heard.push(event))
      host.sayso('on', 'shown', () => {
        throw new Error('of the host')
      })
    })
    await call(tab, 'track', 'go')
    await card.getByRole('radio', { name: '9' }).click()
    await expect.poll(() => tab.evaluate('heard')).toEqual(['shown', 'rated'])
    expect(problems).toEqual([])
    await end()
  })

  test('test mode, by tag or call, has answers stored outside every score', async () => {
    const { page: tab, card, end } = await visit(browser, page({}, '', { 'data-test': '' }))
    const sent = tab.waitForRequest((request) => request.url().endsWith('/v1/public/responses'))
    await card.getByRole('radio', { name: '9' }).click()
    expect((await sent).postDataJSON()).toMatchObject({ rating: 9, test: true })
    await end()
  })

  test('another language is asked for while the survey is on the page', async () => {
    const { page: tab, card, end } = await visit(browser, page({}))
    await card.waitFor()
    const asked = tab.waitForRequest((request) => request.url().includes('language=de'))
    await call(tab, 'language', 'de')
    expect((await asked).url()).toMatch(/\/surveys\/demo\?language=de$/)
    expect(await card.isVisible()).toBe(true)
    await end()
  })

  test('explain names every gate with what it saw', async () => {
    const {
      page: tab,
      card,
      end,
    } = await visit(
      browser,
      page({ pages: { include: ['/docs'] }, when: { event: 'go' }, quietDays: 3 }, '', {
        'data-properties': '{"plan":"pro"}',
      }),
    )
    await atRest(tab)
    const gates = (await call(tab, 'explain')) as unknown as { gate: string; value: unknown; open: boolean }[]
    expect(gates.filter(({ open }) => !open).map(({ gate }) => gate)).toEqual(['page', 'event'])
    expect(gates.find(({ gate }) => gate === 'audience')?.value).toEqual({ plan: 'pro' })
    expect(await card.count()).toBe(0)
    await end()
  })

  test('destroy leaves nothing behind, and the tag may come again', async () => {
    const { page: tab, card, problems, end } = await visit(browser, page({ when: { event: 'go' } }))
    await atRest(tab)
    await call(tab, 'track', 'go')
    await card.waitFor()
    await call(tab, 'destroy')
    expect(
      await tab.evaluate(() => ['sayso' in window && window.sayso, document.querySelector('sayso-survey')]),
    ).toEqual([undefined, null])
    await tab.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('script'), { src })),
      `${front.url}/sayso/demo.js`,
    )
    await card.waitFor()
    expect(problems).toEqual([])
    await end()
  })
})
