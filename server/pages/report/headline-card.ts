import { html } from 'hono/html'
import type { Headline, MeasuredScore } from '../../../shared/report.ts'
import type { Scale } from '../../../shared/scale.ts'
import { cautionOf } from '../../../shared/segments.ts'
import { pointsOfBands } from '../../reports/counts-as.ts'
import { rangePlot } from '../charts/range-plot.ts'
import type { Html } from '../layout.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { changeInWords } from './change-text.ts'
import { axisFigure, confidence, count, counted, figure, figureAndSign, sentenceOf } from './numbers.ts'
import { bandWordOf, extentOf, type HeadlineContext, scoreName } from './report-context.ts'

const texts = reportCardTexts.headline

/** The score, its interval, and whether it changed. */
export function headlineCard(context: HeadlineContext): Html {
  const { report, scale } = context
  const { score } = report
  const [low, high] = extentOf(score, scale)
  return html`<section class="card headline" aria-labelledby="headline">
<h2 id="headline" class="hide">${texts.title}</h2>
<div class="figures">${figuresOf(score, scale).map(({ name, text: [text, sign] }, place) => html`<p class="figure ${place === 0 ? (score.unit === 'percent' ? 'leading wide' : 'leading') : ''}"><span class="name">${name}</span> <span class="value">${text}${sign && html`<span class="sign">${sign}</span>`}</span></p>`)}</div>
<div class="saying">
<p class="sentence">${scoreAsText(score)}</p>
<div class="whole"><span>${axisFigure(low, score.unit)}</span>${rangePlot([low, high], score)}<span>${axisFigure(high, score.unit)}</span></div>
<p class="soft">${countsAsInWords(report)}</p>
${warning(score)}
${changeInWords(context)}
</div></section>`
}

/** The figures of a metric, the primary one first: CSAT and CES also have a mean. */
function figuresOf(score: MeasuredScore, scale: Scale) {
  const direction = scale.direction === 'up' ? texts.highIsGood : texts.lowIsGood
  const mean = {
    name: texts.mean(scale.min, scale.max, direction),
    text: figureAndSign(score.mean, 'scale points'),
  }
  if (score.metric === 'nps') return [{ name: texts.nps, text: figureAndSign(score.nps, 'points') }]
  if (score.metric === 'csat')
    return [{ name: texts.satisfied, text: figureAndSign(score.csat, 'percent') }, mean]
  const topBox = { name: texts.easy, text: figureAndSign(score.topBox, 'percent') }
  return score.primary === 'mean' ? [mean, topBox] : [topBox, mean]
}

/** The score in a sentence: what it is, how sure, from how many answers. */
export function scoreAsText(score: MeasuredScore): string {
  const { n, value, unit, interval } = score
  if (n === 0) return texts.nobody
  if (value === null) return texts.tooFew(counted(n, 'answer'))
  const sure = interval
    ? texts.sure(confidence(interval), figure(interval.low, unit), figure(interval.high, unit))
    : texts.noInterval
  return texts.sentence(scoreName(score), figure(value, unit), sure, counted(n, 'answer'))
}

/** Which points count as what: `Satisfied: 4 or 5; neutral: 3; dissatisfied: 1 or 2.` */
export function countsAsInWords(report: Headline): string {
  const parts = pointsOfBands(report).map(({ band, points }) => {
    const [first, last] = [points[0]!, points.at(-1)!]
    const words =
      points.length === 1 ? count(first) : points.length === 2 ? texts.or(first, last) : texts.to(first, last)
    return texts.countsAs(bandWordOf(band).toLowerCase(), words)
  })
  return sentenceOf(parts.join(numberTexts.semicolon))
}

function warning({ n, value }: MeasuredScore) {
  if (value === null || cautionOf(n) === null) return ''
  return html`<p class="flag">${texts.few}</p>`
}
