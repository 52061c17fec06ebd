import { html } from 'hono/html'
import type { Warning } from '../../../shared/themes/warnings.ts'
import type { SurveyThemes, ThemeInFull } from '../../themes/theme-report.ts'
import { shareBar } from '../charts/share-bar.ts'
import { sparkline } from '../charts/sparkline.ts'
import type { Html } from '../layout.ts'
import { withChanges } from './address.ts'
import { dayOf } from './dates.ts'
import { highlighted } from './highlight.ts'
import { count, counted, percent, range, signed } from './numbers.ts'
import { type ReportContext, scoreName } from './report-context.ts'

/** The themes of the comments, their shares, and the difference in score with and without each. */
export function themesCard(context: ReportContext, themes: SurveyThemes): Html {
  if (themes.n === 0 && themes.unread.length === 0) return html``
  const mentioned = themes.themes.filter(({ n }) => n > 0)
  const unmentioned = themes.themes.length - mentioned.length
  const most = Math.max(...mentioned.map(({ share }) => share?.interval?.high ?? share?.percent ?? 0))
  return html`<section class="card" aria-labelledby="themes"><h2 id="themes">Themes</h2>
<p class="soft">Themes in ${counted(themes.n, 'comment')}, found by rules you can <a href="${context.address.path}/codebook">read and change</a>. ${percent(themes.coverage.percent)} of them have a theme. An effect is how much the score differs with a theme: an association, not a cause. A share’s range is of chance alone: it knows nothing of rules that are wrong. <a href="${taggingPath(context)}">Tag 30 comments drawn at random</a> and the shares are corrected by them.</p>
${unreadLine(themes)}${progressLine(themes)}${warningList(themes.warnings)}
${mentioned.length === 0 ? html`<p class="soft">No theme was found.</p>` : table(context, mentioned, most)}
${unmentioned === 0 ? '' : html`<p class="soft">${counted(unmentioned, 'other theme')} ${unmentioned === 1 ? 'was' : 'were'} not mentioned.</p>`}
${together(themes)}</section>`
}

function taggingPath({ address: { path, params } }: ReportContext): string {
  const period = [...params].filter(([name]) => name === 'from' || name === 'to')
  return `${path}/tag${period.length > 0 ? `?${new URLSearchParams(period)}` : ''}`
}

/** Comments that no rules read, by language: they are not themes of nobody. */
function unreadLine({ unread }: SurveyThemes): Html {
  return html`${unread.map(({ language, n }) => html`<p class="flag">No codebook for ${language}: ${counted(n, 'comment')} unread.</p>`)}`
}

function progressLine({ progress }: SurveyThemes): Html {
  if (!progress) return html``
  return html`<p class="flag">The rules were changed: ${count(progress.done)} of ${count(progress.total)} comments have been read again. Until then, the old themes are shown.</p>`
}

function table(context: ReportContext, themes: readonly ThemeInFull[], most: number): Html {
  return html`<table class="themes numbers"><thead><tr><th scope="col" class="value">Theme</th><th scope="col" class="number size">Comments</th><th scope="col" class="share">Share of comments</th><th scope="col" class="effect">Effect on ${scoreName(context.report.score)}</th>${hasTrend(themes[0]!) ? html`<th scope="col" class="spark">Over time</th>` : ''}</tr></thead>
${themes.map((theme) => rows(context, theme, most))}</table>`
}

function rows(context: ReportContext, theme: ThemeInFull, most: number): Html {
  const { n, caution, share, parent } = theme
  const few = caution === 'counts only'
  return html`<tbody class="${few ? 'few' : ''}"><tr><th scope="row" class="${parent ? 'child' : ''}">${themeLink(context, theme)}</th><td class="number">${count(n)}</td>
<td class="share">${share ? shareCell(theme, most) : html`<span class="soft">too few for a share</span>`}</td>
<td class="effect">${few ? '' : html`${effect(theme)}${caution === 'few answers' ? html` <span class="flag">few comments</span>` : ''}`}</td>
${hasTrend(theme) ? html`<td class="spark">${few ? '' : sparkline(theme.trend.map((point) => point.share.percent))}</td>` : ''}</tr>
${few ? '' : html`<tr class="more"><td colspan="5">${polarityLine(theme)}${quotes(context, theme)}</td></tr>`}</tbody>`
}

