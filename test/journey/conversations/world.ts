import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Collector } from '../../support/collector.ts'
import type { FaultProxy } from '../../support/faultProxy.ts'
import { ask, makeSurvey } from '../answers.ts'
import { type HostSite, tag } from '../hostSite.ts'
import type { Drawn, Step } from './steps.ts'

/** What one showing should leave behind. */
interface Said {
  rating: number
  comment: string
}

interface Tab {
  readonly page: Page
  /** What was said in the showing that is open for words; `null` before a rating and after the end. */
  said: Said | null
  /** Whom the page has named. */
  person: string | null
}

/** The parts every conversation shares. */
export interface Stage {
  readonly browser: Browser
  readonly collector: Collector
  readonly site: HostSite
  readonly proxy: FaultProxy
  /** The package's custom element, as a module for pages. */
  readonly element: string
}

let count = 0

/**
 * Plays one conversation in a browser without a past, then lets the network heal and one more page of
 * the site open, and expects of each answered showing one stored response that says what was said last.
 */
export async function converse(stage: Stage, { way, named, format, steps }: Drawn): Promise<void> {
  const { collector, site, proxy, browser, element } = stage
  count += 1
  const number = count
  const partyOf = (who: number) => `party-${number}${who ? '-else' : ''}`
  const surveyId = await makeSurvey(collector, { metric: 'nps', format })
  const party = partyOf(0)
  const from = proxy.addressFor(party)
  const attributes: Record<string, string> = named ? { 'data-respondent-id': party } : {}
  if (format === 'inline') attributes['data-target'] = '#here'
  const asElement = {
    ...{ collector: from, survey: surveyId },
    ...(format === 'inline' && { format }),
    ...(named && { 'respondent-id': party }),
  }
  const script =
    way === 'tag' ? tag(from, attributes, `sayso/${surveyId}.js`) : elementPage(element, asElement)
  const address = site.add(`<div id="here"></div>${script}`)
  const context = await browser.newContext({ viewport: { width: 700, height: 500 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(30_000)
  await context.addInitScript(setClock)
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(`${error.error()}`))
  try {
    const expected = await play(context, {
      ...{ address, elsewhere: site.elsewhere, way, steps, proxy, partyOf },
      first: named ? party : null,
    })
    proxy.meet(party, 'none')
    await context.setOffline(false)
    await (await context.newPage()).goto(address)
    const stored = async () =>
      (await ask<{ items: Said[] }>(collector, `/v1/surveys/${surveyId}/responses?limit=100`)).items
        .map(({ rating, comment }) => ({ rating, comment: comment ?? '' }))
        .sort(byWords)
    await expect.poll(stored).toEqual(expected.sort(byWords))
    expect(errors).toEqual([])
  } finally {
    await context.close()
  }
}

const byWords = (one: Said, other: Said) =>
  one.rating - other.rating || (one.comment < other.comment ? -1 : Number(one.comment > other.comment))

/** The page puts the tag in again, as tag managers do, and waits until it has run. */
async function tagAgain(): Promise<void> {
  const tag = document.querySelector<HTMLScriptElement>('script[src*="/sayso/"]')
  if (!tag) return
  const { src, dataset } = tag
  const again = Object.assign(document.createElement('script'), { src })
  Object.assign(again.dataset, dataset)
  await new Promise((resolve) => {
    again.onload = again.onerror = resolve
    document.body.append(again)
  })
}

/** The page makes the survey's place anew, as frameworks do. */
function remake(): void {
  const place = document.querySelector('#here')!
  place.replaceWith(Object.assign(document.createElement('div'), { id: place.id }))
}

/** A visit as Turbo makes it: another address, a body made anew, and the scripts in it run again. */
async function turn(): Promise<void> {
  history.pushState(null, '', `#${history.length}`)
  const body = document.createElement('body')
  const place = Object.assign(document.createElement('div'), { id: 'here' })
  const old = document.querySelector<HTMLScriptElement>('script[src*="/sayso/"]')!
  const { src, dataset } = old
  const tag = Object.assign(document.createElement('script'), { src })
  Object.assign(tag.dataset, dataset)
  body.append(place)
  document.body.replaceWith(body)
  await new Promise((resolve) => {
    tag.onload = tag.onerror = resolve
    body.append(tag)
  })
}

/** A page that shows the survey in an element, as soon as it is open and again whenever it is told to. */
function elementPage(module: string, attributes: Record<string, string>): string {
  return `<script type="module">${module.replaceAll('</script', '<\\/script')}
    const attributes = ${JSON.stringify(attributes)}
    const put = () => {
      const element = document.createElement('sayso-survey')
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      document.querySelector('#here').replaceChildren(element)
    }
    window.sayso = (command, who) => {
      if (command === 'show') return put()
      const element = document.querySelector('#here sayso-survey')
      if (who.id) attributes['respondent-id'] = who.id
      else delete attributes['respondent-id']
      if (who.id) element?.setAttribute('respondent-id', who.id)
      else element?.removeAttribute('respondent-id')
    }
    window.sayso.ready = true
    put()
  </script>`
}

/** In the page, before all else: the clock is as wrong as the tab was told. */
function setClock(): void {
  const now = Date.now
  Date.now = () => {
    try {
      return now() + Number(sessionStorage.getItem('clock'))
    } catch {
      return now()
    }
  }
}

/** Another tab comes to the front and goes again, as far as a page is told: a headless browser never hides one. */
function lookAway(): void {
  for (const value of ['hidden', 'visible']) {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }
}

interface Play {
  readonly address: string
  readonly elsewhere: string
  readonly way: Drawn['way']
  readonly steps: readonly Step[]
  /** Whom the page names from the start. */
  readonly first: string | null
  partyOf(who: number): string
  readonly proxy: FaultProxy
}

/** Plays the steps and gives what each answered showing should have left behind. */
async function play(
  context: BrowserContext,
  { address, elsewhere, way, steps, first, partyOf, proxy }: Play,
): Promise<Said[]> {
  const ended: Said[] = []
  const tabs: (Tab | undefined)[] = []
  let at: 0 | 1 = 0
  let isOffline = false

  const end = (tab: Tab) => {
    if (tab.said) ended.push({ ...tab.said, comment: tab.said.comment.trim() })
    tab.said = null
  }
  const settle = async ({ page }: Tab) => {
    await page.waitForFunction('window.sayso && window.sayso.ready')
  }
  const arrive = async (tab: Tab) => {
    await tab.page.goto(address)
    await settle(tab)
  }
  const current = async (): Promise<Tab> => {
    const open = tabs[at]
    if (open) return open
    const page = await context.newPage()
    const tab: Tab = { page, said: null, person: first }
    tabs[at] = tab
    if (!isOffline) await arrive(tab)
    return tab
  }
  const card = (tab: Tab) => tab.page.locator('sayso-survey section')
  const isThere = async (tab: Tab, what: string) => (await card(tab).locator(what).count()) > 0
  const show = async (tab: Tab) => {
    if (isOffline || !(await tab.page.evaluate('!!window.sayso?.ready'))) return
    // Asked for again while it is there, its thanks too, it stays as it is.
    if ((await card(tab).count()) > 0) return
    end(tab)
    await tab.page.evaluate(`void window.sayso('show')`)
    await card(tab).locator('input[type=radio]').first().waitFor()
  }

  /** The page names somebody, which closes the survey of somebody else. */
  const name = async (tab: Tab, next: string | null, say: () => Promise<unknown>) => {
    const isAnother = tab.person !== null && tab.person !== next
    const wasThere = (await card(tab).count()) > 0
    tab.person = next
    await say()
    if (!isAnother) return
    if (wasThere) await card(tab).waitFor({ state: 'detached' })
    end(tab)
  }

  async function take(step: Step): Promise<void> {
    const tab = await current()
    switch (step.do) {
      case 'rate':
        if (!(await isThere(tab, 'input[type=radio]'))) return
        if (step.by === 'click' || step.rating === 1) {
          await card(tab)
            .getByRole('radio', { name: new RegExp(`^${step.rating}\\b`) })
            .click()
        } else {
          await card(tab).locator(`input[value="${step.rating}"]`).focus()
          await tab.page.keyboard.press('Enter')
        }
        tab.said = { comment: '', ...tab.said, rating: step.rating }
        return
      case 'type':
      case 'rewrite': {
        if (!(await isThere(tab, 'textarea')) || !tab.said) return
        const field = card(tab).getByRole('textbox')
        if (step.do === 'rewrite') await field.fill(step.text)
        else {
          await field.focus()
          await tab.page.keyboard.insertText(step.text)
        }
        tab.said.comment = await field.inputValue()
        return
      }
      case 'send':
        if (await isThere(tab, 'button.send')) await card(tab).locator('button.send').click()
        return
      case 'close':
        if (await isThere(tab, 'button.close')) {
          await card(tab).locator('button.close').click()
          await card(tab).waitFor({ state: 'detached' })
          end(tab)
        }
        return
      case 'show':
        return show(tab)
      case 'reload':
      case 'come':
      case 'leave': {
        if (isOffline) return
        end(tab)
        if (step.do === 'leave') await tab.page.goto(elsewhere)
        else if (step.do === 'come') await arrive(tab)
        else await tab.page.reload()
        tab.person = first
        return
      }
      case 'closeTab':
        end(tab)
        tabs[at] = undefined
        await tab.page.close()
        return
      case 'hide':
        return tab.page.evaluate(lookAway)
      case 'tagAgain':
        if (isOffline) return
        // Its tag names whom it named at first, if anybody.
        return name(tab, first ?? tab.person, () => tab.page.evaluate(tagAgain))
      case 'remake':
      case 'turn': {
        // An element of the package lives and ends with its place.
        if (isOffline || way !== 'tag' || tab.page.url().split('#')[0] !== address) return
        const isOpen = (await card(tab).count()) > 0
        if (step.do === 'turn') await name(tab, first ?? tab.person, () => tab.page.evaluate(turn))
        else await tab.page.evaluate(remake)
        if (isOpen && (step.do === 'remake' || tab.person === first)) await card(tab).waitFor()
        return
      }
      case 'meet':
        proxy.meet(partyOf(0), step.fault)
        return
      case 'offline':
        isOffline = step.is
        return context.setOffline(step.is)
      case 'say': {
        if (isOffline || !(await tab.page.evaluate('!!window.sayso?.ready'))) return
        const next = step.who === null ? null : partyOf(step.who)
        const said = { respondent: next === null ? {} : { id: next }, plan: step.plan }
        return name(tab, next, () =>
          tab.page.evaluate(
            ({ respondent, plan }) => void window.sayso!('identify', respondent, { plan }),
            said,
          ),
        )
      }
      case 'clock':
        // A tab opened without a network is on no page.
        if (tab.page.url() === 'about:blank') return
        return tab.page.evaluate(
          (clock) => sessionStorage.setItem('clock', clock),
          `${step.days * 86_400_000}`,
        )
      case 'wait':
        return tab.page.waitForTimeout(step.ms)
      case 'tab':
        at = step.number
        await current()
    }
  }

  await show(await current())
  for (const step of steps) await take(step)
  for (const tab of tabs.filter((tab) => tab !== undefined)) {
    end(tab)
    await tab.page.close()
  }
  return ended
}
