import { html } from 'hono/html'
import { type Ctx, pathTo } from '../context.ts'
import type { ReportQuery } from '../contract/queries.ts'
import { Refusal } from '../http/problem.ts'
import { goalProgress } from '../reports/goal-progress.ts'
import { narrowingOf } from '../reports/narrowing.ts'
import { planReport, type ReportDefaults, surveysOf } from '../reports/report-plan.ts'
import { type BegunReport, beginReport, reportOn, summaryOn } from '../reports/survey-report.ts'
import { activityOf } from '../storage/counts/funnel.ts'
import { propertyNames, valuesToChoose } from '../storage/counts/properties.ts'
import type { Database } from '../storage/db.ts'
import { findSurvey, type SurveyRecord, surveyScales } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import { type SurveyThemes, themesOn } from '../themes/theme-report.ts'
import { consolePage } from './console/shell.ts'
import { type Html, restOfPage } from './layout.ts'
import { accountsCard } from './report/accounts-card.ts'
import { type Address, normalizedUrl, reportQueryOf, themesQueryOf, withChanges } from './report/address.ts'
import { askedCard } from './report/asked-card.ts'
import { bandsCard } from './report/bands-card.ts'
import { channelsCard } from './report/channels-card.ts'
import { type Comments, commentsCard, readComments, requirePlace } from './report/comments-card.ts'
import { type Choices, type ControlsState, controls, everyAnswer } from './report/controls.ts'
import { finePrint } from './report/fine-print.ts'
import { contents, firstLook } from './report/first-look.ts'
import { funnelCard } from './report/funnel-card.ts'
import { goalCard } from './report/goal-card.ts'
import { headlineCard } from './report/headline-card.ts'
import { type PooledSurvey, poolCard } from './report/pool-card.ts'
import type { HeadlineContext, ReportContext } from './report/report-context.ts'
import { reportHead } from './report/report-head.ts'
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
  const { database, now } = c.var.services
  const [survey, surveys] = await Promise.all([
    findSurvey(database, workspace.id, c.req.param('id') ?? '').then((found) => {
      if (found && database.remembers) readPageAhead(c, workspace, found, url).catch(() => {})
      return found
    }),
    surveyScales(database, workspace.id, null),
  ])
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  const state = {
    address: { path: url.pathname, params: url.searchParams },
    timezone: workspace.timezone,
    now: now(),
    survey: { id: survey.id, name: survey.definition.name },
    surveys,
  }
  try {
    return await showReportOn(c, workspace, survey, state)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid')
      return showInvalid(c, workspace, survey, state, error)
    throw error
  }
}

/** Starts to read the page while the other surveys are read. */
async function readPageAhead(c: Ctx, { timezone }: Workspace, survey: SurveyRecord, url: URL): Promise<void> {
  const { database, now } = c.var.services
  const address = { path: url.pathname, params: url.searchParams }
  const query = reportQueryOf(address.params)
  const defaults = { now: now(), timezone }
  await Promise.all([
    readChoices(database, surveysOf(survey.id, query)),
    reportOn(database, survey, query, defaults),
    readBeside(c, survey, address, defaults),
  ])
}

/** Of a large survey the score is read in a moment, and shown while the rest is read. */
async function showReportOn(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  state: ControlsState,
): Promise<Response> {
  const { database } = c.var.services
  const { address, now, timezone } = state
  const query = reportQueryOf(address.params)
  requirePlace(address)
  const [begun, choices] = await Promise.all([
    beginReport(database, survey, query, { now, timezone }),
    readChoices(database, surveysOf(survey.id, query)),
  ])
  const report = begun.headline
  const first = { survey, scale: scaleOfSurvey(survey), report, address }
  const head = html`${reportHead(c, survey, address)}${controls({ ...state, timezone: report.period.timezone }, first, choices)}`
  return send(c, workspace, survey, 200, [head, headlineCard(first), restOfPage], async () => {
    const { context, said, pool, goal } = await readRest(c, state, first, begun)
    return html`${report.n === 0 ? noAnswers(c, survey, address) : html`${firstLook(context, said?.themes ?? null)}${sections(context, said, pool)}`}${goalCard(survey, goal)}${isBlank(context) ? '' : finePrint(context)}`
  })
}

/** Values of a property beyond which it is none to choose from. */
const mostValues = 40

async function readChoices(database: Database, ids: readonly string[]): Promise<Choices> {
  const [properties, names] = await Promise.all([
    valuesToChoose(database, ids, mostValues),
    propertyNames(database, ids),
  ])
  return { properties, names }
}

/** Reads everything the page shows beside the score. */
async function readRest(
  c: Ctx,
  { now, timezone }: ControlsState,
  { survey, scale, address }: HeadlineContext,
  begun: BegunReport,
) {
  const [report, { unfiltered, said, pool, goal }] = await Promise.all([
    begun.whole(),
    readBeside(c, survey, address, { now, timezone }),
  ])
  const context: ReportContext = { survey, scale, report, everybody: unfiltered ?? report, address }
  return { context, said, pool, goal }
}

