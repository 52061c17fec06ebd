import { html } from 'hono/html'
import type { Warning } from '../../../shared/themes/warnings.ts'
import type { SurveyThemes, ThemeInFull } from '../../themes/theme-report.ts'
import { shareBar } from '../charts/share-bar.ts'
import { sparkline } from '../charts/sparkline.ts'
import type { Html } from '../layout.ts'
import { changed } from './address.ts'
import { dayOf } from './dates.ts'
import { highlighted } from './highlight.ts'
import { count, counted, percent, range, signed } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'

/** What comments speak of, how common that is, and what the score does with it. */
export function themesCard(context: ReportContext, themes: SurveyThemes): Html {
  if (themes.n === 0) return html``
  const spoken = themes.themes.filter(({ n }) => n > 0)
  const silent = themes.themes.length - spoken.length
  const most = Math.max(...spoken.map(({ share }) => share?.interval?.high ?? share?.percent ?? 0))
  return html`<section class="card" aria-labelledby="themes"><h2 id="themes">Themes</h2>
<p class="soft">What ${counted(themes.n, 'comment')} speak of, found by rules you can <a href="${context.address.path}/codebook">read and change</a>. A theme was found in ${percent(themes.coverage.percent)} of them. An effect is how much the score moves with a theme: associated with it, which is not to say caused by it.</p>
${progressLine(themes)}${warningList(themes.warnings)}
${spoken.length === 0 ? html`<p class="soft">No theme was found.</p>` : table(context, spoken, most)}
${silent === 0 ? '' : html`<p class="soft">${counted(silent, 'other theme')} ${silent === 1 ? 'was' : 'were'} not mentioned.</p>`}
${together(themes)}</section>`
}

function progressLine({ progress }: SurveyThemes): Html {
  if (!progress) return html``
  return html`<p class="flag">The rules were changed: ${count(progress.done)} of ${count(progress.total)} comments have been read again. Until that is done these are the themes of before.</p>`
}

function table(context: ReportContext, themes: readonly ThemeInFull[], most: number): Html {
  return html`<table class="themes numbers"><thead><tr><th scope="col" class="value">Theme</th><th scope="col" class="number size">Comments</th><th scope="col" class="share">Share of comments</th><th scope="col" class="effect">Effect on ${scoreName(context.report.score)}</th>${hasTrend(themes[0]!) ? html`<th scope="col" class="spark">Over time</th>` : ''}</tr></thead>
${themes.map((theme) => rows(context, theme, most))}</table>`
}

function rows(context: ReportContext, theme: ThemeInFull, most: number): Html {
  const { n, caution, share, parent } = theme
  const few = caution === 'counts only'
  return html`<tbody class="${few ? 'few' : ''}"><tr><th scope="row" class="${parent ? 'child' : ''}">${named(context, theme)}</th><td class="number">${count(n)}</td>
<td class="share">${share ? shareCell(theme, most) : html`<span class="soft">too few for a share</span>`}</td>
<td class="effect">${few ? '' : html`${effect(theme)}${caution === 'few answers' ? html` <span class="flag">few comments</span>` : ''}`}</td>
${hasTrend(theme) ? html`<td class="spark">${few ? '' : sparkline(theme.trend.map((point) => point.share.percent))}</td>` : ''}</tr>
${few ? '' : html`<tr class="more"><td colspan="5">${said(theme)}${quotes(context, theme)}</td></tr>`}</tbody>`
}

/** Fewer stretches make no line. */
function hasTrend({ trend }: ThemeInFull): boolean {
  return trend.length > 2
}

function named({ address }: ReportContext, { theme }: ThemeInFull): Html {
  const current = address.params.get('theme') === theme ? html` aria-current="true"` : ''
  return html`<a href="${changed(address, { theme }, '#comments')}"${current}><bdi>${theme}</bdi></a>`
}

function shareCell({ share, calibrated }: ThemeInFull, most: number): Html {
  const { percent: value, interval } = share!
  return html`${shareBar(value ?? 0, interval, most, 'accent-bar')}<span class="figures-below"><span>${percent(value)}</span> <span class="soft">${range(interval, 'percent')}</span>${calibrated ? html` <span class="soft">corrected by ${count(calibrated.tags)} tags: ${percent(calibrated.percent)}, ${range(calibrated.interval, 'percent')}</span>` : ''}</span>`
}

/** The score with the theme against without, as far as chance lets it be said. */
function effect({ delta, impact }: ThemeInFull): Html {
  if (!delta || delta.difference === null || !delta.interval)
    return html`<span class="soft">too few to compare</span>`
  const real = delta.verdict === 'real'
  const { unit, difference, interval } = delta
  return html`<span class="${real ? 'real' : 'soft'}">${signed(difference, unit)}</span> <span class="between soft">${signed(interval.low, unit)} to ${signed(interval.high, unit)}${real ? '' : ', may be chance'}</span>${
    real && impact
      ? html`<span class="between soft">moves the whole by ${signed(impact.value, unit)} (${signed(impact.interval.low, unit)} to ${signed(impact.interval.high, unit)})</span>`
      : ''
  }`
}

/** What the comments say of it, in one line. */
function said({ polarity }: ThemeInFull): Html {
  const parts = [
    [polarity.positive, 'in praise'],
    [polarity.neutral, 'neither'],
    [polarity.negative, 'in complaint'],
  ] as const
  const words = parts.filter(([n]) => n > 0).map(([n, name]) => `${count(n)} ${name}`)
  return html`<p class="soft said">${words.join(', ')}</p>`
}

function quotes({ report }: ReportContext, { theme, quotes: each }: ThemeInFull): Html {
  if (each.length === 0) return html``
  const { timezone } = report.period
  return html`<details><summary>${counted(each.length, 'comment')} on <bdi>${theme}</bdi></summary><ul class="plain quotes">${each.map(
    ({ comment, spans, rating, answeredAt }) =>
      html`<li><blockquote dir="auto">${highlighted(comment, spans)}</blockquote><span class="soft">${rating}, ${dayOf(answeredAt, timezone)}</span></li>`,
  )}</ul></details>`
}

/** Pairs of themes that people speak of at once. */
function together({ together: pairs }: SurveyThemes): Html {
  const shown = pairs.filter(({ n }) => n >= fewestTogether).slice(0, pairsShown)
  if (shown.length === 0) return html``
  return html`<h3>Spoken of together</h3><ul class="plain pairs">${shown.map(({ themes: [a, b], n }) => html`<li><bdi>${a}</bdi> and <bdi>${b}</bdi>: ${counted(n, 'comment')}</li>`)}</ul>`
}

const fewestTogether = 10
const pairsShown = 5

/** What to beware of, in words. */
export function warningList(warnings: readonly Warning[]): Html {
  if (warnings.length === 0) return html``
  return html`<ul class="plain warnings">${warnings.map((each) => html`<li class="flag">${warned(each)}</li>`)}</ul>`
}

function warned(warning: Warning): Html {
  if (warning.code === 'low_coverage')
    return html`Only ${percent(warning.percent)} of comments have a theme: the rules miss what most people say.`
  if (warning.code === 'rule_fires_often')
    return html`The rule «<bdi>${warning.rule}</bdi>» of <bdi>${warning.theme}</bdi> is found in ${percent(warning.percent)} of comments: it may be too common a word.`
  const [a, b] = warning.themes
  return html`<bdi>${a}</bdi> and <bdi>${b}</bdi> are spoken of together in ${percent(warning.percent)} of the rarer one’s comments: they may be one theme.`
}
