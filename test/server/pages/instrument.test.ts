import { Window } from 'happy-dom'
import { h, render } from 'preact'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import type { Landing } from '../../../server/links/landing.ts'
import { landingPage } from '../../../server/pages/landing-page.ts'
import type { Page } from '../../../server/pages/layout.ts'
import { receiptPage } from '../../../server/pages/receipt-page.ts'
import { instrumentOf } from '../../../shared/instrument.ts'
import type { Metric } from '../../../shared/scale.ts'
import { displays, type PublicSurvey, scales } from '../../../shared/survey.ts'
import { RatingInput } from '../../../widget/survey/RatingInput.tsx'
import { shapes } from '../../../widget/survey/shapes.tsx'
import { mailTo, publicSurvey } from '../../support/mails.ts'

const locales = await readLocales()
const window = new Window()
const document = window.document as unknown as Document
beforeAll(() => {
  globalThis.document = document
})
afterAll(() => window.close())

/** What a surface shows of the scale. */
interface Shown {
  readonly names: (string | null)[]
  readonly labels: string[]
  readonly drawings: number
  readonly ends: string[]
}

function partsOf(root: Element): Shown {
  const texts = (selector: string) =>
    [...root.querySelectorAll(selector)].map((each) => each.textContent!.trim())
  return {
    names: [...root.querySelectorAll('[name=rating]')].map((input) => input.getAttribute('aria-label')),
    labels: texts('.points label span'),
    drawings: root.querySelectorAll('.points svg').length,
    ends: texts('.ends span'),
  }
}

function inWidget(survey: PublicSurvey): Shown {
  const root = document.createElement('div')
  const { scale, display = 'numbers', lowLabel, highLabel, words } = survey
  const props = { scale, display, lowLabel, highLabel, words: words!, shapes, rating: null, labelledBy: 'q' }
  render(h(RatingInput, { ...props, rightToLeft: false, choose() {} }), root)
  return partsOf(root)
}

async function onPage(page: Page): Promise<Shown> {
  const root = document.createElement('div')
  root.innerHTML = (await page.body).toString()
  return partsOf(root)
}

async function inMail(survey: PublicSurvey) {
  const { html, text } = await mailTo(survey)
  const root = document.createElement('div')
  root.innerHTML = html
  const links = [...root.querySelectorAll('a[aria-label]')]
  return { names: links.map((link) => link.getAttribute('aria-label')), links, text, all: root.textContent! }
}

const kinds = (Object.keys(scales) as Metric[]).flatMap((metric) =>
  Object.keys(scales[metric]).flatMap((scale) => displays.map((display) => ({ metric, scale, display }))),
)

describe.each(kinds)('$metric on $scale as $display', (kind) => {
  it('has the same points, names and ends in the widget, on pages and in mails, in every language', async () => {
    for (const [language, locale] of Object.entries(locales)) {
      const { lowLabel, highLabel } = locale.questions[kind.metric]
      const words = locale.widget
      const survey: PublicSurvey = { ...publicSurvey(kind, { language, lowLabel, highLabel }), words }
      const { points, ends } = instrumentOf(survey, words)
      const names = points.map(({ name }) => name)
      const landing = {
        link: {},
        path: '/i/x',
        shown: survey,
        locale,
        survey: {},
        customer: '',
      } as unknown as Landing
      const row = { rating: points[0]!.rating, properties: null, comment: null, choices: null }

      const widget = inWidget(survey)
      expect(widget.names, language).toEqual(names)
      expect(widget.ends).toEqual(ends ? [ends.low, ends.high] : [])
      expect(await onPage(landingPage(landing, null)), language).toEqual(widget)
      expect(await onPage(landingPage(landing, points[0]!.rating)), language).toEqual(widget)
      expect(await onPage(receiptPage(landing, row as never)), language).toEqual(widget)

      const mail = await inMail(survey)
      expect(mail.names, language).toEqual(names)
      mail.links.forEach((link, place) => {
        expect(link.textContent).toContain(points[place]!.label)
      })
      for (const name of names) expect(mail.text.split('\n')).toContain(name)
      for (const end of widget.ends) expect(mail.all).toContain(`– ${end}`)
    }
  })
})

it('names ends with their numbers, and points of drawings by their place', () => {
  const names = (scale: string, display: 'numbers' | 'stars') =>
    instrumentOf(publicSurvey({ metric: 'csat', scale, display }), locales.en!.widget).points.map(
      ({ name }) => name,
    )
  expect(names('1-3', 'numbers')).toEqual(['1, Not at all likely', '2', '3, Extremely likely'])
  expect(names('1-3', 'stars')).toEqual(['1 of 3, Not at all likely', '2 of 3', '3 of 3, Extremely likely'])
})

it('writes the points in the digits of the language where the look asks for them', () => {
  const nps = publicSurvey({ metric: 'nps', scale: '0-10', display: 'numbers' }, { language: 'fa' })
  const labels = (survey: PublicSurvey) =>
    instrumentOf(survey, locales.fa!.widget).points.map(({ label }) => label)
  expect(labels(nps)).toEqual([...'0123456789', '10'])
  expect(labels({ ...nps, look: { digits: 'native' } })).toEqual([...'۰۱۲۳۴۵۶۷۸۹', '۱۰'])
  expect(labels({ ...nps, language: 'ar', look: { digits: 'native' } }).at(-1)).toBe('١٠')
})
