import { html } from 'hono/html'
import type { MeasuredScore } from '../../../shared/report.ts'
import type { Scale } from '../../../shared/scale.ts'
import { cautionOf } from '../../../shared/segments.ts'
import { countsAs } from '../../reports/counts-as.ts'
import { rangePlot } from '../charts/range-plot.ts'
import type { Html } from '../layout.ts'
import { changeInWords } from './change-text.ts'
import { axisFigure, confidence, counted, figure, sentenceOf } from './numbers.ts'
import { extentOf, type ReportContext, scoreName } from './report-context.ts'

/** The score, its interval, and whether it changed. */
export function headlineCard(context: ReportContext): Html {
  const { report, scale } = context
  const { score } = report
  const [low, high] = extentOf(score, scale)
  return html`<section class="card headline" aria-labelledby="headline">
<h2 id="headline" class="hide">Score</h2>
<div class="figures">${figuresOf(score, scale).map(({ name, text }, place) => html`<p class="figure ${place === 0 ? (score.unit === 'percent' ? 'leading wide' : 'leading') : ''}"><span class="name">${name}</span> <span class="value">${text.replace('%', '')}${text.endsWith('%') ? html`<span class="sign">%</span>` : ''}</span></p>`)}</div>
<div class="saying">
<p class="sentence">${sentence(score)}</p>
<div class="whole"><span>${axisFigure(low, score.unit)}</span>${rangePlot([low, high], score)}<span>${axisFigure(high, score.unit)}</span></div>
<p class="soft">${sentenceOf(countsAs(report))}</p>
${warning(score)}
${changeInWords(context)}
</div></section>`
}

/** The figures of a metric, the primary one first: CSAT and CES also have a mean. */
function figuresOf(score: MeasuredScore, scale: Scale) {
  const direction = scale.direction === 'up' ? 'high is good' : 'low is good'
  const mean = {
    name: `Mean, ${scale.min} to ${scale.max}, ${direction}`,
    text: figure(score.mean, 'scale points'),
  }
  if (score.metric === 'nps') return [{ name: 'Net Promoter Score', text: figure(score.nps, 'points') }]
  if (score.metric === 'csat')
    return [{ name: 'Satisfied (CSAT)', text: figure(score.csat, 'percent') }, mean]
  const topBox = { name: 'Found it easy (CES)', text: figure(score.topBox, 'percent') }
  return score.primary === 'mean' ? [mean, topBox] : [topBox, mean]
}

function sentence(score: MeasuredScore): string {
  const { n, value, unit, interval } = score
  if (n === 0) return 'Nobody answered in this period.'
  if (value === null) return `${counted(n, 'answer')}: too few for a score.`
  const sure = interval
    ? `${confidence(interval)} sure between ${figure(interval.low, unit)} and ${figure(interval.high, unit)}`
    : 'no interval'
  return `${scoreName(score)} ${figure(value, unit)}, ${sure}, from ${counted(n, 'answer')}.`
}

function warning({ n, value }: MeasuredScore) {
  if (value === null || cautionOf(n) === null) return ''
  return html`<p class="flag">Few answers: one more person could move this score visibly.</p>`
}
