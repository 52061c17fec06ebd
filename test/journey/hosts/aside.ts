import type { Page } from 'playwright-core'

/** Computed styles, by element. */
export type Styles = Readonly<Record<string, string>>

/**
 * Runs a function in a world of its own beside the page's scripts, which the page cannot have
 * patched, and which shares the document with them.
 */
async function aside<Found>(page: Page, look: () => Found | Promise<Found>): Promise<Found> {
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression: `(${look})()`,
    contextId: world.executionContextId,
    awaitPromise: true,
    returnByValue: true,
  })
  await session.detach()
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value as Found
}

/** Every computed style of every element of the page's own, once what moves has come to rest. */
export const stylesOfPage = (page: Page): Promise<Styles> =>
  aside(page, async () => {
    // An animation begins with a frame, which a busy machine draws late.
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect!.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(moving.map(({ finished }) => finished))
    return Object.fromEntries(
      [...document.querySelectorAll('*:not(script, sayso-survey)')].map((element, at) => {
        const style = getComputedStyle(element)
        const all = [...style]
          .filter((name) => !name.startsWith('--'))
          .map((name) => `${name}: ${style.getPropertyValue(name)}`)
        return [`${at} ${element.tagName}`, all.join('; ')]
      }),
    )
  })

/** Every computed style of every element the survey is made of. */
export const stylesOfSurvey = (page: Page): Promise<Styles> =>
  aside(page, () =>
    Object.fromEntries(
      [...document.querySelector('sayso-survey')!.shadowRoot!.querySelectorAll('*')].map((element, at) => {
        const style = getComputedStyle(element)
        const all = [...style]
          .filter((name) => !name.startsWith('--'))
          .map((name) => `${name}: ${style.getPropertyValue(name)}`)
        return [`${at} ${element.tagName}`, all.join('; ')]
      }),
    ),
  )

/** What of the second differs from the first, up to ten: element and property, both values. Nothing, one hopes. */
export function differences(first: Styles, second: Styles): string[] {
  const elements = [...new Set([...Object.keys(first), ...Object.keys(second)])]
  const different = elements.flatMap((element) => {
    const [a, b] = [first, second].map((styles) => styles[element]?.split('; ') ?? ['not there'])
    return a!.flatMap((was, at) => (was === b![at] ? [] : [`${element} ${was} → ${b![at]}`]))
  })
  return different.slice(0, 10)
}
