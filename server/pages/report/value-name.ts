import { html } from 'hono/html'
import type { Html } from '../layout.ts'
import { reportTexts } from '../texts/report-texts.ts'

/** The value of a property as it is shown: quoted where spaces stand around it, which nobody would see. */
export function valueName(value: string): Html {
  if (value === '') return html`<bdi>${reportTexts.filter.empty}</bdi>`
  return value === value.trim() ? html`<bdi>${value}</bdi>` : html`<bdi class="exact">“${value}”</bdi>`
}
