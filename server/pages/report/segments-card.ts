import { html } from 'hono/html'
import type { Interval } from '../../../shared/interval.ts'
import type { PropertySegments, Segment } from '../../../shared/segments.ts'
import { inOrder } from '../../../shared/value-order.ts'
import { rangePlot, sharedAxis } from '../charts/range-plot.ts'
import type { Html } from '../layout.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { withNames } from '../texts/with-names.ts'
import { segmentParameter, withChanges } from './address.ts'
import { answersLink } from './answers-link.ts'
import { differenceInWords } from './change-text.ts'
import { axisFigure, count, counted } from './numbers.ts'
import { extentOf, type ReportContext, scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'
import { valueName } from './value-name.ts'

const texts = reportTexts.segments
const cardTexts = reportCardTexts.segments

type Axis = readonly [number, number]

/** The segments of each property on one shared axis. */
export function segmentsCard(context: ReportContext): Html {
  const { everybody, scale } = context
  const { segments, tooManyValues } = everybody
  if (segments.length === 0 && tooManyValues.length === 0) return html``
  const intervals = segments
    .flatMap(({ values, other }) => (other ? [...values, other] : [...values]))
    .flatMap(({ interval }): Interval[] => (interval ? [interval] : []))
  const axis = sharedAxis(intervals, extentOf(everybody.score, scale))
  return html`<section class="card" aria-labelledby="segments"><h2 id="segments" tabindex="-1">${cardTexts.title}</h2>
<p class="soft">${cardTexts.about} <span class="drawn-only">${cardTexts.line}</span></p>
${alikeHints(context)}${segments.map((property) => table(context, property, axis))}${notCompared(tooManyValues)}</section>`
}

const mostHints = 10

/** Groups that are perhaps one, each with a button that makes them one. */
function alikeHints({ everybody, address }: ReportContext): Html[] {
  // Of several surveys each has its own answers to be rewritten.
  if (address.params.has('with')) return []
  return everybody.alike.slice(0, mostHints).map(({ property, values }) => {
    const [most, ...others] = values
    const names = values.map(
      ({ value, n }, place) =>
        html`${place > 0 ? numberTexts.comma : ''}<bdi class="exact">“${value}”</bdi> (${counted(n, 'answer')})`,
    )
    return html`<form class="alike" method="post" action="${address.path}/merge"><p class="flag">${texts.alike} <bdi>${property}</bdi>: ${names}.</p>
<input type="hidden" name="property" value="${property}">${others.map(({ value }) => html`<input type="hidden" name="from" value="${value}">`)}<input type="hidden" name="into" value="${most!.value}"><input type="hidden" name="query" value="${address.params}">
<p><button class="btn" type="submit"><span>${withNames([most!.value], texts.merge)}</span></button> <span class="soft">${texts.mergeMeans}</span></p></form>`
  })
}

/** Names the properties that are not compared, so that they are not searched for in vain. */
function notCompared(tooManyValues: readonly string[]): Html {
  if (tooManyValues.length === 0) return html``
  const names = tooManyValues.map(
    (name, place) => html`${place > 0 ? numberTexts.comma : ''}<bdi>${name}</bdi>`,
  )
  return html`<p class="soft">${cardTexts.notCompared} ${names}.</p>`
}

function table(context: ReportContext, { property, values, other }: PropertySegments, axis: Axis): Html {
  const { score } = context.everybody
  const axisEnds = axis.map((end) => axisFigure(end, score.unit))
  return html`<table class="segments numbers"><caption><bdi>${property}</bdi></caption>
<thead><tr><th scope="col" class="value">${reportCardTexts.heads.value}</th><th scope="col" class="number size">${reportCardTexts.heads.answers}</th><th scope="col" class="number">${scoreName(score)}</th><th scope="col" class="drawn"><span class="ends-of-axis"><span>${axisEnds[0]}</span><span>${axisEnds[1]}</span></span></th><th scope="col">${cardTexts.againstRest}</th></tr></thead>
<tbody>${inOrder(values, ({ value }) => value).map((each) => row(context, axis, each, segmentLink(context, property, each.value), segmentParameter(property, each.value)))}
${other ? row(context, axis, other, html`<span class="soft">${counted(other.values, 'other value')}</span>`) : ''}</tbody></table>`
}

/** A link to the report on the answers with this value. */
function segmentLink({ address }: ReportContext, property: string, value: string): Html {
  const segment = segmentParameter(property, value)
  const current = address.params.get('segment') === segment ? html` aria-current="true"` : ''
  return html`<a href="${withChanges(address, { segment })}"${current}>${valueName(value)}</a>`
}

function row(context: ReportContext, axis: Axis, segment: Segment, name: Html, value?: string): Html {
  const { everybody } = context
  const { n, score, interval, caution, difference } = segment
  const { unit, value: reference } = everybody.score
  const real = difference?.verdict === 'real'
  return html`<tr><th scope="row">${name}</th><td class="number">${value === undefined ? count(n) : answersLink(context, n, { segment: value })}</td>
${scoreCell(score, interval, unit)}
<td class="drawn">${score === null ? '' : rangePlot(axis, { value: score, interval, reference })}</td>
<td class="${real ? 'real' : 'soft'}">${caution === 'counts only' ? cardTexts.tooFew : differenceInWords(difference)}${caution === 'few answers' ? html` <span class="flag">${reportCardTexts.fewAnswers}</span>` : ''}</td></tr>`
}
