import { html } from 'hono/html'
import type { Report, TrendPoint } from '../../../shared/report.ts'
import { isDrawn } from '../charts/score-panel.ts'
import { trendChart } from '../charts/trend-chart.ts'
import type { Html } from '../layout.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { bucketNames, dayOf } from './dates.ts'
import { axisFigure, count, counted, figure, range, type Unit } from './numbers.ts'
import { bandWordOf, extentOf, type ReportContext, scoreName } from './report-context.ts'

const { trend: texts, heads } = reportCardTexts

/** The score over time as a chart and as a table; nothing for no buckets. */
export function trendCard(context: ReportContext): Html {
  const { report, scale } = context
  const { interval } = report
  const { score, period } = report
  const { unit } = score
  const names = bucketNames(interval, period.timezone)
  const title = titleOf(scoreName(score), interval)
  const labels = {
    title,
    description: describe(report.trend, names.full),
    formatValue: (value: number) => axisFigure(value, unit),
    formatCount: count,
    tickLabel: names.short,
    tooltip: (point: TrendPoint) =>
      texts.tooltip(
        names.full(point),
        figure(point.value, unit),
        range(point.interval, unit),
        counted(point.n, 'answer'),
      ),
  }
  if (report.trend.length === 0) return html``
  return html`<section class="card" aria-labelledby="trend"><h2 id="trend">${title}</h2>
${key(report)}${countNote(report)}${noiseNote(report.trend)}<div class="plot">${trendChart(
    report.trend,
    extentOf(score, scale),
    labels,
    report.threshold.changes.map(({ at }) => at),
  )}</div>
${thresholdNotes(report)}
<details><summary>${texts.numbers}</summary>${table(report.trend, unit, names.full)}</details></section>`
}

function key({ accounts }: Report): Html {
  const line = html`<svg class="swatch" aria-hidden="true" width="22" height="12"><rect class="band" width="22" height="12"/><line class="score" x1="0" x2="22" y1="6" y2="6"/></svg>`
  const bar = html`<svg class="swatch" aria-hidden="true" width="12" height="12"><rect class="answers" width="12" height="12"/></svg>`
  return html`<p class="soft key"><span>${line} ${accounts ? texts.score : texts.withInterval}</span> <span>${bar} ${texts.answers}</span></p>`
}

function table(points: readonly TrendPoint[], unit: Unit, name: (point: TrendPoint) => string): Html {
  const row = (point: TrendPoint) =>
    html`<tr><th scope="row">${name(point)}</th><td class="number">${count(point.n)}</td><td class="number">${figure(point.value, unit)}</td><td class="number">${range(point.interval, unit)}</td></tr>`
  return html`<table class="numbers"><thead><tr><th scope="col">${heads.period}</th><th scope="col" class="number">${heads.answers}</th><th scope="col" class="number">${heads.score}</th><th scope="col" class="number">${heads.interval}</th></tr></thead>
<tbody>${points.map(row)}</tbody></table>`
}

/** Says that a person may stand in several periods, where one answer of each person counts. */
function countNote({ count: rule }: Report) {
  if (rule === 'all') return ''
  return html`<p class="soft key">${reportTexts.trend.onePerPerson[rule]}</p>`
}

/** When another point began to count, which the chart marks by a line. */
function thresholdNotes({ threshold, score, period }: Report) {
  const { band } = score.bands[0]!
  return threshold.changes.map(
    ({ at, version, from, to }) =>
      html`<p class="soft">${reportTexts.trend.thresholdChange(dayOf(at, period.timezone), version, bandWordOf(band).toLowerCase(), from, to)}</p>`,
  )
}

/** Explains why some buckets have a bar but no point on the line. */
function noiseNote(points: readonly TrendPoint[]) {
  if (!points.some((point) => point.n > 0 && !isDrawn(point))) return ''
  return html`<p class="soft key">${texts.noise}</p>`
}

function describe(points: readonly TrendPoint[], name: (point: TrendPoint) => string): string {
  const answered = points.filter(({ n }) => n > 0)
  const [first, last] = [answered[0], answered.at(-1)]
  if (!first || !last) return texts.nobody
  return texts.described(name(first), name(last))
}

function titleOf(name: string, interval: string): string {
  const days = interval.match(/^rolling-(\d+)$/)?.[1]
  if (days) return texts.rolling(name, Number(days))
  return texts.title(name, texts.intervals[interval as keyof typeof texts.intervals])
}
