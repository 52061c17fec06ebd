import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PublicSurvey } from '../../shared/survey.ts'
import { type HostSite, openHostSite } from '../journey/hostSite.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import type { Driver } from './driver.ts'
import { type KeyCase, type Kind, keyCases, type Stroke } from './keyCases.ts'
import { addKeyPage, heardByPage, personOf, stage, storedOf, surveysOf } from './keyPage.ts'
import { isThere, otherBrowsers } from './otherBrowsers.ts'

const groups = [...Map.groupBy(keyCases, ({ kind, format }) => `${kind} in a ${format}`)]

describe.each(otherBrowsers())('in %s', (_, openBrowser) => {
  let collector: Collector
  let site: HostSite
  let driver: Driver
  let surveys: Record<Kind, PublicSurvey>
  beforeAll(async () => {
    if (!openBrowser) return
    ;[collector, site, driver] = await Promise.all([startCollector(), openHostSite(), openBrowser()])
    surveys = await surveysOf(collector)
    await driver.open(addKeyPage(site, collector))
    await vi.waitUntil(() => driver.evaluate(() => 'show' in window, null), { timeout: 20_000 })
  })
  afterAll(() => Promise.all([driver?.close(), site?.close(), collector?.close()]))

  async function make(stroke: Stroke): Promise<void> {
    if ('type' in stroke) return driver.type(stroke.type)
    if ('wait' in stroke) return new Promise((resolve) => setTimeout(resolve, stroke.wait))
    if ('hold' in stroke) return driver.press(stroke.hold, { repeats: stroke.repeats })
    return driver.press(stroke.press, { with: stroke.with })
  }

  async function play(each: KeyCase): Promise<unknown> {
    const survey = { ...surveys[each.kind], format: each.format }
    await driver.evaluate(stage, { survey, collector: collector.url, person: personOf(each) })
    await expect.poll(() => driver.evaluate(isThere, 'input[type=radio]'), { interval: 20 }).toBe(true)
    for (const stroke of each.strokes) await make(stroke)
    return driver.evaluate(heardByPage, null)
  }

  test.runIf(openBrowser).each(groups)(
    '%s: every way to choose, send and close by keys does that and nothing else',
    async (_, cases) => {
      const heard: Record<string, unknown> = {}
      for (const each of cases) heard[each.way] = await play(each)
      await driver.evaluate(() => (window as unknown as { shown: { close(): void } }).shown.close(), null)
      const silence = cases.map(({ way }) => [way, { reached: [], typed: '' }])
      expect(heard).toEqual(Object.fromEntries(silence))
      const survey = surveys[cases[0]!.kind]
      const stored = async () => {
        const all = await storedOf(collector, survey.id)
        return Object.fromEntries(cases.map((each) => [each.way, all[personOf(each)] ?? []]))
      }
      const said = cases.map(({ way, stored }) => [way, stored ? [stored] : []])
      await expect.poll(stored, { timeout: 10_000 }).toEqual(Object.fromEntries(said))
    },
  )
})
