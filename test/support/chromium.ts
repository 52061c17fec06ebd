import packaged from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/**
 * A real Chromium: the one a registry package carries, or the one `CHROME_PATH` names.
 *
 * Of the package's own arguments none is taken: they are made for one page in a Lambda, and
 * switch off what is tested here (`--disable-web-security` means no CORS) or close the
 * browser with its first context (`--single-process`).
 */
export async function launchChromium({ scrollbars = false } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROME_PATH ?? (await packaged.executablePath()),
    args: [
      ...['--no-sandbox', '--no-zygote', '--disable-gpu'],
      // Only localhost is a secure context without https: pages of other names are not.
      '--host-resolver-rules=MAP *.test 127.0.0.1',
    ],
    // As on a phone there are none that take room, unless asked for.
    ignoreDefaultArgs: scrollbars ? ['--hide-scrollbars'] : [],
    headless: true,
  })
}
