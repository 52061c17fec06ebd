import { html } from 'hono/html'
import type { Warning } from '../../../shared/themes/warnings.ts'
import type { SurveyThemes, ThemeInFull } from '../../themes/theme-report.ts'
import { shareBar } from '../charts/share-bar.ts'
import { sparkline } from '../charts/sparkline.ts'
import type { Html } from '../layout.ts'
import { languageName } from '../texts/formats.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { reportCardTexts } from '../texts/report-card-texts.ts'
import { localeInUse } from '../texts/translatable.ts'
import { withChanges } from './address.ts'
import { dayOf } from './dates.ts'
import { highlighted } from './highlight.ts'
import { count, counted, differences, percent, range, signed } from './numbers.ts'
import { bandsOf, type ReportContext, scoreName } from './report-context.ts'

const texts = reportCardTexts.themes

/** The themes of the comments, their shares, and the difference in score with and without each. */
export function themesCard(context: ReportContext, themes: SurveyThemes): Html {
  if (themes.n === 0 && themes.unread.length === 0) return html``
  const mentioned = themes.themes.filter(({ n }) => n > 0)
  const unmentioned = themes.themes.length - mentioned.length
  const most = Math.max(...mentioned.map(({ share }) => share?.interval?.high ?? share?.percent ?? 0))
  return html`<section class="card" aria-labelledby="themes"><h2 id="themes">${texts.title}</h2>
<p class="soft">${texts.found(counted(themes.n, 'comment'))} <a href="${context.address.path}/codebook">${texts.rules}</a>. ${texts.covered(percent(themes.coverage.percent))} <a href="${taggingPath(context)}">${texts.tag}</a> ${texts.corrected}</p>
${unreadLine(themes)}${progressLine(themes)}${warningList(themes.warnings)}
${mentioned.length === 0 ? html`<p class="soft">${texts.none}</p>` : table(context, mentioned, most)}
${unmentioned === 0 ? '' : html`<p class="soft">${texts.unmentioned(counted(unmentioned, 'other theme'), unmentioned)}</p>`}
${together(themes)}</section>`
}

function taggingPath({ address: { path, params } }: ReportContext): string {
  const period = [...params].filter(([name]) => name === 'from' || name === 'to')
  return `${path}/tag${period.length > 0 ? `?${new URLSearchParams(period)}` : ''}`
}

/** Comments that no rules read, by language: they are not themes of nobody. */
function unreadLine({ unread }: SurveyThemes): Html {
  return html`${unread.map(({ language, n }) => html`<p class="flag">${texts.unread(languageName(language, localeInUse()), counted(n, 'comment'))}</p>`)}`
}

function progressLine({ progress }: SurveyThemes): Html {
  if (!progress) return html``
  return html`<p class="flag">${texts.progress(count(progress.done), count(progress.total))}</p>`
}

function table(context: ReportContext, themes: readonly ThemeInFull[], most: number): Html {
  return html`<table class="themes numbers"><thead><tr><th scope="col" class="value">${texts.heads.theme}</th><th scope="col" class="number size">${texts.heads.comments}</th><th scope="col" class="share">${texts.heads.share}</th><th scope="col" class="effect">${texts.heads.effect(scoreName(context.report.score))}</th>${hasTrend(themes[0]!) ? html`<th scope="col" class="spark">${texts.heads.trend}</th>` : ''}</tr></thead>
${themes.map((theme) => rows(context, theme, most))}</table>`
}

function rows(context: ReportContext, theme: ThemeInFull, most: number): Html {
  const { n, caution, share, parent } = theme
  const few = caution === 'counts only'
  return html`<tbody class="${few ? 'few' : ''}"><tr><th scope="row" class="${parent ? 'child' : ''}">${themeLink(context, theme)}</th><td class="number">${count(n)}</td>
<td class="share">${share ? shareCell(theme, most) : html`<span class="soft">${texts.tooFewForShare}</span>`}</td>
<td class="effect">${few ? '' : html`${effect(theme)}${caution === 'few answers' ? html` <span class="flag">${texts.fewComments}</span>` : ''}`}</td>
${hasTrend(theme) ? html`<td class="spark">${few ? '' : sparkline(theme.trend.map((point) => point.share.percent))}</td>` : ''}</tr>
${few ? '' : html`<tr class="more"><td colspan="5">${bandsLine(context, theme)}${quotes(context, theme)}</td></tr>`}</tbody>`
}

