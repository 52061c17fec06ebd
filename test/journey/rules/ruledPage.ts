import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Rules } from '../../../shared/survey.ts'
import { type Front, frontOf } from '../frontOf.ts'
import { tag } from '../hostSite.ts'
import { collector, site } from '../opened.ts'

/** Open while the tests of the file that imports it run. */
export let front: Front
beforeAll(async () => {
  front = await frontOf(collector)
})
afterAll(() => front?.close())

/** A page whose survey has these rules; `attributes` are the tag's. */
export const page = (rules: Rules, body = '', attributes: Record<string, string> = {}) =>
  site.add(body + tag(front.url, attributes, front.rule(rules)))

/** Calls `sayso` as the page's own code would. */
export const call = (page: Page, ...given: unknown[]) =>
  page.evaluate((given) => (window as unknown as { sayso(...given: unknown[]): void }).sayso(...given), given)

/** When the loader, which waits for the page to be idle, has had its turn and some time for what follows. */
export function atRest(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 400), { timeout: 3000 })),
  )
}
