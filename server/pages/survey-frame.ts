import { html } from 'hono/html'
import type { Instrument } from '../../shared/instrument.ts'
import type { Locale } from '../../shared/locale.ts'
import type { Look } from '../../shared/survey.ts'
import { unnamedWorkspace } from '../storage/workspaces.ts'
import type { Html, Page } from './layout.ts'
import { surveyStyle } from './survey-styles.ts'
import { withNames } from './texts/with-names.ts'

/** What surrounds a survey's form, thanks and notes. */
export interface Surroundings {
  readonly language: string
  readonly locale: Locale
  readonly look?: Look
  /** The name of the workspace. */
  readonly customer?: string
}

/** A page of a survey: one column with the customer's name on top, in the survey's look. */
export function surveyPage(
  { language, locale, look, customer }: Surroundings,
  page: Omit<Page, 'body' | 'language' | 'stylesheet'> & {
    readonly main: Html
    readonly instrument?: Instrument
  },
): Page {
  const { main, instrument, ...rest } = page
  const name = customer && customer !== unnamedWorkspace ? customer : ''
  const logo = look?.logo
  const image = logo ? html`<img src="${logo}" alt="${name}" referrerpolicy="no-referrer">` : ''
  // A logo is called by the name, which is then not said twice.
  const from = name || logo ? html`<p class="from">${image}${logo ? '' : html`<bdi>${name}</bdi>`}</p>` : ''
  const sees =
    name && instrument
      ? html`<span>${withNames([name], (name) => locale.links.whoSees.replace('{name}', () => name!))}</span>`
      : ''
  return {
    ...rest,
    language,
    stylesheet: surveyStyle(look, instrument),
    ...(logo && { imageSource: logo.startsWith('data:') ? 'data:' : new URL(logo).origin }),
    body: html`<main>${from}${main}</main><footer>${sees}<span>${locale.links.madeWith.replace('{name}', 'Sayso')}</span></footer>`,
  }
}

/** A page that only says something. */
export function notePage(
  surroundings: Surroundings,
  title: string,
  page: Pick<Page, 'status' | 'script'> & { readonly more?: Html } = {},
): Page {
  const { more = '', ...rest } = page
  return surveyPage(surroundings, { ...rest, title, main: html`<h1 tabindex="-1">${title}</h1>${more}` })
}
