import { type Driver, findProgram } from './driver.ts'
import { openFirefox } from './firefox.ts'
import { openWebKit } from './webkit.ts'

/**
 * The browsers that `npm run test:browsers` tries beside Chromium, each with what opens it; nothing where it is
 * not installed, which is said aloud, nor in `npm test`, which does not need them.
 */
export function otherBrowsers(): [name: string, open?: () => Promise<Driver>][] {
  if (!process.env.SAYSO_BROWSERS) return [['Firefox'], ['WebKit']]
  const firefox = findProgram('firefox-esr', 'firefox')
  const [webkit, screen] = [findProgram('WebKitWebDriver'), findProgram('Xvfb')]
  if (!firefox) console.warn('Skipped: Firefox is not installed (of Debian: firefox-esr)')
  if (!webkit || !screen) console.warn('Skipped: WebKit is not installed (of Debian: webkit2gtk-driver xvfb)')
  return [
    ['Firefox', firefox ? () => openFirefox(firefox) : undefined],
    ['WebKit', webkit && screen ? () => openWebKit(webkit, screen) : undefined],
  ]
}

/** In the page: whether the survey shows a match. */
export function isThere(selector: string): boolean {
  return !!document.querySelector('sayso-survey')?.shadowRoot?.querySelector(selector)
}
