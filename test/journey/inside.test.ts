import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { expectAnswer } from './answers.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

const resolve = createRequire(import.meta.url).resolve
const script = (person: string) => tag(collector.url, { 'data-respondent-id': person }, 'sayso/demo.js')

/** What closes when somebody presses or clicks beside it, in the ways of today's libraries. */
const outside = (types: readonly string[], target: string, capture: boolean) =>
  `<div id="menu">A menu</div><script>window.shut = []
    for (const type of ${JSON.stringify(types)}) ${target}.addEventListener(type, (event) => {
      if (!event.composedPath().includes(menu)) shut.push(type)
    }, ${capture})</script>`
const presses = ['pointerdown', 'mousedown', 'touchstart', 'pointerup', 'mouseup', 'touchend']

describe.concurrent('a menu of the page stays open while somebody answers, which listens', () => {
  test.each([
    ['on the document', outside([...presses, 'click', 'focusin'], 'document', false)],
    ['on the window', outside([...presses, 'click', 'focusin'], 'window', false)],
    ['on the document, while capturing', outside(presses, 'document', true)],
  ])('%s', async (name, body) => {
    const { page, card, problems, end } = await visit(browser, site.add(body + script(name)))
    await card.getByRole('radio', { name: '9' }).click()
    await card.getByRole('textbox').click()
    await page.keyboard.type('Good')
    await card.locator('.send').click()
    await expectAnswer(collector, name, { rating: 9, comment: 'Good' })
    expect(await page.evaluate('shut')).toEqual([])
    await page.locator('h1').click()
    expect(await page.evaluate('shut.length')).toBeGreaterThan(0)
    expect(problems).toEqual([])
    await end()
  })
})

/** Says `hit` for each letter it takes, as real pages do. */
const mousetrap = `<script>${readFileSync(resolve('mousetrap/mousetrap.min.js'), 'utf8')}</script>
  <script>Mousetrap.bind(['g', 'o', 'd'], () => { hits += 1; return false })</script>`
const github = `<a data-hotkey="g" href="#g" onclick="hits += 1">Go</a><a data-hotkey="o" href="#o" onclick="hits += 1">Open</a>
  <script type="module">import { install } from '${'ADDRESS'}'; document.querySelectorAll('a').forEach((link) => install(link))</script>`
/** As hotkeys-js does, while capturing. */
const careful = (target: string) => `<script>${target}.addEventListener('keydown', (event) => {
  const { tagName, isContentEditable } = event.target
  if (isContentEditable || /INPUT|TEXTAREA|SELECT/.test(tagName)) return
  if ('god'.includes(event.key)) { hits += 1; event.preventDefault(); event.stopImmediatePropagation() }
}, true)</script>`
/** Takes every letter, wherever it is typed. */
const greedy = `<script>document.addEventListener('keydown', (event) => {
  if ('god'.includes(event.key)) { hits += 1; event.preventDefault(); event.stopImmediatePropagation() }
}, true)</script>`

describe.concurrent('what is typed into the comment gets there past', () => {
  const address = () =>
    site.addDocument(readFileSync(resolve('@github/hotkey'), 'utf8'), { 'content-type': 'text/javascript' })
  test.each([
    ['Mousetrap', () => mousetrap],
    ['GitHub’s hotkey', () => github.replace('ADDRESS', address())],
    ['hotkeys on the document that spare fields', () => careful('document')],
    ['hotkeys on the window, there before us, that spare fields', () => careful('window')],
    ['hotkeys on the document that spare nothing', () => greedy],
  ])('%s', async (name, hotkeys) => {
    const body = `<script>window.hits = 0</script>${hotkeys()}${script(name)}`
    const { page, card, problems, end } = await visit(browser, site.add(body))
    await card.getByRole('radio', { name: '9' }).click()
    await page.keyboard.type('good dog')
    await page.keyboard.press('Control+Enter')
    await expectAnswer(collector, name, { rating: 9, comment: 'good dog' })
    expect(await page.evaluate('hits')).toBe(0)
    await card.getByRole('button', { name: 'Close' }).click()
    await page.locator('h1').click()
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    expect(await page.evaluate('hits')).toBeGreaterThan(0)
    expect(problems).toEqual([])
    await end()
  })
})

test.concurrent('the element says that it is being written in while it is, and not before', async () => {
  const { page, card, end } = await visit(browser, site.add(script('editable')))
  await card.waitFor()
  const isEditable = () =>
    page.locator('sayso-survey').evaluate((element: HTMLElement) => element.isContentEditable)
  expect(await isEditable()).toBe(false)
  await card.getByRole('radio', { name: '9' }).click()
  expect(await isEditable()).toBe(true)
  await end()
})
