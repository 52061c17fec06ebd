import { html } from 'hono/html'
import { type Ctx, pathTo } from '../context.ts'
import { type ReportQuery, reportQuery } from '../contract/reports.ts'
import { Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { planReport } from '../reports/report-plan.ts'
import { reportOn } from '../reports/survey-report.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import { findSurvey, type SurveyRecord, surveyScales } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { type SurveyThemes, themesOn } from '../themes/theme-report.ts'
import { icon } from './console/icons.ts'
import { consolePage } from './console/shell.ts'
import type { Html } from './layout.ts'
import { accountsCard } from './report/accounts-card.ts'
import { type Address, answersOf, normalizedUrl, withChanges } from './report/address.ts'
import { bandsCard } from './report/bands-card.ts'
import { channelsCard } from './report/channels-card.ts'
import { type Comments, commentsCard, readComments } from './report/comments-card.ts'
import { type ControlsState, controls } from './report/controls.ts'
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
  const state = {
    address,
    timezone: workspace.timezone,
    now: c.var.services.now(),
    survey: { id: survey.id, name: survey.definition.name },
    surveys: await surveyScales(c.var.services.database, workspace.id, null),
  }
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
    html`${heading(c, survey, address)}${controls({ ...state, timezone }, context)}`,
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
  const { compare: _, count: __, verified: ___, cluster: ____, ...themesQuery } = query
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
  const { params } = context.address
  const hasThemes = themes.n > 0 && !params.has('verified') && !params.has('cluster')
  return [
    contents([
      ...(['headline', 'trend', 'bands'] as const),
      ...(context.report.accounts ? (['accounts'] as const) : []),
      ...(!context.report.accounts && context.everybody.segments.length > 0 ? (['segments'] as const) : []),
      ...(hasThemes ? (['themes'] as const) : []),
      'comments',
    ]),
    trendCard(context),
    html`<div class="beside">${bandsCard(context)}<div>${funnelCard(context)}${channelsCard(context)}</div></div>`,
    ...(context.report.accounts ? [accountsCard(context)] : [segmentsCard(context)]),
    // Themes are counted of everybody alone, whoever is signed, and each comment by itself.
    ...(hasThemes ? [themesCard(context, themes)] : []),
    commentsCard(context, comments),
  ]
}

function heading(c: Ctx, { id, definition, metric, status }: SurveyRecord, address: Address): Html {
  const about = [metric.toUpperCase(), ...(definition.touchpoint ? [definition.touchpoint] : [])]
  return html`<header class="head"><div><h1 dir="auto">${definition.name}</h1>
<p class="about"><bdi>${definition.question}</bdi> <span class="livedot${status === 'live' ? '' : ' off'}"></span> ${status}${about.map((each) => html` · <bdi>${each}</bdi>`)}</p></div><div class="row acts"><a class="btn" href="${pathTo(c, `/console/surveys/${id}/edit`)}">${reportTexts.edit}</a><a class="btn" href="${answersOf(address, {}, '.csv')}" download>${icon('export')}${reportTexts.exportAnswers}</a></div></header>`
}

function noAnswers(address: Address): Html {
  return html`<section class="card"><p>${reportTexts.noAnswers} <a href="${withChanges(address, { from: null, to: null, segment: null, channel: null, verified: null })}">${reportTexts.showAll}</a></p></section>`
}

function showInvalid(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  state: ControlsState,
  refusal: Refusal,
): Promise<Response> {
  return send(c, workspace, survey, 422, [
    html`${heading(c, survey, state.address)}${controls(state, null, refusal)}`,
  ])
}

function send(
  c: Ctx,
  workspace: Workspace,
  { definition }: SurveyRecord,
  status: 200 | 422,
  [head, ...parts]: readonly Html[],
): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'report',
    title: definition.name,
    status,
    body: html`${head!}<div class="report">${parts}</div>`,
  })
}
