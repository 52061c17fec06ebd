import { describe, expect, test } from 'vitest'
import { expectAnswer, makeSurvey } from '../answers.ts'
import { browser, collector, site } from '../opened.ts'
import { visit } from '../visit.ts'
import { answer, answerOn, harm, tagFor } from './guest.ts'
import { documentOf } from './hostPage.ts'

/** What pages, and libraries of long ago, do to what every script stands on. */
const deeds = {
  'freezes every prototype': `for (const name of Object.getOwnPropertyNames(window)) try {
      const thing = window[name]
      if (typeof thing === 'function' && thing.prototype) { Object.freeze(thing.prototype); Object.freeze(thing) }
    } catch {}
    for (const each of [Object, Array, Element, HTMLElement, Node, Event, EventTarget, Promise, Function, String, JSON, Reflect, Math])
      Object.freeze(each.prototype ?? each)`,
  'adds to Array.prototype what for…in finds': `Array.prototype.contains = function (x) { return this.indexOf(x) >= 0 }
    Array.prototype.last = function () { return this[this.length - 1] }`,
  'adds to Object.prototype what for…in finds': `Object.prototype.extend = function () {}; Object.prototype.each = function () {}
    Object.prototype.value = 7; Object.prototype.get = function () {}; Object.prototype.when = { event: 'never' }; Object.prototype.look = 'odd'`,
  'overrides methods of arrays, as Prototype and MooTools did': `const { slice, map } = Array.prototype
    Array.prototype.flat = function () { return slice.call(this) }
    Array.prototype.find = Array.prototype.detect = function (test) { return this.filter(test)[0] }
    Array.prototype.map = function (deed, self) { return this.length ? map.call(this, deed, self) : [] }
    Array.prototype.includes = Array.prototype.include = function (x) { return this.indexOf(x) !== -1 }
    Array.prototype.entries = Array.prototype.toArray = function () { return slice.call(this) }
    Array.from = (list) => { const all = []; for (let at = 0; at < (list ? list.length : 0); at += 1) all.push(list[at]); return all }
    Function.prototype.bind = function (self, ...given) { const deed = this; return function (...more) { return deed.apply(self, [...given, ...more]) } }
    String.prototype.replaceAll = String.prototype.gsub = function () { return 'gsub' }`,
  'puts its own fetch in place, which throws': `window.fetch = () => { throw new Error('no fetch for you') }`,
  'puts its own fetch in place, which fails': `window.fetch = () => Promise.reject(new TypeError('no'))`,
  'puts its own fetch in place, which answers garbage': `window.fetch = async () => ({ garbage: true })`,
  'puts its own fetch in place, which answers for everybody': `window.fetch = async () => new Response('{"mocked":true}')`,
  'puts its own fetch in place, which never answers': `window.fetch = () => new Promise(() => {})`,
  'has no fetch': `window.fetch = undefined`,
  'wraps fetch and XMLHttpRequest, as monitors do': `const { fetch } = window
    window.fetch = async function (...given) { const answer = await fetch.apply(this, given); return new Response(await answer.text(), answer) }
    const { send } = XMLHttpRequest.prototype; XMLHttpRequest.prototype.send = function (...given) { return send.apply(this, given) }`,
  'brings a Promise of its own': `const Native = Promise
    window.Promise = function (run) { const inner = new Native(run); this.then = (a, b) => { inner.then(a, b); return this }; this.catch = () => this }`,
  'has no Promise': `window.Promise = undefined`,
  'has no customElements, or broken ones': `Object.defineProperty(window, 'customElements', { value: { define() { throw 1 }, get() { throw 1 } } })`,
  'has every shadow root closed': `const { attachShadow } = Element.prototype
    Element.prototype.attachShadow = function () { return attachShadow.call(this, { mode: 'open' }) }`,
  'forbids storage': `for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })`,
  'has a full storage': `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
  'keeps odd things in our place of the storage': `localStorage.sayso = '{"demo":7,"":{"unsent":{"a":null,"b":{"collector":7}},"shown":"x"}}'`,
  'has an idle callback, observers and timers of its own': `window.requestIdleCallback = undefined; window.IntersectionObserver = undefined
    window.MutationObserver = undefined; const { setTimeout } = window; window.setTimeout = (deed, ...more) => setTimeout(() => deed(), ...more)`,
  'took our name': `window.sayso = 'mine'`,
  'took our name for an element': `document.write('<p id="sayso">Mine</p>')`,
  'swallows every event': `for (const type of ['click', 'pointerdown', 'mousedown', 'keydown', 'keyup', 'input', 'change', 'focusin'])
    document.addEventListener(type, (event) => event.stopPropagation())`,
} as const

const page = (deed: string) => ({ head: `<script>${deed}</script>` })

test.concurrent.each(Object.entries(deeds))(
  'a page that %s is asked, answers, and hears of no error',
  async (_, deed) => {
    await answerOn(page(deed))
  },
)

describe.concurrent('without what a survey cannot do without', () => {
  test('nothing shows, and nothing is thrown', async () => {
    const deed = 'Element.prototype.attachShadow = undefined'
    const visiting = await visit(browser, site.addDocument(documentOf(page(deed), tagFor('nobody asked'))))
    await visiting.page.waitForTimeout(1000)
    expect(await visiting.page.locator('sayso-survey').count()).toBe(0)
    expect(harm(visiting)).toEqual([])
    await visiting.end()
  })
})

test.concurrent('reasons ticked arrive as a list on a page whose arrays write themselves as JSON, as Prototype’s did', async () => {
  const id = await makeSurvey(collector, {
    metric: 'nps',
    question: 'How likely?',
    choices: ['Price', 'Speed'],
  })
  const deed = 'Array.prototype.toJSON = function () { return "[" + this.join() + "]" }'
  const visiting = await visit(browser, site.addDocument(documentOf(page(deed), tagFor('ticks', id))))
  await visiting.card.getByRole('radio', { name: '9' }).click()
  await visiting.card.getByRole('checkbox', { name: 'Speed' }).click()
  await visiting.card.getByRole('button', { name: 'Send' }).click()
  await expectAnswer(collector, 'ticks', { rating: 9, choices: ['Speed'] }, id)
  await visiting.end()
})

test.concurrent('three copies of the script ask once and store one answer', async () => {
  const twice = tagFor('twice') + tagFor('twice') + tagFor('twice').replace('async', 'defer')
  const visiting = await visit(browser, site.addDocument(documentOf({}, twice)))
  const { page, card, end } = visiting
  await answer(visiting)
  expect(await page.locator('sayso-survey').count()).toBe(1)
  expect(await card.count()).toBe(1)
  await expectAnswer(collector, 'twice', { rating: 9, revision: 2 })
  expect(harm(visiting)).toEqual([])
  await end()
})
