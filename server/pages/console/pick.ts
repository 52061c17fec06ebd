import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { icon } from './icons.ts'

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
  return html`<details class="menu-pick" name="filter"><summary class="pick${isOn ? ' on' : ''}">${name} <strong dir="auto">${value}</strong>${icon('open')}</summary><div class="menu">${links(options)}${inside}</div></details>`
}

function links(options: readonly Option[]): Html {
  return html`<ul>${options.map(([label, href, isChosen]) => html`<li><a href="${href}"${isChosen ? html` aria-current="true"` : ''} dir="auto">${label}</a></li>`)}</ul>`
}

/** Options of a pick under a heading of their own; nothing when there are none. */
export function group(
  name: string,
  options: readonly (readonly [...Option] | readonly [string, string])[],
): Html | '' {
  if (options.length === 0) return ''
  return html`<p class="group" aria-hidden="true" dir="auto">${name}</p><ul aria-label="${name}">${options.map(([label, href, isChosen = false]) => html`<li><a href="${href}"${isChosen ? html` aria-current="true"` : ''} dir="auto">${label}</a></li>`)}</ul>`
}

/** The pick of what is chosen seldom. */
export function morePicks(inside: Html): Html {
  return html`<details class="menu-pick" name="filter"><summary class="pick add">${icon('add')}Filter</summary><div class="menu">${inside}</div></details>`
}

/** Something chosen, and the link that takes it off. */
export function chosenPick(name: string, value: string, href: string): Html {
  return html`<a class="pick on" href="${href}"><span class="hide">Remove: </span><bdi>${name}</bdi> <strong dir="auto">${value}</strong>${icon('close')}</a>`
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
${field('From', from!)}${field('To, the last day counts', last!)}<button class="btn" type="submit">Show</button></form>`
}
