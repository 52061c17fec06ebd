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

export async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 700 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  const requests: string[] = []
  await page.addInitScript(() => {
    // Playwright's evaluate() counts as a click of the person, for which a survey would wait.
    Object.defineProperty(navigator, 'userActivation', { value: undefined })
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
