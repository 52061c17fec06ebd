import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { startWorkerdCollector } from '../support/workerd.ts'
import { type HostSite, openHostSite } from './hostSite.ts'

/** What a journey needs, open while the tests of the file that imports it run. */
export let collector: Collector
export let site: HostSite
export let browser: Browser

/** Where the journeys go: Node unless SAYSO_ON is `workerd`, or `burst`, the deployment with a queue. */
const startThere = () => {
  const there = process.env.SAYSO_ON
  if (there === 'workerd') return startWorkerdCollector()
  return there === 'burst' ? startWorkerdCollector({}, 'burst') : startCollector()
}

beforeAll(async () => {
  ;[collector, site, browser] = await Promise.all([startThere(), openHostSite(), launchChromium()])
})
afterAll(() => Promise.all([browser?.close(), site?.close(), collector?.close()]))
