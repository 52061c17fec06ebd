import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { formats } from '../../shared/survey.ts'
import { makeSurvey } from './answers.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** A way to be busy: the survey's tag comes once it has begun. */
interface Kind {
  readonly body?: string
  begin(page: Page): Promise<unknown>
  /** Goes on for a step, about twice a second. */
  act?(page: Page, step: number): Promise<unknown>
  /** What the host has got of it. */
  got?(page: Page): Promise<unknown>
  readonly expected?: unknown
  end(page: Page): Promise<unknown>
  /** What was pressed before the tag came, and is still, is no event. */
  readonly isSeenLate?: boolean
}

const steps = 7
const digits = '9876543'

/** A person types digits into something, which would be scores in a survey. */
const typing = (body: string, selector: string, got: string): Kind => ({
  body,
  begin: (page) => page.locator(selector).focus(),
  act: (page, step) => page.keyboard.press(digits[step]!),
  got: (page) => page.evaluate(got),
  expected: digits,
  end: async () => {},
})

const heard = `<script>window.keys = ''; addEventListener('keydown', ({ key }) => { keys += key })</script>`
/** An editor that takes what is typed out of its field at once, as Monaco and CodeMirror 5 do. */
const hidden = `<textarea id="field" style="position:absolute;width:1px;height:1px;opacity:0"></textarea>
  <script>window.keys = ''; field.oninput = () => { keys += field.value; field.value = '' }</script>`
const inFrame = (sandbox: string): Kind => ({
  body: `<iframe ${sandbox} srcdoc="<input id=field autofocus oninput='parent.postMessage(value, &quot;*&quot;)'>"></iframe>
    <script>addEventListener('message', ({ data }) => { window.keys = data })</script>`,
  begin: (page) => page.frameLocator('iframe').locator('input').click(),
  act: (page, step) => page.keyboard.press(digits[step]!),
  got: (page) => page.evaluate('window.keys'),
  expected: digits,
  end: (page) => page.evaluate(() => (document.activeElement as HTMLElement).blur()),
})

/** A dialog with a button that counts clicks in the middle of it. */
const dialog = (open: string, close = `document.querySelector('#dialog').remove()`): Kind => ({
  body: `${open}<script>window.clicks = 0</script>`,
  begin: (page) => page.locator('#ok').waitFor(),
  act: (page) => page.locator('#ok').click(),
  got: (page) => page.evaluate('window.clicks'),
  expected: steps,
  end: (page) => page.evaluate(close),
})
const button = '<button id="ok" onclick="clicks += 1">OK</button>'
const middle = 'position:fixed;inset:30%;background:white'
const inShadow = (inner: string) =>
  `<div id="dialog"></div><script>{ const root = document.querySelector('#dialog').attachShadow({ mode: 'open' })
    root.innerHTML = \`${inner}\`; root.querySelector('dialog')?.showModal() }</script>`

