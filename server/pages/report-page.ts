import { html } from 'hono/html'
import type { Ctx } from '../context.ts'
import { type ReportQuery, reportQuery } from '../contract/reports.ts'
import { Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { planReport } from '../reports/report-plan.ts'
import { reportOn } from '../reports/survey-report.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import { findSurvey, type SurveyRecord } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { type SurveyThemes, themesOn } from '../themes/theme-report.ts'
import { type Html, sendPage } from './layout.ts'
import { type Address, changed, tidied } from './report/address.ts'
import { bands } from './report/bands.ts'
import { channelName, channels } from './report/channels.ts'
import { type Comments, commentList, readComments } from './report/comments.ts'
import { controls, type Standing } from './report/controls.ts'
import { periodInWords } from './report/dates.ts'
import { finePrint } from './report/fine-print.ts'
import { funnel } from './report/funnel.ts'
import { headline } from './report/headline.ts'
import { segmentsCard } from './report/segments.ts'
import { reportStyle } from './report/style.ts'
import type { Subject } from './report/subject.ts'
import { themeList } from './report/themes.ts'
import { trend } from './report/trend.ts'

/** `GET /console/surveys/:id`: what a survey's answers say, for people who will show it to others. */
export async function showReport(c: Ctx, workspace: Workspace): Promise<Response> {
  const url = new URL(c.req.url)
  const tidy = tidied(url)
  if (tidy !== null) return c.redirect(tidy, 303)
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) return showNone(c)
  const address = { path: url.pathname, params: url.searchParams }
  const standing = { address, timezone: workspace.timezone, now: c.var.services.now(), segments: [] }
  try {
    return await showFound(c, survey, standing)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid') return showWrong(c, survey, standing, error)
    throw error
  }
}

async function showFound(c: Ctx, survey: SurveyRecord, standing: Standing): Promise<Response> {
  const { address } = standing
  const { subject, comments, themes } = await read(c, survey, standing)
  const { timezone } = subject.report.period
  return send(c, survey, 200, [
    heading(survey, subject),
    controls({ ...standing, timezone, segments: subject.everybody.segments }),
    headline(subject),
    ...(subject.report.n === 0 ? [nothing(address)] : sections(subject, comments, themes)),
    finePrint(subject),
  ])
}

/** Everything the page shows, read at once. */
async function read(c: Ctx, survey: SurveyRecord, { address, now, timezone }: Standing) {
  const { database } = c.var.services
  const defaults = { now, timezone }
  const scale = scaleOfSurvey(survey)
  const query = check(reportQuery.strip(), Object.fromEntries(address.params))
  const { selection, range } = planReport(survey.id, query, await activityOf(database, survey.id), defaults)
  const asked = { ...query, compare: undefined, count: undefined }
  const [report, whole, comments, themes] = await Promise.all([
    reportOn(database, survey, query, defaults),
    query.segment === undefined ? null : reportOn(database, survey, ofEverybody(query), defaults),
    readComments(database, { selection, ...range }, { scale, address }),
    themesOn(c.var.services, survey, asked, defaults),
  ])
  const subject: Subject = { survey, scale, report, everybody: whole ?? report, address }
  return { subject, comments, themes }
}

/** The query that knows all segments there are to choose from, when one is chosen. */
function ofEverybody({ segment: _, ...query }: ReportQuery): ReportQuery {
  return { ...query, interval: 'quarter', compare: 'none' }
}

function sections(subject: Subject, comments: Comments, themes: SurveyThemes): Html[] {
  return [
    trend(subject),
    html`<div class="beside">${bands(subject)}<div>${funnel(subject)}${channels(subject)}</div></div>`,
    segmentsCard(subject),
    themeList(subject, themes),
    commentList(subject, comments),
  ]
}

function heading({ definition, metric, status }: SurveyRecord, subject: Subject | null): Html {
  const about = [metric.toUpperCase(), status, ...(definition.touchpoint ? [definition.touchpoint] : [])]
  return html`<header><p class="soft"><a href="/console">Surveys</a></p>
<h1 dir="auto">${definition.name}</h1>
<p class="soft about"><span class="question"><bdi>${definition.question}</bdi></span>${about.map((each) => html`<span><bdi>${each}</bdi></span>`)}</p>
${subject ? html`<p class="period">${stateOf(subject)}</p>` : ''}</header>`
}

/** What the numbers are of, in words: so that a printed page says it too. */
function stateOf({ report, address }: Subject): Html {
  const segment = address.params.get('segment')
  const channel = address.params.get('channel')
  const rule = address.params.get('count')
  return html`<strong>${periodInWords(report.period)}</strong>, ${report.period.timezone}${segment ? html`, only <bdi>${segment}</bdi> (<a href="${changed(address, { segment: null })}">everybody</a>)` : ''}${channel ? `, only through: ${channelName(channel)}` : ''}${rule === 'latest' || rule === 'first' ? `, the ${rule} answer of each person` : ''}`
}

function nothing(address: Address): Html {
  return html`<section class="card"><p>There is nothing to show for this choice. <a href="${changed(address, { from: null, to: null, segment: null, channel: null })}">Show all answers of all time</a></p></section>`
}

function showWrong(c: Ctx, survey: SurveyRecord, standing: Standing, refusal: Refusal): Promise<Response> {
  return send(c, survey, 422, [
    heading(survey, null),
    html`<p class="error" role="alert">This cannot be shown: ${refusal.detail}.</p>`,
    controls(standing),
  ])
}

function send(c: Ctx, survey: SurveyRecord, status: 200 | 422, parts: readonly Html[]): Promise<Response> {
  const title = `${survey.definition.name} – Sayso`
  return sendPage(c, { title, status, style: reportStyle, body: html`<main class="report">${parts}</main>` })
}

function showNone(c: Ctx): Promise<Response> {
  const body = html`<main><h1>There is no such survey</h1><p><a href="/console">All surveys</a></p></main>`
  return sendPage(c, { title: 'There is no such survey', status: 404, body })
}
