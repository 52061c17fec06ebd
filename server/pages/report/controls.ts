import { html } from 'hono/html'
import { countRules, type Headline } from '../../../shared/report.ts'
import { channels } from '../../../shared/response.ts'
import type { Refusal } from '../../http/problem.ts'
import { parseSegment } from '../../reports/period.ts'
import type { PropertyValues } from '../../storage/counts/properties.ts'
import type { SurveyScale } from '../../storage/surveys.ts'
import { keyOfPool } from '../../surveys/pools.ts'
import {
  chosenPick,
  group,
  lastDaysOptions,
  morePicks,
  type Option,
  otherParameters,
  periodForm,
  pick,
  refusedPick,
  surveyOptions,
} from '../console/pick.ts'
import type { Html } from '../layout.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { shellTexts } from '../texts/shell-texts.ts'
import { withNames } from '../texts/with-names.ts'
import {
  type Address,
  reportOnSurvey,
  segmentParameter,
  withChanges,
  withPooled,
  withSegment,
} from './address.ts'
import { channelName } from './channels-card.ts'
import { lastDayOf, periodInSentence, periodInWords } from './dates.ts'
import { count } from './numbers.ts'
import { bandsOf, type HeadlineContext } from './report-context.ts'

const texts = reportTexts.filter
const { words } = answersTexts.filter
const pickTexts = shellTexts.pick

/** The page state that the filter bar shows. */
export interface ControlsState {
  readonly address: Address
  readonly timezone: string
  readonly now: number
  /** The survey of the report, and all there are. */
  readonly survey: { readonly id: string; readonly name: string }
  readonly surveys: readonly SurveyScale[]
}

/** What the answers' properties are called, and the values of those with few. */
export interface Choices {
  readonly properties: readonly PropertyValues[]
  readonly names: readonly string[]
}

/** The filter: links and forms, which work without scripts, and what they mean in words. Without a report, only the picks. */
export function controls(
  state: ControlsState,
  context: HeadlineContext | null,
  { properties, names }: Choices,
  refusal: Refusal | null = null,
): Html {
  const { address } = state
  const wrong = (place: string) => (refusal && placeOfRefusal(refusal) === place ? refusedPick(refusal) : '')
  return html`<div class="filter" role="search" aria-label="${texts.name}"><div class="bar">
${surveyPick(state)}${periodPick(state, context)}${wrong('period')}${segmentPick(address, properties)}${wrong('segment')}${comparePick(state, context)}${wrong('compare')}${chosen(address, context)}${wrong('chosen')}${morePick(state, names)}</div>
${context ? saying(context) : wrong('other')}</div>`
}

/** The picks that parameters are chosen with. */
const places: Readonly<Record<string, string>> = {
  ...{ from: 'period', to: 'period', segment: 'segment', compare: 'compare' },
  ...{ channel: 'chosen', verified: 'chosen', count: 'chosen', interval: 'chosen', timezone: 'chosen' },
  ...{ cluster: 'chosen', band: 'chosen', theme: 'chosen', text: 'chosen', origin: 'chosen' },
}

/** Beside which pick a refusal is shown: that of its parameter, else below them all. */
function placeOfRefusal({ errors }: Refusal): string {
  return places[errors?.[0]?.field ?? ''] ?? 'other'
}

/** Parameters whose removal shows everybody again. */
export const everyAnswer = {
  ...{ segment: null, channel: null, verified: null, count: null, cluster: null },
  ...{ band: null, theme: null, text: null, origin: null },
} as const

/** The filters in words, so that a printed page shows them too. */
function saying({ report, address }: HeadlineContext): Html {
  const { change, period } = report
  const { comma } = numberTexts
  const pooled = address.params.getAll('with').length
  const together = pooled > 0 ? html`${comma}${texts.ofSurveys(count(pooled + 1))}` : ''
  const isFiltered = Object.keys(everyAnswer).some((name) => address.params.has(name))
  const compared = change ? html`${comma}${texts.compared(periodInWords(change.period))}` : ''
  return html`<p class="saying" role="status"><span><b>${count(report.n)}</b> ${numberTexts.answers(report.n)}: ${whose(address, report.score)}${together}${comma}${periodInSentence(period)}${comma}${period.timezone}${compared}.</span>${isFiltered ? html`<a href="${withChanges(address, everyAnswer)}">${texts.clear}</a>` : ''}</p>`
}

