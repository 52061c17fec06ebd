import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { scannerAgents } from '../support/scanner-agents.ts'
import { mailOf } from './mailOf.ts'
import { browser, collector } from './opened.ts'

/** How long a sandbox stays on a page: as long as real ones do in the long run, shorter in the usual one. */
const stay = process.env.SAYSO_LONG ? 30_000 : 3_000

/** Opens addresses in a browser of a scanner's, each in a page of its own, and does something there. */
async function detonate(
  links: readonly string[],
  act: (page: Page) => Promise<unknown>,
  options: { javaScriptEnabled?: boolean; atATime?: number } = {},
): Promise<void> {
  const { atATime = 1, ...rest } = options
  const context = await browser.newContext({ hasTouch: true, ...rest })
  for (let first = 0; first < links.length; first += atATime) {
    await Promise.all(
      links.slice(first, first + atATime).map(async (link) => {
        const page = await context.newPage()
        await page.goto(link)
        await act(page)
        await page.close()
      }),
    )
  }
  await context.close()
}

/**
 * Does something, and stays until the server heard of it: by the page's script, which told of the page
 * before it told of the gesture, or by its form, which breaks off what the script had begun to tell.
 */
async function heard(page: Page, act: () => Promise<unknown>, by: 'script' | 'form' = 'script') {
  const told = page.waitForResponse((answer) => {
    const asked = answer.request()
    if (asked.method() !== 'POST') return false
    return by === 'form' ? asked.isNavigationRequest() : asked.postDataJSON().sign !== undefined
  })
  await act()
  await (await told).finished()
}

describe.concurrent('what opens a mail’s links before a person does', () => {
  it('fetches all of them, as 26 agents with 3 methods, and answers nothing', async () => {
    const mail = await mailOf(collector)
    expect(scannerAgents).toHaveLength(26)
    let requests = 0
    for (const agent of scannerAgents) {
      const asked = mail.links.flatMap((link) =>
        ['GET', 'HEAD', 'OPTIONS'].map((method) => fetch(link, { method, headers: { 'user-agent': agent } })),
      )
      for (const answer of await Promise.all(asked)) {
        await answer.arrayBuffer()
        expect(answer.status).toBeLessThan(500)
        requests += 1
      }
    }
    expect(requests).toBe(26 * 3 * mail.links.length)
    expect(await mail.answers()).toEqual([])
    // The person who comes a moment later is asked, and heard.
    await detonate([mail.scores[9]!], (page) => heard(page, () => page.mouse.click(10, 10)))
    expect(await mail.counts()).toEqual({ n: 1, held: 0 })
  })

  it('asks ahead of a person, by the headers browsers and clients do that with', async () => {
    const mail = await mailOf(collector)
    for (const header of ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']) {
      const headers = { [header]: 'prefetch', 'user-agent': 'Mozilla/5.0' }
      for (const link of mail.links) await (await fetch(link, { headers })).arrayBuffer()
    }
    expect(await mail.answers()).toEqual([])
  })

  it(`loads every page, runs its scripts and waits ${stay / 1000} s: 0 answers`, async ({ expect }) => {
    const mail = await mailOf(collector)
    await detonate(mail.links, (page) => page.waitForTimeout(stay), { atATime: 15 })
    await expect.poll(mail.counts).toEqual({ n: 0, held: 1 })
  })

  it('clicks, submits and pretends by script, in every way there is: 0 answers', async ({ expect }) => {
    const mail = await mailOf(collector)
    const deeds = [
      () => {
        for (const each of document.querySelectorAll<HTMLElement>('a, button, input, label')) each.click()
      },
      () => document.forms[0]?.submit(),
      () => document.forms[0]?.requestSubmit(),
      () => HTMLFormElement.prototype.submit.call(document.forms[0]),
      () => document.querySelector<HTMLElement>('[type=submit]')?.click(),
      () => {
        const at = document.querySelector('[type=submit]') ?? document.body
        for (const type of [
          'pointerdown',
          'pointerup',
          'touchstart',
          'wheel',
          'keydown',
          'keypress',
          'mousedown',
          'click',
          'change',
          'submit',
        ])
          at.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
        at.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
        at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
      },
      () => {
        const text = document.querySelector('textarea')
        text?.focus()
        document.execCommand('insertText', false, 'I am a person')
        text?.blur()
        scrollTo(0, 1000)
      },
    ]
    const goOn = async (page: Page) => {
      await page.waitForTimeout(300)
      await page.waitForLoadState()
    }
    for (const [at, deed] of deeds.entries()) {
      const links = mail.links.slice(at, at + 1).concat(mail.links.slice(-4))
      await detonate(
        links,
        async (page) => {
          await page.evaluate(deed).catch(() => {})
          await goOn(page)
          // What a form led to is a page too.
          await page.evaluate(deed).catch(() => {})
          await goOn(page)
        },
        { atATime: 5 },
      )
    }
    await expect.poll(mail.counts).toEqual({ n: 0, held: 1 })
    expect((await mail.answers())[0]!.comment).toBeNull()
  })
})

it.concurrent('a form that a script sends is a script’s also where the page could tell nothing before', async () => {
  const mail = await mailOf(collector)
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**', (route) =>
    route.request().resourceType() === 'fetch' ? route.abort() : route.continue(),
  )
  await page.goto(mail.scores[9]!)
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.evaluate(() => document.forms[0]!.submit())
  await (await sent).finished()
  expect(await mail.counts()).toEqual({ n: 0, held: 1 })
  await context.close()
})

describe.concurrent('a sandbox with real input on every link is held', () => {
  const inputs: Record<string, (page: Page) => Promise<unknown>> = {
    'that clicks': (page) => page.mouse.click(20, 20),
    'that types': (page) => page.keyboard.press('PageDown'),
    'that taps': (page) => page.touchscreen.tap(20, 20),
    'that sends the form': (page) => page.locator('[data-report=rated] button').click(),
  }
  const kinds = {
    nps: { metric: 'nps' },
    csat: { metric: 'csat' },
    three: { metric: 'csat', scale: '1-3' },
    thumbs: { metric: 'csat', scale: '0-1' },
  }

  it.each(Object.entries(inputs))('%s, one link after the other', async (name, act) => {
    const mail = await mailOf(collector)
    const by = name === 'that sends the form' ? 'form' : 'script'
    await detonate(mail.scores, (page) => heard(page, () => act(page), by))
    expect(await mail.counts()).toEqual({ n: 0, held: 1 })
  })

  it.each(Object.entries(kinds))('on a %s mail, in the other order, the hidden link too', async (_, kind) => {
    const mail = await mailOf(collector, kind)
    for (const links of [[...mail.scores].reverse(), mail.links.slice(-1)]) {
      await detonate(links, (page) => heard(page, () => page.mouse.click(20, 20)))
      expect(await mail.counts()).toEqual({ n: 0, held: 1 })
    }
    expect((await mail.answers())[0]!.heldReason).toBe('decoy')
  })

  it('all at a time', async () => {
    const mail = await mailOf(collector)
    await detonate(mail.scores, (page) => heard(page, () => page.mouse.click(20, 20)), { atATime: 11 })
    expect(await mail.counts()).toEqual({ n: 0, held: 1 })
  })

  it('without JavaScript', async () => {
    const mail = await mailOf(collector)
    const send = (page: Page) => heard(page, () => page.locator('button').click(), 'form')
    await detonate(mail.scores, send, { javaScriptEnabled: false })
    expect(await mail.counts()).toEqual({ n: 0, held: 1 })
  })
})
