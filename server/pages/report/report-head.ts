import { html } from 'hono/html'
import { type Ctx, pathTo, publicUrlOf } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { icon } from '../console/icons.ts'
import type { Html } from '../layout.ts'
import { copyField } from '../surveys/copy-field.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { type Address, answersOf, hasThemes } from './address.ts'

const texts = reportTexts.take

/** The heading of a report: its survey, and how to share, print and take it along. */
export function reportHead(
  c: Ctx,
  { id, definition, metric, status, pausedAt }: SurveyRecord,
  address: Address,
): Html {
  const about = [metric.toUpperCase(), ...(definition.touchpoint ? [definition.touchpoint] : [])]
  return html`<header class="head"><div><h1 dir="auto">${definition.name}</h1>
<p class="about"><bdi>${definition.question}</bdi> <span class="livedot${status === 'live' && pausedAt === null ? '' : ' off'}"></span> ${reportTexts.states[pausedAt === null ? status : 'paused']}${about.map((each) => html` · <bdi>${each}</bdi>`)}</p></div><div class="row acts"><a class="btn" href="${pathTo(c, `/console/surveys/${id}/edit`)}">${reportTexts.edit}</a>${share(c, address)}<button class="btn" type="button" data-print hidden>${texts.print}</button>${exports(address)}</div></header>`
}

function share(c: Ctx, { path, params }: Address): Html {
  const origin = new URL(publicUrlOf(c)).origin
  const url = `${origin}${path}${params.size > 0 ? `?${params}` : ''}`
  return html`<details class="menu-pick" name="take"><summary class="btn">${texts.share}</summary><div class="menu wide">${copyField(url, texts.shareLabel)}<p class="small soft gap-s">${texts.shareAbout}</p></div></details>`
}

function exports(address: Address): Html {
  const link = (label: string, href: string) => html`<li><a href="${href}" download>${label}</a></li>`
  const isPooled = address.params.has('with')
  const themes = hasThemes(address.params) ? link(texts.themes, tableOf(address, 'themes')) : ''
  return html`<details class="menu-pick" name="take"><summary class="btn">${icon('export')}${texts.export}</summary><div class="menu"><ul>${link(texts.trend, tableOf(address, 'trend'))}${link(texts.segments, tableOf(address, 'segments'))}${themes}${isPooled ? '' : link(texts.answers, answersOf(address, {}, '.csv'))}</ul></div></details>`
}

/** A table of the report as CSV. */
function tableOf({ path, params }: Address, table: string): string {
  const next = new URLSearchParams(params)
  next.set('table', table)
  return `${path}/report.csv?${next}`
}
