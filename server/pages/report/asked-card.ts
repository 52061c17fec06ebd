import { html } from 'hono/html'
import type { AskedProperty, Nonresponse, WaveScore } from '../../../shared/nonresponse.ts'
import { share } from '../../../shared/share.ts'
import type { Html } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { count, counted, figure, percent } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'
import { scoreCell } from './score-cell.ts'
import { valueName } from './value-name.ts'

const texts = reportTexts.asked

/** What those leave open who were mailed and did not answer; nothing when nobody was mailed. */
export function askedCard(context: ReportContext): Html {
  const { asked } = context.report
  if (!asked) return html``
  const { unit } = context.report.score
  const name = scoreName(context.report.score)
  const rate = percent(share(asked.answered, asked.asked).percent)
  const rows = asked.waves.filter(({ n }) => n > 0)
  return html`<section class="card" aria-labelledby="asked"><h2 id="asked">${texts.title}</h2>
<p>${texts.rate(counted(asked.answered, 'person'), count(asked.asked), rate)} ${bounds(context, asked)}</p>
${
  rows.length === 0
    ? ''
    : html`<table class="numbers compact"><thead><tr><th scope="col">${texts.when}</th><th scope="col" class="number">${reportCardTexts.heads.answers}</th><th scope="col" class="number">${name}</th></tr></thead>
<tbody>${rows.map((wave) => row(wave, unit))}</tbody></table>`
}
${asked.properties.map(byProperty)}<p class="soft gap-s">${texts.unchanged}</p></section>`
}

/** How bad the score of everybody may be, in words. */
function bounds({ report, scale }: ReportContext, { silent, worst }: Nonresponse): string {
  if (silent === 0 || worst === null) return ''
  const { unit } = report.score
  const extreme = unit === 'scale points' && scale.direction === 'down' ? 'high' : 'low'
  return texts.worst(extreme, scoreName(report.score), figure(worst, unit))
}

function row({ wave, n, value, interval }: WaveScore, unit: ReportContext['report']['score']['unit']): Html {
  return html`<tr><th scope="row">${texts.waves[wave]}</th><td class="number">${count(n)}</td>${value === null ? html`<td class="number soft">${reportCardTexts.tooFew}</td>` : scoreCell(value, interval, unit)}</tr>`
}

function byProperty({ property, values }: AskedProperty): Html {
  return html`<table class="numbers compact"><caption>${texts.by} <bdi>${property}</bdi></caption><thead class="hide"><tr><th scope="col">${reportCardTexts.heads.value}</th><th scope="col">${texts.ofMailed}</th></tr></thead>
<tbody>${values.map(({ value, asked, answered }) => html`<tr><th scope="row">${valueName(value)}</th><td class="number">${texts.of(count(answered), count(asked))} <span class="between soft">${percent(share(answered, asked).percent)}</span></td></tr>`)}</tbody></table>`
}
