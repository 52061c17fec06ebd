import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { answersOn, surveyWith } from '../support/reports.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'
import { browser, collector } from './opened.ts'
import { saidOf, shownOn } from './shownReport.ts'

const end = Date.parse('2026-07-01')
const year = yearOfAnswers(11, 1500, end)

let nps: string

beforeAll(async () => {
  nps = await surveyWith(collector, { metric: 'nps', name: 'Relationship' }, year)
  await surveyWith(
    collector,
    { metric: 'csat', name: 'Onboarding after the first week' },
    answersOn('2026-06-01', [5, 4, 4, 1, 5]),
  )
})

/** A page of the console, come to by signing in. */
async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...options })
  const page = await context.newPage()
  await page.goto(collector.url + path)
  await page.getByLabel('API key').fill(collector.key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  // A long page is parsed in parts, the heading with the first.
  await page.waitForLoadState()
  return page
}

/** Opens all that is folded; of the picks of the filter the last stays open. */
const unfoldAll = (page: Page, which = 'main details') =>
  page.locator(which).evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true
  })

describe('every number on the page is the one the API gives', () => {
  const ces = year.slice(-400).map((answer) => ({ ...answer, rating: Math.max(1, answer.rating - 3) }))
  const csat = year
    .slice(-60)
    .map((answer) => ({ ...answer, rating: Math.max(1, Math.ceil(answer.rating / 2)) }))
  const effort = ces.map((answer) => ({ ...answer, rating: Math.min(5, answer.rating) }))

  it.each([
    ['of all time', { metric: 'nps' }, year, ''],
    [
      'against the half year before',
      { metric: 'nps' },
      year,
      '?from=2026-01-01&to=2026-07-01&interval=month',
    ],
    [
      'in a zone of its own, the latest of each person',
      { metric: 'nps' },
      year,
      '?from=2026-03-01&to=2026-06-01&timezone=Pacific/Auckland&interval=week&count=latest',
    ],
    ['of a segment', { metric: 'nps' }, year, '?segment=plan:enterprise&interval=quarter&compare=none'],
    [
      'of a channel, rolling',
      { metric: 'nps' },
      year,
      '?channel=email&interval=rolling-30&from=2026-05-01&to=2026-07-01',
    ],
    ['of CES', { metric: 'ces' }, ces, '?from=2026-06-01&to=2026-07-01'],
    ['of CES led by its mean', { metric: 'ces', primary: 'mean' }, ces, '?from=2026-06-15&to=2026-07-01'],
    ['of effort, where low is good', { metric: 'ces', scale: '1-5-effort' }, effort, '?interval=week'],
    ['of CSAT', { metric: 'csat' }, csat, '?from=2026-06-20&to=2026-07-01'],
  ])('%s', async (_, survey, answers, query) => {
    const id = await surveyWith(collector, survey, answers)
    const told = (asked: string) => clientOf(collector).get(`/v1/surveys/${id}/report${asked}`)
    const { status, body } = await told(query)
    const { segments } = (await told(query.replace(/segment=[^&]*&?/, ''))).body
    expect(status).toBe(200)
    expect(body.n).toBeGreaterThan(10)
    const page = await open(`/console/surveys/${id}${query}`)
    expect(await shownOn(page)).toEqual(saidOf({ ...body, segments }))
    await page.context().close()
  })
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

describe('axe finds nothing', () => {
  it.each(['light', 'dark'] as const)('in the %s', async (colorScheme) => {
    const page = await open(`/console/surveys/${nps}?interval=month`, { colorScheme })
    await unfoldAll(page, '.report details')
    await page.evaluate(axe)
    const look = async () => {
      const { violations, incomplete } = await page.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      )
      const listed = (all: typeof violations) => all.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])
      return { violations: listed(violations), incomplete: listed(incomplete) }
    }
    expect(await look()).toEqual({ violations: [], incomplete: [] })
    // It cannot judge what an open menu covers.
    await unfoldAll(page)
    expect((await look()).violations).toEqual([])
    await page.context().close()
  })
})