function whose({ params }: Address, bands: Headline['score']): Html {
  const [channel, rule, verified, cluster, theme, text, origin] = [
    ...['channel', 'count', 'verified', 'cluster', 'theme', 'text', 'origin'],
  ].map((name) => params.get(name))
  const parts = [
    ...(channel ? [channelName(channel).toLowerCase()] : []),
    ...(verified ? [verified === 'true' ? texts.signed : texts.unsigned] : []),
    ...(rule === 'latest' || rule === 'first' ? [texts.counts[rule]] : []),
  ].map((part) => `${numberTexts.comma}${part.toLowerCase()}`)
  const on = params
    .getAll('segment')
    .map(splitSegment)
    .map(
      ([property, value], place) =>
        html`${place === 0 ? ' ' : words.and}${texts.on} <bdi>${property}</bdi> <b dir="auto">${value}</b>`,
    )
  const band = bandsOf(bands).find((each) => each.band === params.get('band'))
  const narrow = [
    ...(theme ? [html`${words.about} <b dir="auto">${theme}</b>`] : []),
    ...(text ? [html`${words.with} <b dir="auto">${text}</b>`] : []),
    ...(origin ? [html`${words.from} <bdi>${origin}</bdi>`] : []),
    ...(cluster ? [html`${texts.together} <bdi>${cluster}</bdi>`] : []),
  ].map((each) => html`${numberTexts.comma}${each}`)
  return html`<b>${band ? band.label.toLowerCase() : texts.everybody}</b>${on}${parts}${narrow}`
}

function splitSegment(segment: string): readonly [property: string, value: string] {
  const { property, value } = parseSegment(segment) ?? { property: segment, value: '' }
  return [property, value || texts.empty]
}

/** Surveys that are offered to be counted with another. */
const mostAlike = 40

function surveyPick({ address, surveys, survey }: ControlsState): Html {
  const options = surveyOptions(surveys, survey.id, (id) => reportOnSurvey(address, id))
  const own = surveys.find(({ id }) => id === survey.id)
  const alike = surveys
    .filter((each) => own && each.id !== own.id && keyOfPool(each) === keyOfPool(own))
    .slice(0, mostAlike)
  const chosen = address.params.getAll('with')
  const together = group(
    texts.countWith,
    alike.map(({ id, name }): Option => {
      const isChosen = chosen.includes(id)
      return [name, withPooled(address, id, !isChosen), isChosen]
    }),
  )
  const name =
    chosen.length === 0
      ? survey.name
      : withNames([survey.name], (name) => texts.pooled(name, count(chosen.length)))
  return pick(texts.survey, name, options, chosen.length > 0, together)
}

function periodPick({ address, timezone, now }: ControlsState, context: HeadlineContext | null): Html {
  const { params } = address
  const [from, to] = [params.get('from'), params.get('to')]
  const options = lastDaysOptions([30, 90, 365], { now, timezone }, { from, to }, (period) =>
    withChanges(address, { ...period }),
  )
  const isOn = from !== null || to !== null
  const own = periodForm(address.path, otherParameters(params, ['from', 'to', 'after']), [
    ['from', from?.slice(0, 10) ?? ''],
    ['last', lastDayOf(to ?? undefined)],
  ])
  const all: Option = [texts.allTime, withChanges(address, { from: null, to: null }), !isOn]
  const words = context ? periodInSentence(context.report.period) : [from, to].join(' – ')
  return pick(texts.period, words, [all, ...options], isOn, own)
}

function segmentPick(address: Address, properties: readonly PropertyValues[]): Html {
  const chosen = address.params.getAll('segment')
  const everybody: Option = [
    texts.everybody[0]!.toUpperCase() + texts.everybody.slice(1),
    withChanges(address, { segment: null }),
    chosen.length === 0,
  ]
  const groups = properties.map(({ property, values }) =>
    group(
      property,
      values.map((value): Option => {
        const segment = segmentParameter(property, value)
        const isChosen = chosen.includes(segment)
        return [value || texts.empty, withSegment(address, segment, !isChosen), isChosen]
      }),
    ),
  )
  const value = html`${chosen
    .map(splitSegment)
    .map(
      ([property, value], place) =>
        html`${place > 0 ? numberTexts.comma : ''}<bdi>${property}</bdi> <bdi>${value}</bdi>`,
    )}`
  return pick(
    texts.answersOf,
    chosen.length > 0 ? value : texts.everybody,
    [everybody],
    chosen.length > 0,
    html`${groups}`,
  )
}