const kinds: Record<string, Kind> = {
  'types into a field': typing('<input id="field">', '#field', 'field.value'),
  'types into text of the page': typing('<p id="field" contenteditable></p>', '#field', 'field.innerText'),
  'types into a field of a component': typing(
    inShadow('<input>'),
    '#dialog input',
    `document.querySelector('#dialog').shadowRoot.querySelector('input').value`,
  ),
  'types into an editor that draws itself': typing(
    `<canvas id="field" tabindex="0"></canvas>${heard}`,
    '#field',
    'keys',
  ),
  'types into an editor with the role of a field': typing(
    `<div id="field" role="textbox" tabindex="0">Text</div>${heard}`,
    '#field',
    'keys',
  ),
  'types into an editor with a hidden field': typing(hidden, '#field', 'keys'),
  'plays with the keys': typing(heard, 'html', 'keys'),
  'types into a frame': inFrame(''),
  'types into a frame of another origin': inFrame('sandbox="allow-scripts"'),
  'holds a key': {
    body: heard,
    begin: (page) => page.keyboard.down('9'),
    act: (page) => page.keyboard.down('9'),
    got: (page) => page.evaluate('keys'),
    expected: '9'.repeat(1 + steps),
    end: (page) => page.keyboard.up('9'),
  },
  'holds the button of the mouse': {
    body: `<script>window.moves = 0; addEventListener('pointermove', ({ buttons }) => { moves += buttons })</script>`,
    begin: async (page) => {
      await page.mouse.move(600, 400)
      await page.mouse.down()
    },
    act: (page, step) => page.mouse.move(800 + step, 600),
    got: (page) => page.evaluate('moves'),
    expected: steps,
    end: (page) => page.mouse.up(),
  },
  'clicks and clicks where it would be': {
    body: '<div style="position:fixed;inset:0" onclick="window.clicks = (window.clicks ?? 0) + 1"></div>',
    begin: (page) => page.mouse.move(800, 600),
    act: (page) => page.mouse.click(800, 600),
    got: (page) => page.evaluate('window.clicks'),
    expected: steps,
    end: async () => {},
  },
  'drags something': {
    body: `<p draggable="true">Drag</p><div id="there" style="position:fixed;inset:50% 0 0 50%" ondragover="event.preventDefault()" ondrop="window.dropped = true"></div>`,
    begin: async (page) => {
      await page.locator('p').hover()
      await page.mouse.down()
      await page.mouse.move(500, 300, { steps: 3 })
    },
    act: (page, step) => page.mouse.move(700 + step, 550),
    end: async (page) => {
      await page.mouse.up()
      expect(await page.evaluate('window.dropped')).toBe(true)
    },
  },
  'has a finger down': {
    isSeenLate: true,
    begin: (page) => touch(page, 'touchStart'),
    // One that lies there since before the renderer came is known by its first move.
    act: (page, step) => touch(page, 'touchMove', step),
    end: (page) => touch(page, 'touchEnd'),
  },
  'has a native dialog open': dialog(
    `<dialog id="dialog">${button}</dialog><script>dialog.showModal()</script>`,
    'dialog.close()',
  ),
  'has a dialog of its own making open': dialog(
    `<div id="dialog" role="dialog" style="${middle}">${button}</div>`,
  ),
  'has an alert of its own making open': dialog(
    `<div id="dialog" role="alertdialog" style="${middle}">${button}</div>`,
    'dialog.hidden = true',
  ),
  'has a sheet at the edge with a backdrop open': dialog(
    `<div id="dialog"><div style="position:fixed;inset:0;background:#0008"></div>
     <div role="dialog" style="position:fixed;inset:0 0 0 auto;width:200px;background:white">${button}</div></div>`,
  ),
  'has the native dialog of a component open': dialog(inShadow(`<dialog>${button}</dialog>`)),
  'has the dialog of a component open': dialog(
    inShadow(`<div role="dialog" style="${middle}">${button}</div>`),
  ),
  'has a menu open': dialog(
    `<div id="dialog" popover>${button}</div><script>dialog.showPopover()</script>`,
    'dialog.hidePopover()',
  ),
  'looks at one thing on the full screen': {
    body: `<video id="film" style="background:black"></video>`,
    begin: (page) => page.evaluate(() => document.querySelector('video')!.requestFullscreen()),
    end: (page) => page.evaluate(() => document.exitFullscreen()),
  },
  'steers with the pointer': {
    body: `<canvas></canvas>`,
    begin: async (page) => {
      await page.mouse.click(500, 300)
      await page.evaluate(() => document.querySelector('canvas')!.requestPointerLock())
    },
    end: (page) => page.evaluate(() => document.exitPointerLock()),
  },
}

/** A touch belongs to the session that began it. */
const fingers = new WeakMap<Page, CDPSession>()
async function touch(page: Page, type: 'touchStart' | 'touchMove' | 'touchEnd', step = 0): Promise<void> {
  const finger = fingers.get(page) ?? (await page.context().newCDPSession(page))
  fingers.set(page, finger)
  const touchPoints = type === 'touchEnd' ? [] : [{ x: 500, y: type === 'touchMove' ? 320 + step : 300 }]
  await finger.send('Input.dispatchTouchEvent', { type, touchPoints })
}

/** Adds the tag to a page that is open already. The survey of it waits for the event `go`. */
const addTag = (page: Page, surveyId: string, data: Record<string, string>) =>
  page.evaluate(
    ({ src, data }) => {
      const script = Object.assign(document.createElement('script'), { src })
      Object.assign(script.dataset, data)
      document.head.append(script)
    },
    { src: `${collector.url}/sayso/${surveyId}.js`, data },
  )

/** The tag comes before the person is busy, or when they are already. */
async function check(kind: Kind, format: (typeof formats)[number], isLate = false): Promise<void> {
  const rules = isLate ? {} : { when: { event: 'go' } }
  const surveyId = await makeSurvey(collector, { metric: 'nps', format, rules })
  const { page, card, requests, end } = await visit(
    browser,
    site.add(`${kind.body ?? ''}<div id="here"></div>`),
    { isActive: true },
  )
  const start = () => addTag(page, surveyId, format === 'inline' ? { target: '#here' } : {})
  if (!isLate) await start().then(() => page.waitForFunction('window.sayso?.ready'))
  await kind.begin(page)
  await (isLate ? start() : page.evaluate(`void sayso('track', 'go')`))
  for (let step = 0; step < steps; step += 1) {
    await kind.act?.(page, step)
    await page.waitForTimeout(400)
    expect(
      await page.evaluate(() => !!document.querySelector('sayso-survey')),
      `${format}, step ${step}`,
    ).toBe(false)
  }
  if (kind.got) expect(await kind.got(page), format).toEqual(kind.expected)
  await kind.end(page)
  await card.waitFor()
  expect(requests.filter((path) => path.endsWith('/responses'))).toEqual([])
  await end()
}

// Two seconds without a deed are rest: a machine that is too busy to act in time is given another try.
describe.concurrent('a survey of any format waits while the person', { retry: 2 }, () => {
  test.each(Object.entries(kinds))('%s', async (_, kind) => {
    await Promise.all(formats.map((format) => check(kind, format)))
  })

  const early = Object.entries(kinds).filter(([, { isSeenLate }]) => !isSeenLate)
  test.each(early)('%s, since before the tag came', async (_, kind) => {
    await Promise.all([check(kind, 'popover', true), check(kind, 'modal', true)])
  })
})
