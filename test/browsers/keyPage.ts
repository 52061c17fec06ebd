import type { PublicSurvey } from '../../shared/survey.ts'
import { ask, makeSurvey, type StoredAnswer } from '../journey/answers.ts'
import type { HostSite } from '../journey/hostSite.ts'
import { rendererOf } from '../journey/rendererPage.ts'
import type { Collector } from '../support/collector.ts'
import { type KeyCase, type Kind, kinds } from './keyCases.ts'

/**
 * A page with a form before the survey, for `playCase`. It writes down what of keys and clicks reaches the
 * page, once the focus has been in the survey. Without a word of any browser's driver.
 */
export function addKeyPage(site: HostSite, collector: Collector): string {
  return site.add(`<form><button>Go</button><input id="before"></form><div id="here"></div>
    <script type="module">
      import { show } from '${rendererOf(collector)}'
      window.show = show
      window.reached = []
      const isInside = () => document.activeElement?.matches('sayso-survey')
      for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'click', 'submit'])
        document.addEventListener(type, (event) => {
          if (type === 'submit') event.preventDefault()
          const isLeading = ['Tab', 'Shift', 'Control'].includes(event.key)
          if (window.wasInside && !isLeading) window.reached.push(type + ' ' + (event.key ?? ''))
        })
      document.addEventListener('focusin', () => { window.wasInside ||= isInside() })
    </script>`)
}

/** In the page, given the survey, its format and who answers: begins anew. */
export function stage({
  survey,
  collector,
  person,
}: {
  survey: PublicSurvey
  collector: string
  person: string
}) {
  const page = window as unknown as {
    shown?: { close(): void }
    show(showing: object): { close(): void }
    reached: string[]
    wasInside: boolean
  }
  page.shown?.close()
  const before = document.querySelector<HTMLInputElement>('#before')!
  before.value = ''
  before.focus()
  page.reached = []
  page.wasInside = false
  page.shown = page.show({
    ...{ survey, collector },
    target: survey.format === 'inline' ? document.querySelector('#here') : null,
    circumstances: () => ({ respondent: { id: person } }),
    done() {},
    gone() {},
  })
}

/** In the page: what reached it, and what stands in its field. */
export function heardByPage(): { reached: string[]; typed: string } {
  const { reached } = window as unknown as { reached: string[] }
  return { reached, typed: document.querySelector<HTMLInputElement>('#before')!.value }
}

/** Surveys of each kind, as the collector tells pages of them. */
export async function surveysOf(collector: Collector): Promise<Record<Kind, PublicSurvey>> {
  const made = Object.entries(kinds).map(async ([kind, survey]) => {
    const id = await makeSurvey(collector, survey)
    return [kind, await (await fetch(`${collector.url}/v1/public/surveys/${id}`)).json()]
  })
  return Object.fromEntries(await Promise.all(made))
}

export const personOf = ({ kind, format, way }: KeyCase) => `${kind}, ${format}: ${way}`

/** What is stored of each person who answered a survey: rating and comment, one entry an answer. */
export async function storedOf(
  collector: Collector,
  surveyId: string,
): Promise<Record<string, { rating: number; comment: string | null }[]>> {
  const path = `/v1/surveys/${surveyId}/responses?limit=1000`
  const { items } = await ask<{ items: StoredAnswer[] }>(collector, path)
  const stored: Record<string, { rating: number; comment: string | null }[]> = {}
  for (const { respondent, rating, comment } of items) {
    const person = respondent?.id ?? ''
    stored[person] = [...(stored[person] ?? []), { rating, comment }]
  }
  return stored
}
