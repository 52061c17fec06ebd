import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { formats } from '../../shared/survey.ts'
import { clientOf } from '../support/client.ts'
import { signedInCookie } from '../support/reports.ts'
import { tag } from './hostSite.ts'
import { browser, collector, site } from './opened.ts'

const isLong = process.env.SAYSO_LONG !== undefined

/** Shown alone on the same ground, in the same place, without the focus that whoever answers has. */
const alone = `html, body { direction: ltr !important; background: #888 !important; margin: 0 !important }
  body > :not(main, sayso-survey) { display: none !important }
  main { all: unset !important; display: block !important; padding: 16px !important } main > :not(#here) { display: none !important }`

/** The card once it takes clicks. */
const atRest = 'sayso-survey section:not([data-moving])'

/** A picture of the card, once it is at rest. */
async function pictureOf(page: Page): Promise<Buffer> {
  const card = page.locator('sayso-survey section')
  await card.waitFor()
  await page.addStyleTag({ content: alone })
  await page.evaluate('document.fonts.ready')
  await page.evaluate(() => {
    const shown = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
    if (shown instanceof HTMLElement) shown.blur()
    scrollTo(0, 0)
  })
  // A card that grew on the page is drawn on other layers, whose parts of pixels are rounded otherwise.
  await page.addStyleTag({ content: 'html { display: none }' }).then(async (hidden) => {
    await page.evaluate(() => document.body.offsetHeight)
    await hidden.evaluate((sheet) => sheet.parentElement!.removeChild(sheet))
  })
  await page.locator(atRest).waitFor()
  const take = () => card.screenshot({ animations: 'disabled', caret: 'hide' })
  for (let last = await take(); ; ) {
    const next = await take()
    if (next.equals(last)) return next
    last = next
  }
}

type Scheme = 'light' | 'dark'
type Viewport = typeof desk

/** Looks at a page as somebody signed in who has seen no survey before. */
async function inTab<Seen>(
  colorScheme: Scheme,
  viewport: Viewport,
  look: (page: Page) => Promise<Seen>,
): Promise<Seen> {
  const context = await browser.newContext({
    colorScheme,
    viewport,
    reducedMotion: 'reduce',
    bypassCSP: true,
  })
  try {
    const [name, value] = (await signedInCookie(collector)).split('=') as [string, string]
    await context.addCookies([{ name, value, url: collector.url }])
    return await look(await context.newPage())
  } finally {
    await context.close()
  }
}

/** A picture of the survey of an address, after what is done there. */
const picture = (scheme: Scheme, viewport: Viewport, address: string, before = async (_: Page) => {}) =>
  inTab(scheme, viewport, async (page) => {
    page.setDefaultTimeout(10_000)
    await page.goto(address)
    await before(page)
    return pictureOf(page)
  })

const desk = { width: 800, height: 700 }
const phone = { width: 390, height: 700 }
const languages = ['en', 'de', 'ar'] as const
const schemes = ['light', 'dark'] as const

describe('the preview is the widget of the demo page, to the pixel', () => {
  const every = formats.flatMap((format) =>
    languages.flatMap((language) => schemes.map((scheme) => [format, language, scheme] as const)),
  )
  const some = every.filter((_, place) => place % 7 === 0)

  it.each(isLong ? every : some)('as %s in %s in the %s', async (format, language, scheme) => {
    const change = { format, language, choices: ['Price'], contact: true }
    expect((await clientOf(collector).patch('/v1/surveys/demo', change)).status).toBe(200)
    const preview = await picture(scheme, desk, `${collector.url}/console/surveys/demo/preview`)
    const shown = await picture(scheme, desk, `${collector.url}/demo`)
    expect(preview.equals(shown)).toBe(true)
  })
})

/** A survey, how far its answer is, and how it is looked at. */
interface Case {
  /** Looked at in every run. */
  readonly inShort?: true
  readonly survey: object
  readonly step?: 'commenting' | 'thanked'
  /** The place of the chosen point, and its rating. */
  readonly rating?: number
  readonly viewport?: Viewport
  readonly scheme?: Scheme
  /** What the choices above the preview, and fields that are not saved, say. */
  readonly asked?: Readonly<Record<string, string>>
  /** What of these is saved before the widget is looked at. */
  readonly saved?: object
  /** Of the page that shows the widget, where they are not those of the preview. */
  readonly shownIn?: Scheme
  readonly shownLanguage?: string
}

const csat = { metric: 'csat', format: 'inline' }
const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'
const link = { label: 'Review us', url: 'https://example.com/review' }
const byBand = { positive: { thanks: 'Great!', commentPrompt: 'What do you like?', link } }
const square = `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3z"/></svg>')}`

