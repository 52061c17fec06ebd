import type { Browser, Locator, Page } from 'playwright-core'

/** A person's first visit: a browser without a past, on one page. */
export interface Visit {
  readonly page: Page
  readonly card: Locator
  /** Errors, warnings and policy violations of the page, as they came. */
  readonly problems: string[]
  /** Addresses the page asked for, without their origin. */
  readonly requests: string[]
  end(): Promise<void>
}

/**
 * Visits a page. What the test itself runs in it by `evaluate` counts as a click of the person, for which a survey
 * would wait: unless `isActive`, browsers do not tell of clicks.
 */
export async function visit(
  browser: Browser,
  address: string,
  { isActive = false }: { isActive?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  const requests: string[] = []
  if (!isActive)
    await page.addInitScript(() => Object.defineProperty(navigator, 'userActivation', { value: undefined }))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.goto(address)
  return {
    page,
    card: page.locator('sayso-survey section'),
    problems,
    requests,
    end: () => context.close(),
  }
}
