import { html } from 'hono/html'
import { type Ctx, pathTo } from '../context.ts'
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
import { consolePage } from './console/shell.ts'
import type { Html } from './layout.ts'
import { type Address, normalizedUrl, withChanges } from './report/address.ts'
import { bandsCard } from './report/bands-card.ts'
import { channelName, channelsCard } from './report/channels-card.ts'
import { type Comments, commentsCard, readComments } from './report/comments-card.ts'
import { type ControlsState, controls } from './report/controls.ts'
import { periodInWords } from './report/dates.ts'
import { finePrint } from './report/fine-print.ts'
import { contents, firstLook } from './report/first-look.ts'
import { funnelCard } from './report/funnel-card.ts'
import { headlineCard } from './report/headline-card.ts'
import type { ReportContext } from './report/report-context.ts'
import { segmentsCard } from './report/segments-card.ts'
import { themesCard } from './report/themes-card.ts'
import { trendCard } from './report/trend-card.ts'
import { reportTexts } from './texts/report-texts.ts'

/** `GET /console/surveys/:id`: the report on a survey, as a page to share or print. */
export async function showReport(c: Ctx, workspace: Workspace): Promise<Response> {
  const url = new URL(c.req.url)
  url.pathname = pathTo(c, c.req.path)
  const redirect = normalizedUrl(url)
  if (redirect !== null) return c.redirect(redirect, 303)
  const survey = await findSurvey(c.var.services.database, workspace.id, c.req.param('id') ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  const address = { path: url.pathname, params: url.searchParams }
  const state = { address, timezone: workspace.timezone, now: c.var.services.now(), segments: [] }
  try {
    return await showReportOn(c, workspace, survey, state)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid')
      return showInvalid(c, workspace, survey, state, error)
    throw error
  }
}

async function showReportOn(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  state: ControlsState,
): Promise<Response> {
  const { address } = state
  const { context, comments, themes } = await readAll(c, survey, state)
  const { timezone } = context.report.period
  return send(c, workspace, survey, 200, [
    heading(c, survey, context),
    controls({ ...state, timezone, segments: context.everybody.segments }),
    headlineCard(context),
    ...(context.report.n === 0 ? [] : [firstLook(context, themes)]),
    ...(context.report.n === 0 ? [noAnswers(address)] : sections(context, comments, themes)),
    finePrint(context),
  ])
}

/** Reads everything the page shows, in parallel. */
async function readAll(c: Ctx, survey: SurveyRecord, { address, now, timezone }: ControlsState) {
  const { database } = c.var.services
  const defaults = { now, timezone }
  const scale = scaleOfSurvey(survey)
  const query = check(reportQuery.strip(), Object.fromEntries(address.params))
  const { selection, range } = planReport(survey.id, query, await activityOf(database, survey.id), defaults)
  const themesQuery = { ...query, compare: undefined, count: undefined, verified: undefined }
  const [report, unfiltered, comments, themes] = await Promise.all([
    reportOn(database, survey, query, defaults),
    query.segment === undefined ? null : reportOn(database, survey, ofEverybody(query), defaults),
    readComments(database, { selection, ...range }, { scale, address }),
    themesOn(c.var.services, survey, themesQuery, defaults),
  ])
  const context: ReportContext = { survey, scale, report, everybody: unfiltered ?? report, address }
  return { context, comments, themes }
}

/** The query without its segment filter, whose report lists all segments to choose from. */
function ofEverybody({ segment: _, ...query }: ReportQuery): ReportQuery {
  return { ...query, interval: 'quarter', compare: 'none' }
}

function sections(context: ReportContext, comments: Comments, themes: SurveyThemes): Html[] {
  const hasThemes = themes.n > 0 && !context.address.params.has('verified')
  return [
    contents([
      ...(['headline', 'trend', 'bands'] as const),
      ...(context.everybody.segments.length > 0 ? (['segments'] as const) : []),
      ...(hasThemes ? (['themes'] as const) : []),
      'comments',
    ]),
    trendCard(context),
    html`<div class="beside">${bandsCard(context)}<div>${funnelCard(context)}${channelsCard(context)}</div></div>`,
    segmentsCard(context),
    // Themes are counted of everybody alone, whoever is signed.
    ...(hasThemes ? [themesCard(context, themes)] : []),
    commentsCard(context, comments),
  ]
}

function heading(
  c: Ctx,
  { id, definition, metric, status }: SurveyRecord,
  context: ReportContext | null,
): Html {
  const about = [metric.toUpperCase(), status, ...(definition.touchpoint ? [definition.touchpoint] : [])]
  return html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/surveys')}">${reportTexts.surveys}</a> ›</p>
<h1 dir="auto">${definition.name}</h1>
<p class="soft about"><span class="question"><bdi>${definition.question}</bdi></span>${about.map((each) => html`<span><bdi>${each}</bdi></span>`)}</p>
${context ? html`<p class="period">${filtersInWords(context)}</p>` : ''}</div><div class="row acts"><a class="btn" href="${pathTo(c, `/console/surveys/${id}/edit`)}">${reportTexts.edit}</a></div></header>`
}

/** The filters in words, so that a printed page shows them too. */
function filtersInWords({ report, address }: ReportContext): Html {
  const segment = address.params.get('segment')
  const channel = address.params.get('channel')
  const rule = address.params.get('count')
  const verified = address.params.get('verified')
  return html`<strong>${periodInWords(report.period)}</strong>, ${report.period.timezone}${segment ? html`, only <bdi>${segment}</bdi> (<a href="${withChanges(address, { segment: null })}">everybody</a>)` : ''}${channel ? `, only channel: ${channelName(channel)}` : ''}${verified ? `, only ${verified === 'true' ? 'signed' : 'unsigned'} answers` : ''}${rule === 'latest' || rule === 'first' ? `, the ${rule} answer of each person` : ''}`
}

function noAnswers(address: Address): Html {
  return html`<section class="card"><p>No answers match these filters. <a href="${withChanges(address, { from: null, to: null, segment: null, channel: null, verified: null })}">Show all answers of all time</a></p></section>`
}

function showInvalid(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  state: ControlsState,
  refusal: Refusal,
): Promise<Response> {
  return send(c, workspace, survey, 422, [
    heading(c, survey, null),
    html`<p class="error" tabindex="-1" autofocus role="alert">This cannot be shown: ${refusal.detail}.</p>`,
    controls(state),
  ])
}

function send(
  c: Ctx,
  workspace: Workspace,
  { definition }: SurveyRecord,
  status: 200 | 422,
  parts: readonly Html[],
): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'report',
    title: definition.name,
    status,
    body: html`<div class="report">${parts}</div>`,
  })
}