/** Two points do not make a trend. */
function hasTrend({ trend }: ThemeInFull): boolean {
  return trend.length > 2
}

function themeLink({ address }: ReportContext, { theme }: ThemeInFull): Html {
  const current = address.params.get('comment-theme') === theme ? html` aria-current="true"` : ''
  return html`<a href="${withChanges(address, { 'comment-theme': theme }, '#comments')}"${current}><bdi>${theme}</bdi></a>`
}

function shareCell({ share, calibrated }: ThemeInFull, most: number): Html {
  const { percent: value, interval } = share!
  return html`${shareBar(value ?? 0, interval, most, 'accent-bar')}<span class="figures-below"><span>${percent(value)}</span> <span class="soft">${range(interval, 'percent')}</span>${calibrated ? html` <span class="soft">${texts.byHand(count(calibrated.tags), percent(calibrated.percent), range(calibrated.interval, 'percent'))}</span>` : ''}</span>`
}

/** The score with the theme against the score without it; the impact only when the difference is real. */
function effect({ delta, impact }: ThemeInFull): Html {
  if (!delta || delta.difference === null || !delta.interval)
    return html`<span class="soft">${texts.tooFew}</span>`
  const real = delta.verdict === 'real'
  const { unit, difference, interval } = delta
  return html`<span class="${real ? 'real' : 'soft'}">${signed(difference, unit)}</span> <span class="between soft">${real ? differences(interval, unit) : texts.mayBeChance(differences(interval, unit))}</span>${
    real && impact
      ? html`<span class="between soft">${texts.moves(signed(impact.value, unit), differences(impact.interval, unit))}</span>`
      : ''
  }`
}

/** Who speaks of the theme, in one line: by the scores they gave, so it can never say other than the effect does. */
function bandsLine({ report }: ReportContext, { bands }: ThemeInFull): Html {
  const parts = bandsOf(report.score).filter(({ band }) => bands[band] > 0)
  const words = parts.map(({ band, label }) => `${label} ${count(bands[band])}`)
  return html`<p class="soft said">${words.join(numberTexts.comma)}</p>`
}

function quotes({ report }: ReportContext, { theme, quotes: each }: ThemeInFull): Html {
  if (each.length === 0) return html``
  const { timezone } = report.period
  return html`<details><summary>${texts.quotes(counted(each.length, 'comment'))} <bdi>${theme}</bdi></summary><ul class="plain quotes">${each.map(
    ({ comment, spans, rating, answeredAt }) =>
      html`<li><blockquote dir="auto">${highlighted(comment, spans)}</blockquote><span class="soft">${count(rating)}${numberTexts.comma}${dayOf(answeredAt, timezone)}</span></li>`,
  )}</ul></details>`
}

/** Pairs of themes that comments mention together. */
function together({ together: pairs }: SurveyThemes): Html {
  const shown = pairs.filter(({ n }) => n >= minTogether).slice(0, maxPairs)
  if (shown.length === 0) return html``
  return html`<h3>${texts.together}</h3><ul class="plain pairs">${shown.map(({ themes: [a, b], n }) => html`<li><bdi>${a}</bdi> ${texts.and} <bdi>${b}</bdi>: ${counted(n, 'comment')}</li>`)}</ul>`
}

const minTogether = 10
const maxPairs = 5

/** The warnings about the rules, in words; nothing for no warnings. */
export function warningList(warnings: readonly Warning[]): Html {
  if (warnings.length === 0) return html``
  return html`<ul class="plain warnings">${warnings.map((each) => html`<li class="flag">${warningText(each)}</li>`)}</ul>`
}

function warningText(warning: Warning): Html {
  if (warning.code === 'low_coverage') return html`${texts.warnings.coverage(percent(warning.percent))}`
  if (warning.code === 'rule_fires_often')
    return html`${texts.warnings.rule} «<bdi>${warning.rule}</bdi>» ${texts.warnings.ofTheme} <bdi>${warning.theme}</bdi> ${texts.warnings.fires(percent(warning.percent))}`
  const [a, b] = warning.themes
  return html`<bdi>${a}</bdi> ${texts.and} <bdi>${b}</bdi> ${texts.warnings.pair(percent(warning.percent))}`
}
