import { html } from 'hono/html'
import type { Instrument } from '../../shared/instrument.ts'
import type { Locale } from '../../shared/locale.ts'
import type { Look } from '../../shared/survey.ts'
import { unnamedWorkspace } from '../storage/workspaces.ts'
import type { Html, Page } from './layout.ts'
import { surveyStyle } from './survey-styles.ts'

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
  const from =
    customer && customer !== unnamedWorkspace ? html`<p class="from"><bdi>${customer}</bdi></p>` : ''
  return {
    ...rest,
    language,
    stylesheet: surveyStyle(look, instrument),
    body: html`<main>${from}${main}</main><footer>${locale.links.madeWith.replace('{name}', 'Sayso')}</footer>`,
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
