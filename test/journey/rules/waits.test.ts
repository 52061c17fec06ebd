import { describe, expect, test } from 'vitest'
import { tag } from '../hostSite.ts'
import { browser, site } from '../opened.ts'
import { visit } from '../visit.ts'
import { atRest, call, front, page } from './ruledPage.ts'

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

describe.concurrent('a survey waits', () => {
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
