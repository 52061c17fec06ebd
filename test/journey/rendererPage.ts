import { readdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { readLocales } from '../../server/built-data/read-locales.ts'
import { tagFor } from '../../shared/locale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import type { Collector } from '../support/collector.ts'
import type { HostSite } from './hostSite.ts'
import { type Visit, visit } from './visit.ts'

/** What became of a survey shown by the renderer alone, as the page's own code heard it. */
export interface Heard {
  readonly events: [event: string, detail: unknown][]
  gone: boolean
}

declare global {
  interface Window {
    heard: Heard
    show(showing: object): Window['shown']
    shown: { close(): void; setSurvey(survey: object): void }
  }
}

const locales = await readLocales()

/** The widget's words in a language, as the collector sends them. */
export const wordsIn = (language: string) => locales[tagFor(language, Object.keys(locales)) ?? 'en']!.widget

/** The built renderer, where the collector serves it. */
export function rendererOf(collector: Collector): string {
  const built = readdirSync(new URL('../../dist/widget/', import.meta.url))
  return `${collector.url}/widget/${built.find((name) => name.startsWith('renderer-'))}`
}

/** The definition of the collector's own survey, changed, in its language: what is sent of it is accepted. */
export async function definition(
  collector: Collector,
  changes: Partial<PublicSurvey>,
): Promise<PublicSurvey> {
  const answer = await fetch(`${collector.url}/v1/public/surveys/demo`)
  const survey = { ...((await answer.json()) as PublicSurvey), ...changes }
  return { ...survey, words: wordsIn(survey.language) }
}

export interface Show {
  readonly survey: PublicSurvey
  /** Shows it in an element of the page. */
  readonly inline?: boolean
  readonly test?: boolean
  readonly name?: string
  readonly colorScheme?: 'light' | 'dark'
}

/** A visit to a page that has the built renderer show a definition of the test's own making. */
export async function show(
  browser: Browser,
  site: HostSite,
  collector: Collector,
  { survey, inline = false, test, name = 'Ann', colorScheme = 'light' }: Show,
): Promise<Visit> {
  const visiting = await visit(
    browser,
    site.add(`<p>Above</p><button id="before">Before</button><div id="here"></div><p>Below</p>
      <script type="module">
        import { show } from '${rendererOf(collector)}'
        window.show = show
      </script>`),
  )
  const { page, card } = visiting
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(() => 'show' in window)
  await page.focus('#before')
  await page.evaluate(
    ({ collector, survey, inline, test, name }) => {
      window.heard = { events: [], gone: false }
      window.shown = window.show({
        ...{ survey, collector, test },
        target: inline ? document.querySelector('#here') : null,
        circumstances: () => ({ respondent: { id: `formats ${name}`, name }, properties: { plan: 'Pro' } }),
        done() {},
        gone() {
          window.heard.gone = true
        },
        on(event: string, detail: unknown) {
          window.heard.events.push([event, detail])
          throw new Error('a listener that fails')
        },
      })
    },
    { collector: collector.url, survey, inline, test, name },
  )
  await card.waitFor()
  return visiting
}