function comparePick({ address }: ControlsState, context: HeadlineContext | null): Html {
  const { params } = address
  const asked = params.get('compare') ?? 'previous'
  const [from, to] = asked.includes('/') ? asked.split('/') : []
  const options = (['previous', 'none'] as const).map(
    (name): Option => [texts.comparisons[name], withChanges(address, { compare: name }), asked === name],
  )
  const others = otherParameters(params, ['compare', 'after'])
  const own = periodForm(
    address.path,
    [...others, html`<input type="hidden" name="compare" value="custom">`],
    [
      ['compareFrom', from?.slice(0, 10) ?? ''],
      ['compareLast', lastDayOf(to)],
    ],
  )
  return pick(texts.compare, comparedWith(asked, context), options, asked !== 'previous', own)
}

function comparedWith(asked: string, context: HeadlineContext | null): string {
  const change = context?.report.change
  if (asked.includes('/') && change) return periodInWords(change.period)
  return texts.comparisons[asked === 'none' || (context && !change) ? 'none' : 'previous'].toLowerCase()
}

/** What else is chosen; each is taken off by itself. */
function chosen(address: Address, context: HeadlineContext | null): Html[] {
  const bands = context ? bandsOf(context.report.score) : []
  const itself = (value: string) => value
  const named = {
    band: (value: string) => bands.find(({ band }) => band === value)?.label ?? value,
    ...{ theme: itself, text: itself, origin: itself },
    channel: channelName,
    verified: (value: string) => (value === 'true' ? texts.signed : texts.unsigned),
    count: (value: string) => texts.counts[value as keyof typeof texts.counts] ?? value,
    interval: (value: string) => texts.intervals[value as keyof typeof texts.intervals] ?? value,
    timezone: (value: string) => value.replaceAll('_', ' '),
    cluster: itself,
  }
  return Object.entries(named).flatMap(([name, words]) => {
    const value = address.params.get(name)
    if (!value) return []
    return [
      chosenPick(
        texts.labels[name as keyof typeof named],
        words(value),
        withChanges(address, { [name]: null }),
      ),
    ]
  })
}

function morePick({ address, timezone }: ControlsState, properties: readonly string[]): Html {
  const { params } = address
  const options = (name: string, values: readonly (readonly [value: string, label: string])[]) =>
    values.map(
      ([value, label]): Option => [
        label,
        withChanges(address, { [name]: value }),
        address.params.get(name) === value,
      ],
    )
  return morePicks(
    html`${group(
      texts.labels.channel,
      options(
        'channel',
        channels.map((name) => [name, channelName(name)]),
      ),
    )}${group(
      texts.labels.verified,
      options('verified', [
        ['true', texts.signed],
        ['false', texts.unsigned],
      ]),
    )}${group(
      texts.labels.count,
      options(
        'count',
        (params.has('with') ? [] : countRules).map((rule) => [rule, texts.counts[rule]]),
      ),
    )}${group(
      texts.labels.cluster,
      options(
        'cluster',
        (params.has('with') ? [] : properties).map((name) => [name, name]),
      ),
    )}${group(texts.labels.interval, options('interval', Object.entries(texts.intervals)))}${timezoneForm(address, timezone)}`,
  )
}

function timezoneForm({ path, params }: Address, current: string): Html {
  const names = [...new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
  return html`<form method="get" action="${path}" class="stack-s">${otherParameters(params, ['timezone', 'after'])}
<label class="field"><span>${texts.labels.timezone}</span><select name="timezone">${names.map((name) => html`<option value="${name}" ${name === current ? html`selected` : ''}>${name.replaceAll('_', ' ')}</option>`)}</select></label><button class="btn" type="submit">${pickTexts.show}</button></form>`
}