/** Two points do not make a trend. */
function hasTrend({ trend }: ThemeInFull): boolean {
  return trend.length > 2
}

function themeLink({ address }: ReportContext, { theme }: ThemeInFull): Html {
  const current = address.params.get('theme') === theme ? html` aria-current="true"` : ''
  return html`<a href="${withChanges(address, { theme }, '#comments')}"${current}><bdi>${theme}</bdi></a>`
}

function shareCell({ share, calibrated }: ThemeInFull, most: number): Html {
  const { percent: value, interval } = share!
  return html`${shareBar(value ?? 0, interval, most, 'accent-bar')}<span class="figures-below"><span>${percent(value)}</span> <span class="soft">${range(interval, 'percent')}</span>${calibrated ? html` <span class="soft">corrected by ${count(calibrated.tags)} comments, drawn at random and tagged by hand: ${percent(calibrated.percent)}, ${range(calibrated.interval, 'percent')}</span>` : ''}</span>`
}

/** The score with the theme against the score without it; the impact only when the difference is real. */
function effect({ delta, impact }: ThemeInFull): Html {
  if (!delta || delta.difference === null || !delta.interval)
    return html`<span class="soft">too few to compare</span>`
  const real = delta.verdict === 'real'
  const { unit, difference, interval } = delta
  return html`<span class="${real ? 'real' : 'soft'}">${signed(difference, unit)}</span> <span class="between soft">${signed(interval.low, unit)} to ${signed(interval.high, unit)}${real ? '' : ', may be chance'}</span>${
    real && impact
      ? html`<span class="between soft">moves the overall score by ${signed(impact.value, unit)} (${signed(impact.interval.low, unit)} to ${signed(impact.interval.high, unit)})</span>`
      : ''
  }`
}

/**
 * Who speaks of the theme, in one line. Nearly always the score tells, so it says what the person thinks of all, not
 * of the theme: people who love a product name what it lacks, too.
 */
function polarityLine({ polarity }: ThemeInFull): Html {
  const parts = [
    [polarity.positive, 'by people who scored high'],
    [polarity.neutral, 'by others'],
    [polarity.negative, 'by people who scored low'],
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

/** Pairs of themes that comments mention together. */
function together({ together: pairs }: SurveyThemes): Html {
  const shown = pairs.filter(({ n }) => n >= minTogether).slice(0, maxPairs)
  if (shown.length === 0) return html``
  return html`<h3>Often together</h3><ul class="plain pairs">${shown.map(({ themes: [a, b], n }) => html`<li><bdi>${a}</bdi> and <bdi>${b}</bdi>: ${counted(n, 'comment')}</li>`)}</ul>`
}

const minTogether = 10
const maxPairs = 5

/** The warnings about the rules, in words; nothing for no warnings. */
export function warningList(warnings: readonly Warning[]): Html {
  if (warnings.length === 0) return html``
  return html`<ul class="plain warnings">${warnings.map((each) => html`<li class="flag">${warningText(each)}</li>`)}</ul>`
}

function warningText(warning: Warning): Html {
  if (warning.code === 'low_coverage')
    return html`Only ${percent(warning.percent)} of comments have a theme: the rules miss most of what people say.`
  if (warning.code === 'rule_fires_often')
    return html`The rule «<bdi>${warning.rule}</bdi>» of <bdi>${warning.theme}</bdi> is found in ${percent(warning.percent)} of comments: it may be too common a word.`
  const [a, b] = warning.themes
  return html`<bdi>${a}</bdi> and <bdi>${b}</bdi> are mentioned together in ${percent(warning.percent)} of the rarer one’s comments: they may be one theme.`
}
