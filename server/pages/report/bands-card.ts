import { html } from 'hono/html'
import { bandOf } from '../../../shared/scale.ts'
import { bar } from '../charts/bar.ts'
import { stackedBar } from '../charts/stacked-bar.ts'
import type { Html } from '../layout.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { answersLink } from './answers-link.ts'
import { count, counted, percent } from './numbers.ts'
import { bandsOf, type ReportContext } from './report-context.ts'

const { bandsCard: texts, heads } = reportCardTexts

/** The share of answers in each band of the metric, and at each point of the scale. */
export function bandsCard(context: ReportContext): Html {
  const parts = bandsOf(context.report.score)
  const description = parts
    .map(({ label, share }) => `${label} ${percent(share.percent)}`)
    .join(numberTexts.comma)
  return html`<section class="card" aria-labelledby="bands"><h2 id="bands">${texts.titles[context.survey.metric]}</h2>
${stackedBar(
  'bands',
  { title: texts.chart, description },
  parts.map(({ band, label, share }) => ({ kind: band, count: share.count, label })),
)}
<table class="numbers compact"><caption class="hide">${texts.chart}</caption>
<thead class="hide"><tr><th scope="col">${texts.band}</th><th scope="col">${heads.answers}</th><th scope="col">${heads.share}</th></tr></thead>
<tbody>${parts.map(({ band, label, share }) => html`<tr><th scope="row"><svg class="swatch" aria-hidden="true" width="12" height="12"><rect class="${band}" width="12" height="12" rx="3"/></svg> ${label}</th><td class="number">${answersLink(context, share.count, { band })}</td><td class="number">${percent(share.percent)}</td></tr>`)}</tbody></table>
${distribution(context)}</section>`
}

/** How many chose each point, best first, in the colour of its band. */
function distribution({ report, scale }: ReportContext): Html {
  const best = scale.direction === 'up' ? [...report.distribution].reverse() : report.distribution
  const most = Math.max(...best.map((point) => point.count))
  return html`<h3 id="points">${texts.points}</h3>
<table class="points-table numbers compact"><caption class="hide">${texts.byPoint(counted(report.n, 'answer'))}</caption>
<thead class="hide"><tr><th scope="col">${texts.point}</th><th scope="col">${heads.bar}</th><th scope="col">${heads.answers}</th></tr></thead>
<tbody>${best.map((point) => html`<tr><th scope="row" class="number">${point.rating}</th><td class="drawn">${bar(point.count, most, bandOf(scale, point.rating))}</td><td class="number">${count(point.count)}</td></tr>`)}</tbody></table>`
}
