import { type KeyInput, launch } from 'puppeteer-core'
import { type Driver, keyValue } from './driver.ts'

/** Firefox over WebDriver BiDi. */
export async function openFirefox(executablePath: string): Promise<Driver> {
  const browser = await launch({ browser: 'firefox', executablePath, headless: true })
  const page = await browser.newPage()
  await page.setViewport({ width: 1000, height: 700 })
  return {
    async open(url) {
      await page.goto(url)
    },
    evaluate: (run, given) => page.evaluate(run as (given: unknown) => never, given),
    async press(key, { repeats = 0, with: modifier } = {}) {
      const value = keyValue(key) as KeyInput
      if (modifier) await page.keyboard.down(modifier)
      for (let time = 0; time <= repeats; time += 1) await page.keyboard.down(value)
      await page.keyboard.up(value)
      if (modifier) await page.keyboard.up(modifier)
    },
    type: (text) => page.keyboard.type(text),
    async click(x, y) {
      await page.mouse.move(x, y, { steps: 10 })
      await page.mouse.click(x, y)
    },
    close: () => browser.close(),
  }
}
