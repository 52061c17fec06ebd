import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PublicSurvey } from '../../shared/survey.ts'
import { browser, collector, site } from '../journey/opened.ts'
import { type Visit, visit } from '../journey/visit.ts'
import { type Kind, keyCases, type Stroke } from './keyCases.ts'
import { addKeyPage, heardByPage, personOf, stage, storedOf, surveysOf } from './keyPage.ts'

let visiting: Visit
let cdp: CDPSession
let surveys: Record<Kind, PublicSurvey>

beforeAll(async () => {
  surveys = await surveysOf(collector)
  visiting = await visit(browser, addKeyPage(site, collector))
  await visiting.page.waitForFunction(() => 'show' in window)
  cdp = await visiting.page.context().newCDPSession(visiting.page)
})
afterAll(() => visiting?.end())

/** The numeric keypad types digits with NumLock on, and nothing of it here knows about NumLock. */
async function strike(page: Page, key: string, repeats = 0): Promise<void> {
  const pad = /^Numpad(\d)$/.exec(key)?.[1]
  const typed = pad ?? (/^[^\p{ASCII}]$/u.test(key) ? key : undefined)
  if (typed === undefined) {
    for (let time = 0; time <= repeats; time += 1) await page.keyboard.down(key)
    return page.keyboard.up(key)
  }
  const event = {
    key: typed,
    code: pad ? key : '',
    isKeypad: !!pad,
    windowsVirtualKeyCode: pad ? 96 + Number(pad) : 0,
  }
  for (let time = 0; time <= repeats; time += 1)
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, text: typed, autoRepeat: time > 0 })
  await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
}

async function make(page: Page, stroke: Stroke): Promise<void> {
  if ('type' in stroke) return page.keyboard.type(stroke.type)
  if ('wait' in stroke) return page.waitForTimeout(stroke.wait)
  if ('hold' in stroke) return strike(page, stroke.hold, stroke.repeats)
  if (!stroke.with) return strike(page, stroke.press)
  await page.keyboard.down(stroke.with)
  await strike(page, stroke.press)
  await page.keyboard.up(stroke.with)
}

const groups = [...Map.groupBy(keyCases, ({ kind, format }) => `${kind} in a ${format}`)]

test.each(groups)(
  '%s: every way to choose, send and close by keys does that and nothing else',
  async (_, cases) => {
    const { page, card, problems } = visiting
    const heard: Record<string, unknown> = {}
    for (const each of cases) {
      const survey = { ...surveys[each.kind], format: each.format, display: surveys[each.kind].display }
      await page.evaluate(stage, { survey, collector: collector.url, person: personOf(each) })
      await card.locator('input[type=radio]').first().waitFor()
      for (const stroke of each.strokes) await make(page, stroke)
      heard[each.way] = await page.evaluate(heardByPage)
    }
    await page.evaluate(() => window.shown.close())
    const silence = cases.map(({ way }) => [way, { reached: [], typed: '' }])
    expect(heard).toEqual(Object.fromEntries(silence))
    const survey = surveys[cases[0]!.kind]
    const stored = async () => {
      const all = await storedOf(collector, survey.id)
      return Object.fromEntries(cases.map((each) => [each.way, all[personOf(each)] ?? []]))
    }
    const said = cases.map(({ way, stored }) => [way, stored ? [stored] : []])
    await expect.poll(stored, { timeout: 10_000 }).toEqual(Object.fromEntries(said))
    expect(problems).toEqual([])
  },
)
