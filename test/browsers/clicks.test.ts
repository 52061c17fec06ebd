import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Format, formats, type PublicSurvey } from '../../shared/survey.ts'
import { browser, collector, site } from '../journey/opened.ts'
import { definition, rendererOf } from '../journey/rendererPage.ts'
import { type Visit, visit } from '../journey/visit.ts'

let visiting: Visit
let page: Page
let survey: PublicSurvey

beforeAll(async () => {
  survey = await definition(collector, { choices: ['Price'], contact: true })
  visiting = await visit(
    browser,
    site.add(`<input id="before"><div id="here"></div><script type="module">
      import { show } from '${rendererOf(collector)}'
      window.show = show
    </script>`),
  )
  page = visiting.page
  await page.waitForFunction(() => 'show' in window)
})
afterAll(() => visiting?.end())

/** Shows it anew, with nothing sent, and gives the middle of a part of it. */
async function open(format: Format, step: 'asking' | 'commenting' = 'asking') {
  await page.evaluate(
    ({ survey, step }) => {
      window.shown?.close()
      window.heard = { events: [], gone: false }
      document.querySelector<HTMLInputElement>('#before')!.focus()
      window.shown = window.show({
        ...{ survey, collector: '' },
        rehearsal: step === 'asking' ? { step } : { step, rating: 5, comment: '' },
        target: survey.format === 'inline' ? document.querySelector('#here') : null,
        circumstances: () => ({}),
        done() {},
        gone: () => {
          window.heard.gone = true
        },
        on: (event: string, detail: unknown) => void window.heard.events.push([event, detail]),
      })
    },
    { survey: { ...survey, format }, step },
  )
  await visiting.card.waitFor()
}
const middleOf = async (selector: string) => {
  const box = (await visiting.card.locator(selector).boundingBox())!
  return [box.x + box.width / 2, box.y + box.height / 2] as const
}
const events = () =>
  page.evaluate(() => window.heard.events.map(([event]) => event).filter((event) => event !== 'shown'))
const hasFocus = () => page.evaluate(() => document.activeElement?.id)
const settle = () => page.waitForTimeout(650)
const nine = 'input[value="9"]'

beforeEach(() => page.mouse.move(1, 1))

/** How soon is what it is about, and a busy machine clicks late. */
const timed = { retry: 2 }

describe.each(formats)('clicks meant for the page are no answer in a %s', timed, (format) => {
  test('that comes under a mouse which goes on clicking, however slowly', async () => {
    await open(format)
    const [x, y] = await middleOf(nine)
    await page.evaluate(() => window.shown.close())
    await page.mouse.move(x, y)
    for (const pause of [50, 200, 700]) {
      await page.mouse.click(x, y)
      await open(format)
      for (let time = 0; time < 4; time += 1) {
        // A hand does not hold still.
        await page.mouse.click(x + (time % 2), y)
        await page.waitForTimeout(pause)
      }
      expect(await events(), `every ${pause} ms`).toEqual([])
    }
    // Going away and coming back is going for it.
    await page.mouse.move(x + 40, y)
    await page.mouse.click(x, y)
    expect(await events()).toEqual(['rated'])
  })

  test('that has only just come, and leave the focus where it is', async () => {
    await open(format)
    const focus = await hasFocus()
    const [x, y] = await middleOf(nine)
    await page.mouse.move(x - 20, y)
    await page.mouse.click(x, y)
    expect([await events(), await hasFocus()]).toEqual([[], focus])
    await settle()
    await page.mouse.move(x - 20, y)
    await page.mouse.click(x, y)
    expect(await events()).toEqual(['rated'])
  })

  test('that has just grown: the second of a double click chooses, sends and ticks nothing', async () => {
    await open(format)
    const [x, y] = await middleOf(nine)
    await settle()
    await page.mouse.move(x - 20, y)
    await page.mouse.dblclick(x, y)
    for (const part of ['.send', '.tick', 'input[value="2"]']) {
      const [there, below] = await middleOf(`${part} >> nth=0`)
      await page.mouse.move(there, below)
      await page.mouse.click(there, below)
    }
    expect(await events()).toEqual(['rated'])
    expect(await visiting.card.locator('.tick input:checked').count()).toBe(0)
  })

  test('and the same clicks of a key or of assistive technology count at once', async () => {
    await open(format)
    await visiting.card.locator(nine).evaluate((input: HTMLInputElement) => input.click())
    expect(await events()).toEqual(['rated'])
    await open(format)
    await visiting.card.locator(nine).focus()
    await page.keyboard.press('Space')
    expect(await events()).toEqual(['rated'])
  })
})

describe('a page that moves', timed, () => {
  test('makes the survey in it take no click until it stands still again', async () => {
    await open('inline')
    await settle()
    await page.evaluate(() => {
      document.querySelector<HTMLElement>('#here')!.style.marginTop = '90px'
    })
    const [x, y] = await middleOf(nine)
    await page.mouse.move(x - 20, y)
    await page.mouse.click(x, y)
    expect(await events()).toEqual([])
    await settle()
    await page.mouse.move(x - 20, y)
    await page.mouse.click(x, y)
    expect(await events()).toEqual(['rated'])
  })
})

describe('Close, and the page beside a modal', timed, () => {
  test.each(['popover', 'modal'] as const)('take no click that came with a %s', async (format) => {
    await open(format)
    const [x, y] = await middleOf('.close')
    for (const [at, down] of [
      [x, y],
      [300, 5],
    ] as const) {
      await page.mouse.move(at - 20, down)
      await page.mouse.click(at, down)
    }
    expect(await events()).toEqual([])
    await settle()
    await page.mouse.move(x - 20, y)
    await page.mouse.click(x, y)
    expect(await events()).toEqual(['dismissed'])
  })
})

describe('a finger', timed, () => {
  /** A tap as a touch screen makes it. */
  const tap = async (x: number, y: number) => {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }

  test('that goes on tapping where the card comes chooses nothing; one that taps it later does', async () => {
    await open('popover')
    const [x, y] = await middleOf(nine)
    await page.evaluate(() => window.shown.close())
    for (const pause of [150, 600]) {
      await tap(x, y)
      await open('popover')
      for (let time = 0; time < 4; time += 1) {
        await tap(x, y)
        await page.waitForTimeout(pause)
      }
      expect(await events(), `every ${pause} ms`).toEqual([])
    }
    await page.waitForTimeout(1100)
    await tap(x, y)
    expect(await events()).toEqual(['rated'])
  })
})