describe('whatever people wrote', () => {
  const nasty = [
    '<img src=x onerror="window.hit = 1">',
    '"><script>window.hit = 1</script>',
    "' onmouseover='window.hit = 1",
    '</title></style></textarea></option><svg onload=window.hit=1>',
    '&lt;b&gt; &amp; &#x27; %3Cb%3E \\',
    'שלום \u202e evil \u2066 العربية',
    'W'.repeat(300),
    'two\nlines  and   spaces',
  ]
  const name = nasty.slice(0, 3).join(' ').slice(0, 200)

  it('is shown as text, even without the policy, and fits a phone', async () => {
    const comments = Array.from({ length: nasty.length * 12 }, (_, place) => nasty[place % nasty.length]!)
    const answers = answersOn(
      '2026-06-10',
      comments.map((_, place) => place % 11),
      (place) => {
        const text = comments[place]!
        return { comment: text, properties: { [text.slice(0, 64)]: text } }
      },
    )
    const id = await surveyWith(
      collector,
      { metric: 'nps', name, question: nasty[0], touchpoint: nasty[2] },
      answers,
    )
    const options = { bypassCSP: true, viewport: { width: 360, height: 700 } }
    const page = await open(`/console/surveys/${id}`, options)
    const texts = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((one) => one.textContent))

    expect(await texts('h1')).toEqual([name])
    expect(await page.title()).toContain(name)
    expect(await texts('.comment .words')).toEqual([...comments].reverse().slice(0, 20))
    const properties = [...nasty].map((text) => text.slice(0, 64)).sort()
    expect((await texts('.segments caption bdi')).sort()).toEqual(properties)
    expect((await texts('.segments tbody bdi')).sort()).toEqual([...nasty].sort())
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)

    const links = await page
      .locator('.segments tbody th a')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
    for (const link of links) {
      await page.goto(link)
      expect(await texts('.comment .words')).toHaveLength(12)
    }
    expect(await page.evaluate(() => (window as unknown as { hit?: number }).hit)).toBeUndefined()
    expect(await page.locator('main :is(img, script, textarea, style)').count()).toBe(0)
    await page.context().close()
  })
})

describe('the controls, without JavaScript', () => {
  it('put the choices into a URL that can be shared', async () => {
    const page = await open(`/console/surveys/${nps}`, { javaScriptEnabled: false })
    const unfold = (name: string) => page.locator('.filter summary', { hasText: name }).click()
    await unfold('Period')
    await page.getByLabel('From', { exact: true }).first().fill('2026-04-01')
    await page.getByLabel('To, the last day counts').first().fill('2026-06-30')
    await page.getByRole('button', { name: 'Show' }).first().click()
    await unfold('Answers of')
    await page.locator('.filter').getByRole('link', { name: 'pro', exact: true }).click()
    await unfold('Filter')
    await page.locator('.filter').getByRole('link', { name: 'Month', exact: true }).click()
    const chosen = Object.fromEntries(new URL(page.url()).searchParams)
    expect(chosen).toMatchObject({
      from: '2026-04-01',
      to: '2026-07-01',
      segment: 'plan:pro',
      interval: 'month',
    })
    await page.getByRole('link', { name: 'Detractors', exact: true }).click()
    expect(await page.locator('.comment .rating .name').allTextContents()).toContain('Detractor')
    expect(new Set(await page.locator('.comment .rating .name').allTextContents()).size).toBe(1)
    expect(await page.locator('.saying').first().textContent()).toMatch(/1 Apr\s–\s30 Jun 2026/)
    await page.context().close()
  })
})

it.each([360, 768, 1100])('a screen %i px wide is not scrolled sideways', async (width) => {
  const page = await open('/console', { viewport: { width, height: 700 } })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  await page.goto(`${collector.url}/console/surveys/${nps}?interval=day`)
  await unfoldAll(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  await page.context().close()
})

it('is printed dark on white, within margins, also by a reader whose screen is dark', async () => {
  const page = await open(`/console/surveys/${nps}`, { colorScheme: 'dark' })
  const inkOf = () =>
    page.evaluate(() =>
      ['h1', '.headline .value', '.segments td', '.fine p'].map((selector) => {
        const found = document.querySelector(selector)
        const parts = found
          ? getComputedStyle(found)
              .color.match(/[\d.]+/g)!
              .map(Number)
          : []
        return Math.max(...parts.slice(0, 3))
      }),
    )
  expect(Math.min(...(await inkOf()).filter(Number.isFinite))).toBeGreaterThan(140)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  expect(Math.max(...(await inkOf()).filter(Number.isFinite))).toBeLessThan(110)
  await page.context().close()
})
