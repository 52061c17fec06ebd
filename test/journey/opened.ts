import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { type HostSite, openHostSite } from './hostSite.ts'

/** What a journey needs, open while the tests of the file that imports it run. */
export let collector: Collector
export let site: HostSite
export let browser: Browser

beforeAll(async () => {
  ;[collector, site, browser] = await Promise.all([startCollector(), openHostSite(), launchChromium()])
})
afterAll(() => Promise.all([browser?.close(), site?.close(), collector?.close()]))
