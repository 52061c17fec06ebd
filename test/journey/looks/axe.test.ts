import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formats } from '../../../shared/survey.ts'
import { browser, collector, site } from '../opened.ts'
import { type Kind, kinds, openTheatre, steps, type Theatre, themes } from './scenes.ts'

let theatre: Theatre
beforeAll(async () => {
  theatre = await openTheatre(browser, site, collector)
  await theatre.page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
})
afterAll(() => theatre?.end())

/** What axe objects to, or cannot decide, on the whole page. */
async function objections(): Promise<string[]> {
  const { violations, incomplete } = await theatre.page.evaluate(() =>
    (window as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      resultTypes: ['violations', 'incomplete'],
    }),
  )
  // What is behind a text axe finds out for those in the body alone, and the card stands beside it:
  // contrast.test.ts measures its contrasts.
  const unknown = incomplete.filter(({ id }) => id !== 'color-contrast')
  return [...violations, ...unknown].map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`)
}

describe.each(formats)('axe finds nothing in a %s', (format) => {
  for (const kind of Object.keys(kinds) as Kind[])
    test.each(['en', 'ar'] as const)(
      `of ${kind}, in %s, at any step, in the light and the dark`,
      async (tongue) => {
        for (const step of steps) {
          await theatre.play({ format, kind, tongue, step })
          for (const [theme, media] of Object.entries(themes)) {
            await theatre.page.emulateMedia(media)
            expect(await objections(), `${step}, ${theme}`).toEqual([])
          }
        }
        expect(theatre.problems).toEqual([])
      },
    )
})