/** Reads what the page shows beside its report. */
async function readBeside(c: Ctx, survey: SurveyRecord, address: Address, defaults: ReportDefaults) {
  const { database } = c.var.services
  const query = reportQueryOf(address.params)
  const ids = surveysOf(survey.id, query)
  const [unfiltered, said, pool, goal] = await Promise.all([
    query.segment === undefined
      ? null
      : beginReport(database, survey, ofEverybody(query), defaults).then((all) => all.segments()),
    ids.length > 1 ? null : readSaid(c, survey, query, { address, ...defaults }),
    ids.length > 1 ? readPool(c, survey, ids, query, defaults) : [],
    goalProgress(database, survey, defaults),
  ])
  return { unfiltered, said, pool, goal }
}

/** What people said of one survey. */
interface Said {
  readonly comments: Comments
  /** `null` where no themes are counted of just these answers. */
  readonly themes: SurveyThemes | null
}

async function readSaid(
  c: Ctx,
  survey: SurveyRecord,
  query: ReportQuery,
  { address, ...defaults }: Pick<ControlsState, 'address' | 'now' | 'timezone'>,
): Promise<Said> {
  const { database } = c.var.services
  const activity = await activityOf(database, survey.id)
  const narrow = narrowingOf(survey, query)
  const { selection, range } = planReport(survey.id, query, activity, defaults, narrow)
  const scale = scaleOfSurvey(survey)
  const ofThemes = themesQueryOf(address.params)
  const [comments, themes] = await Promise.all([
    readComments(database, { selection, ...range }, { scale, address }),
    ofThemes && themesOn(c.var.services, survey, ofThemes, defaults),
  ])
  return { comments, themes }
}

/** The surveys that are counted together, each by itself. */
async function readPool(
  c: Ctx,
  survey: SurveyRecord,
  ids: readonly string[],
  { with: _, ...query }: ReportQuery,
  defaults: ReportDefaults,
): Promise<PooledSurvey[]> {
  const { database } = c.var.services
  const found = await Promise.all(ids.map((id) => findSurvey(database, survey.workspaceId, id)))
  return Promise.all(
    found
      .filter((each) => each !== null)
      .map(async (each) => ({ survey: each, summary: await summaryOn(database, each, query, defaults) })),
  )
}

/** The query without its segment filter, whose report lists all segments to choose from. */
function ofEverybody({ segment: _, ...query }: ReportQuery): ReportQuery {
  return { ...query, interval: 'quarter', compare: 'none' }
}

/** The themes come last: they are the longest, and of large surveys the slowest to draw. */
function sections(context: ReportContext, said: Said | null, pool: readonly PooledSurvey[]): Html[] {
  const themes = said?.themes && said.themes.n > 0 ? said.themes : null
  const { accounts, trend } = context.report
  return [
    contents([
      ...(['headline'] as const),
      ...(pool.length > 0 ? (['pool'] as const) : []),
      ...(trend.length > 0 ? (['trend'] as const) : []),
      'bands',
      ...(accounts ? (['accounts'] as const) : []),
      ...(!accounts && context.everybody.segments.length > 0 ? (['segments'] as const) : []),
      ...(said ? (['comments'] as const) : []),
      ...(themes ? (['themes'] as const) : []),
      'left-out',
    ]),
    ...(pool.length > 0 ? [poolCard(pool, context.address)] : []),
    trendCard(context),
    html`<div class="beside">${bandsCard(context)}<div>${funnelCard(context)}${channelsCard(context)}${askedCard(context)}</div></div>`,
    ...(accounts ? [accountsCard(context)] : [segmentsCard(context)]),
    ...(said ? [commentsCard(context, said.comments)] : []),
    ...(themes ? [themesCard(context, themes)] : []),
  ]
}

/** Whether there is nothing to say of answers, not even of those left out. */
const isBlank = ({ report: { n, leftOut } }: ReportContext) =>
  n + leftOut.held + leftOut.test + leftOut.superseded === 0

/** The way out of a report of nobody: a wider choice of answers, or of a survey's first day the way to ask. */
function noAnswers(c: Ctx, { id, status }: SurveyRecord, address: Address): Html {
  const everything = { ...everyAnswer, from: null, to: null }
  const isNarrow = [...Object.keys(everything), 'with'].some((name) => address.params.has(name))
  const [page, link] =
    status === 'draft' ? ['edit', reportTexts.toEditor] : ['install', reportTexts.putInPlace]
  if (isNarrow)
    return html`<section class="card"><p>${reportTexts.noAnswers} <a href="${withChanges(address, everything)}">${reportTexts.showAll}</a></p></section>`
  return html`<section class="card"><h2>${reportTexts.noneYet}</h2><p class="soft">${reportTexts.noneYetAbout}</p><p><a class="btn" href="${pathTo(c, `/console/surveys/${id}/${page}`)}">${link}</a></p></section>`
}

function showInvalid(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  state: ControlsState,
  refusal: Refusal,
): Promise<Response> {
  const head = html`${reportHead(c, survey, state.address)}${controls(state, null, { properties: [], names: [] }, refusal)}`
  return send(c, workspace, survey, 422, [head])
}

function send(
  c: Ctx,
  workspace: Workspace,
  { definition }: SurveyRecord,
  status: 200 | 422,
  [head, ...parts]: readonly Html[],
  rest?: () => Promise<Html>,
): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'report',
    title: definition.name,
    status,
    islands: ['islands/install.ts', 'islands/print.ts'],
    body: html`${head!}<div class="report">${parts}</div>`,
    ...(rest && { rest }),
  })
}