const cases: Readonly<Record<string, Case>> = {
  'asking for a reason': {
    inShort: true,
    survey: { choices: ['Price'], contact: true, byBand },
    step: 'commenting',
    rating: 9,
  },
  'asking for a reason in Arabic': {
    survey: { language: 'ar', contact: true },
    step: 'commenting',
    rating: 3,
  },
  'with thanks and a link': {
    inShort: true,
    survey: { format: 'inline', byBand },
    step: 'thanked',
    rating: 10,
  },
  'with thanks in a window': { survey: { format: 'modal', byBand }, step: 'thanked', rating: 9 },
  'with stars': { inShort: true, survey: { ...csat, display: 'stars' }, step: 'commenting', rating: 4 },
  'with smileys in the dark': { survey: { ...csat, display: 'smileys' }, scheme: 'dark' },
  'with thumbs': { survey: { ...csat, scale: '0-1', display: 'thumbs' } },
  'of effort': { survey: { metric: 'ces', format: 'bar' } },
  'with a look of its own': {
    inShort: true,
    survey: { look: { accent: '#b3261e', radius: 0, font: 'serif', logo: square } },
    step: 'commenting',
    rating: 8,
  },
  'with a light accent in the dark': { survey: { look: { accent: '#ffe08a', radius: 32 } }, scheme: 'dark' },
  'always dark, in the light': { survey: { look: { scheme: 'dark' } } },
  'always light, in the dark': { survey: { look: { scheme: 'light' } }, scheme: 'dark' },
  'with digits of its own': { survey: { language: 'ar', look: { digits: 'native' } } },
  'in another corner': { survey: { corner: 'top-start' } },
  'on a phone': {
    inShort: true,
    survey: { choices: ['Price', word] },
    viewport: phone,
    step: 'commenting',
    rating: 7,
  },
  'as a page on a phone': { survey: { format: 'page', language: 'de' }, viewport: phone },
  'with long words': {
    survey: { question: `${word} ${word}?`, lowLabel: word, highLabel: word },
    viewport: phone,
  },
  'looked at in the dark': {
    inShort: true,
    survey: {},
    asked: { 'preview.scheme': 'dark' },
    shownIn: 'dark',
  },
  'looked at in the light': {
    survey: {},
    scheme: 'dark',
    asked: { 'preview.scheme': 'light' },
    shownIn: 'light',
  },
  'looked at in a translation': {
    survey: { translations: { de: { question: 'Wie war es?' } } },
    asked: { 'preview.language': 'de' },
    shownLanguage: 'de',
  },
}

function preview(id: string, { asked, step, rating, viewport, scheme }: Case): Promise<Buffer> {
  const query = new URLSearchParams({
    ...asked,
    ...(step && { 'preview.step': step }),
    ...(rating !== undefined && { 'preview.rating': String(rating) }),
  })
  const address = `${collector.url}/console/surveys/${id}/preview?${query}`
  return picture(scheme ?? 'light', viewport ?? desk, address)
}

function widget(id: string, { survey, step, rating, viewport, ...given }: Case): Promise<Buffer> {
  const attributes = {
    'data-survey': id,
    ...('format' in survey && survey.format === 'inline' && { 'data-target': '#here' }),
  }
  const address = site.add(`<div id="here"></div>${tag(collector.url, attributes)}`)
  return picture(given.shownIn ?? given.scheme ?? 'light', viewport ?? desk, address, async (page) => {
    const card = page.locator(atRest)
    await card.waitFor()
    if (given.shownLanguage) {
      await page.evaluate(`sayso('language', '${given.shownLanguage}')`)
      await page.locator(`sayso-survey [lang="${given.shownLanguage}"]`).waitFor()
    }
    if (step) await card.locator(`input[value="${rating}"]`).click({ force: true })
    if (step === 'thanked') await card.getByRole('button', { name: 'Send' }).click()
  })
}

describe('the preview is the widget, to the pixel', () => {
  const seen = Object.entries(cases).filter(([, { inShort }]) => isLong || inShort)
  it.each(seen)('%s', async (_, given) => {
    const { status, body } = await clientOf(collector).post('/v1/surveys', { metric: 'nps', ...given.survey })
    expect([status, body]).toMatchObject([201, {}])
    const seen = await preview(body.id, given)
    expect(seen.equals(await widget(body.id, given))).toBe(true)
  })
})

it('the preview beside the editor shows what is written and not saved, as the widget does once it is', async () => {
  const client = clientOf(collector)
  const { body } = await client.post('/v1/surveys', { metric: 'nps' })
  const address = await inTab('light', { width: 1280, height: 900 }, async (page) => {
    await page.goto(`${collector.url}/console/surveys/${body.id}/edit`)
    await page.getByLabel('Question').fill('Would you come back?')
    await page.getByLabel('Accent colour').fill('#0b6b60')
    await page.locator('#field-format').selectOption('modal')
    const frame = page.frame({ name: 'preview' })!
    await expect.poll(() => frame.url()).toMatch(/format=modal.*0b6b60/)
    return frame.url()
  })
  const seen = await picture('light', desk, address)
  const saved = { question: 'Would you come back?', format: 'modal', look: { accent: '#0b6b60' } }
  expect((await client.patch(`/v1/surveys/${body.id}`, saved)).status).toBe(200)
  expect(seen.equals(await widget(body.id, { survey: saved }))).toBe(true)
})
