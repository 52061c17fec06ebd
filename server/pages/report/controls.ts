import { html } from 'hono/html'
import { countRules } from '../../../shared/report.ts'
import { channels } from '../../../shared/response.ts'
import type { PropertySegments } from '../../../shared/segments.ts'
import type { Html } from '../layout.ts'
import { type Address, segmentParameter, withChanges } from './address.ts'
import { channelName } from './channels-card.ts'
import { dateOf, daysAfter } from './dates.ts'

/** The page state that the controls show. */
export interface ControlsState {
  readonly address: Address
  readonly timezone: string
  readonly now: number
  /** The segments that can be selected. */
  readonly segments: readonly PropertySegments[]
}

type Option = readonly [value: string, label: string]

/** The form whose fields are the URL's parameters: it works without JavaScript, and its result can be shared. */
export function controls(state: ControlsState): Html {
  const { address, segments } = state
  const given = (name: string) => address.params.get(name) ?? ''
  return html`<div class="controls">${quickPeriods(state)}
<form method="get" action="${address.path}">
<div class="fields">
${dateField('from', 'From', given('from'))}
${dateField('to', 'Up to, not including', given('to'))}
${segmentField(segments, given('segment'))}
<button type="submit">Show</button>
</div>
<details class="more"><summary>More choices</summary><div class="fields">${moreFields(state, given)}</div></details>
${given('band') && html`<input type="hidden" name="band" value="${given('band')}">`}
</form></div>`
}

const countLabels = {
  all: 'Every answer',
  latest: 'The latest of each person',
  first: 'The first of each person',
} as const

function moreFields({ timezone }: ControlsState, given: (name: string) => string): Html {
  const [compareFrom, compareTo] = given('compare').includes('/') ? given('compare').split('/') : []
  return html`${select('interval', 'Trend by', given('interval'), intervals)}
${select('compare', 'Compare with', compareFrom === undefined ? given('compare') || 'previous' : 'custom', comparisons)}
${dateField('compareFrom', 'Other dates: from', compareFrom ?? '')}
${dateField('compareTo', 'Up to, not including', compareTo ?? '')}
${select(
  'count',
  'Count',
  given('count') || 'all',
  countRules.map((rule): Option => [rule, countLabels[rule]]),
)}
${select('channel', 'Channel', given('channel'), [['', 'All'], ...channels.map((name): Option => [name, channelName(name)])])}
${select('verified', 'Identity', given('verified'), identities)}
${select('timezone', 'Time zone', timezone, timezones(timezone))}`
}

const intervals: readonly Option[] = [
  ['', 'Automatic'],
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
  ['quarter', 'Quarter'],
  ['rolling-30', 'Rolling 30 days'],
]

const identities: readonly Option[] = [
  ['', 'All'],
  ['true', 'Signed by your server'],
  ['false', 'Not signed'],
]

const comparisons: readonly Option[] = [
  ['previous', 'The period before'],
  ['none', 'Nothing'],
  ['custom', 'Other dates'],
]

function timezones(current: string): readonly Option[] {
  const names = new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')])
  return [...names].sort().map((name): Option => [name, name.replaceAll('_', ' ')])
}

function segmentField(properties: readonly PropertySegments[], current: string): Html {
  const offered = properties.map(({ property, values }) => ({
    property,
    options: values.map(({ value }) => segmentParameter(property, value)),
    labels: values.map(({ value }) => value || '(empty)'),
  }))
  const known = current === '' || offered.some(({ options }) => options.includes(current))
  return html`<label class="field"><span>Answers of</span><select name="segment">${option(['', 'Everybody'], current)}
${known ? '' : option([current, current], current)}
${offered.map(({ property, options, labels }) => html`<optgroup label="${property}">${options.map((value, place) => option([value, labels[place]!], current))}</optgroup>`)}</select></label>`
}

function select(name: string, label: string, current: string, options: readonly Option[]): Html {
  const known = options.some(([value]) => value === current)
  const all = known ? options : [[current, current] as const, ...options]
  return html`<label class="field"><span>${label}</span><select name="${name}">${all.map((each) => option(each, current))}</select></label>`
}

function option([value, label]: Option, current: string): Html {
  return html`<option value="${value}" ${value === current ? html`selected` : ''}>${label}</option>`
}

/** A date picker; a text field for a time of day, which a URL may contain but a date picker cannot show. */
function dateField(name: string, label: string, value: string): Html {
  const type = value === '' || /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text'
  return html`<label class="field"><span>${label}</span><input type="${type}" name="${name}" value="${value}"></label>`
}

function quickPeriods({ address, timezone, now }: ControlsState): Html {
  const { params } = address
  const links = [
    ...[30, 90, 365].map((days) => ({ label: `${days} days`, ...lastDays(days, now, timezone) })),
    { label: 'All time', from: null, to: null },
  ]
  const current = (link: { from: string | null; to: string | null }) =>
    params.get('from') === link.from && params.get('to') === link.to
  return html`<nav aria-label="Period"><ul class="choices">${links.map(({ label, from, to }) => html`<li><a href="${withChanges(address, { from, to })}" ${current({ from, to }) ? html`aria-current="true"` : ''}>${label}</a></li>`)}</ul></nav>`
}

/** The period of the last `days` days, today included, as half-open dates. */
export function lastDays(days: number, now: number, timezone: string) {
  const today = dateOf(now, timezone)
  return { from: daysAfter(today, 1 - days), to: daysAfter(today, 1) }
}
