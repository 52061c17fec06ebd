import { mkdir } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { type Collector, startCollector } from './collector.ts'
import { emptyWorkspace, type Screen, screensOf, signedOut } from './consoleScreens.ts'
import { makeWorld } from './consoleWorld.ts'
import { startMailing } from './mailing.ts'
import { signedInCookie } from './reports.ts'

/**
 * The part of `npm run screenshots` with every screen of the console, on a desk and a phone, in the light and the
 * dark, in `pictures/console`. A name given after the command takes only the screens whose names have it.
 */

const folder = new URL('../../pictures/console/', import.meta.url)
const [wanted = ''] = process.argv.slice(2)
const widths = [1280, 390]

async function take(
  browser: Browser,
  collector: Collector,
  screens: readonly Screen[],
  cookie?: string,
): Promise<void> {
  for (const width of widths)
    for (const colorScheme of ['light', 'dark'] as const) {
      const viewport = { width, height: width > 500 ? 900 : 844 }
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
      const [name, value] = cookie?.split('=') ?? []
      if (name) await context.addCookies([{ name, value: value!, url: collector.url }])
      for (const screen of screens.filter((each) => each.name.includes(wanted))) {
        const page = await context.newPage()
        await page.goto(collector.url + screen.path)
        page.setDefaultTimeout(10_000)
        await screen.before?.(page)?.catch((problem) => {
          throw new Error(`${screen.name}: ${problem.message}`)
        })
        const preview = page.frames().find((frame) => frame.url().includes('/preview'))
        await preview?.locator('sayso-survey section').waitFor()
        await page.waitForTimeout(150)
        const file = `${screen.name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`
        await page.screenshot({ path: new URL(file, folder).pathname, fullPage: true })
        await page.close()
      }
      await context.close()
    }
}

const [{ collector: full, mailServer }, empty, browser] = await Promise.all([
  startMailing(),
  startCollector(),
  launchChromium(),
  mkdir(folder, { recursive: true }),
])
try {
  await take(browser, empty, signedOut)
  await take(browser, empty, emptyWorkspace, await signedInCookie(empty))
  await take(browser, full, screensOf(await makeWorld(full)), await signedInCookie(full))
} finally {
  await Promise.all([browser.close(), full.close(), empty.close(), mailServer.close()])
}
