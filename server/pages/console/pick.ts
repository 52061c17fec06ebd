import { html } from 'hono/html'
import type { Refusal } from '../../http/problem.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import type { Html } from '../layout.ts'
import { reasonText, refusalText } from '../reason.ts'
import { lastDays } from '../report/dates.ts'
import { shellTexts } from '../texts/shell-texts.ts'
import { icon } from './icons.ts'

const texts = shellTexts.pick

/** What a pick offers: its label, the page that has it chosen, whether it is. */
export type Option = readonly [label: string, href: string, isChosen: boolean]

/** One pick of a filter: what is chosen, and links to what else could be. Picks close each other. */
export function pick(
  name: string,
  value: Html | string,
  options: readonly Option[],
  isOn = false,
  inside: Html | '' = '',
): Html {
  return html`<details class="menu-pick" name="filter"><summary class="pick${isOn ? ' on' : ''}">${name} <strong dir="auto">${value}</strong>${icon('open')}</summary><div class="menu"><ul>${links(options)}</ul>${inside}</div></details>`
}

function links(options: readonly (Option | readonly [label: string, href: string])[]): Html[] {
  return options.map(
    ([label, href, isChosen]) =>
      html`<li><a href="${href}"${isChosen ? html` aria-current="true"` : ''} dir="auto">${label}</a></li>`,
  )
}

/** Surveys to choose from, the first of them where there are many. */
export function surveyOptions(
  surveys: readonly SurveyScale[],
  chosenId: string | undefined,
  hrefOf: (id: string) => string,
): Option[] {
  return surveys.slice(0, mostSurveys).map(({ id, name }) => [name, hrefOf(id), id === chosenId])
}

const mostSurveys = 60

interface DatePeriod {
  readonly from: string
  readonly to: string
}

/** The last days to choose from, today included. */
export function lastDaysOptions(
  numbers: readonly number[],
  { now, timezone }: { readonly now: number; readonly timezone: string },
  chosen: { readonly [end in keyof DatePeriod]: string | null | undefined },
  hrefOf: (period: DatePeriod) => string,
): Option[] {
  return numbers.map((days) => {
    const { from, to } = lastDays(days, now, timezone)
    return [texts.lastDays(days), hrefOf({ from, to }), chosen.from === from && chosen.to === to]
  })
}

/** Options of a pick under a heading of their own; nothing when there are none. */
export function group(
  name: string,
  options: readonly (Option | readonly [label: string, href: string])[],
): Html | '' {
  if (options.length === 0) return ''
  return html`<p class="group" aria-hidden="true" dir="auto">${name}</p><ul aria-label="${name}">${links(options)}</ul>`
}

/** The pick of what is chosen seldom. */
export function morePicks(inside: Html): Html {
  return html`<details class="menu-pick" name="filter"><summary class="pick add">${icon('add')}${texts.filter}</summary><div class="menu">${inside}</div></details>`
}

/** Something chosen, and the link that takes it off. */
export function chosenPick(name: string, value: string, href: string): Html {
  return html`<a class="pick on" href="${href}"><span class="hide">${texts.remove}</span><bdi>${name}</bdi> <strong dir="auto">${value}</strong>${icon('close')}</a>`
}

/** What is wrong with what was picked, right after its pick. */
export function refusedPick(refusal: Refusal): Html {
  const [first] = refusal.errors ?? []
  const name = first && Object.entries(texts.parameters).find(([field]) => field === first.field)?.[1]
  const why = name ? texts.wrong(name, reasonText(first.detail)) : refusalText(refusal)
  const whole = texts.refused(/[?؟]$/.test(why) ? why : `${why}.`)
  return html`<p class="error" tabindex="-1" autofocus role="alert">${quotedApart(whole)}</p>`
}

/** A text with what it quotes by itself, whose letters may be written from the right. */
function quotedApart(text: string): Html {
  return html`${text.split(/(?<=“)([^“”]+)(?=”)/).map((part, place) => (place % 2 === 1 ? html`<bdi>${part}</bdi>` : part))}`
}

/** The parameters that a form changes none of, as hidden fields. */
export function otherParameters(params: URLSearchParams, changed: readonly string[]): Html[] {
  return [...params]
    .filter(([name]) => !changed.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
}

/** The form of a period of one's own: two date fields and the button. */
export function periodForm(
  path: string,
  others: readonly Html[],
  [from, last]: readonly [name: string, value: string][],
): Html {
  const field = (label: string, [name, value]: readonly [string, string]) =>
    html`<label class="field"><span>${label}</span><input class="input" type="date" name="${name}" value="${value}"></label>`
  return html`<form method="get" action="${path}" class="stack-s">${others}
${field(texts.from, from!)}${field(texts.last, last!)}<button class="btn" type="submit">${texts.show}</button></form>`
}
