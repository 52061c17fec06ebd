import { html } from 'hono/html'
import { type Ctx, pathTo } from '../context.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { planReport } from '../reports/report-plan.ts'
import { overviewsOn } from '../reports/survey-report.ts'
import { statesOf, type WorkspaceCounts, workspaceCounts } from '../storage/overview.ts'
import { demoId } from '../storage/prepared.ts'
import { countSurveys, findSurveys, type SurveyRecord } from '../storage/surveys.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { icon } from './console/icons.ts'
import { consolePage } from './console/shell.ts'
import type { Html } from './layout.ts'
import { surveyRow } from './overview/survey-row.ts'
import { lastDays, periodInWords } from './report/dates.ts'
import { count } from './report/numbers.ts'
import { firstSteps } from './surveys/first-steps.ts'
import { overviewTexts } from './texts/overview-texts.ts'

const rowsOnPage = 50
/** The period of every number on the page, and of the reports it links to. */
const days = 90

/** `GET /console`: every survey that asks, with its score. */
export async function showOverview(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const search = c.req.query('search')?.trim() ?? ''
  const after = placeOf(c.req.query('after'))
  const filter = { states: ['live'] as const, search }
  const [counts, found] = await Promise.all([
    countSurveys(database, workspace.id),
    findSurveys(database, workspace.id, filter, after, rowsOnPage + 1),
  ])
  const surveys = found.slice(0, rowsOnPage)
  if (!search && !after && (await isUnused(c, counts.live + counts.draft + counts.closed, surveys)))
    return firstSteps(c, workspace)

  const defaults = { now: now(), timezone: workspace.timezone }
  const period = lastDays(days, defaults.now, defaults.timezone)
  const week = lastDays(7, defaults.now, defaults.timezone)
  const [first, recent] = [period, week].map((each) => planReport('', each, null, defaults))
  const [rows, totals] = await Promise.all([
    rowsOf(c, surveys, { period, week, from: first!.range.from, ...defaults }),
    workspaceCounts(database, workspace.id, recent!.range.from),
  ])
  const last = found.length > rowsOnPage ? surveys.at(-1) : undefined
  const next = last && cursorAfter({ answeredAt: last.createdAt, id: last.id })
  return consolePage(c, workspace, {
    place: 'overview',
    title: overviewTexts.title,
    body: html`<header class="head"><div><h1>${overviewTexts.title}</h1><p class="about">${overviewTexts.about(periodInWords(first!.period))}</p></div>
<div class="row acts"><a class="btn primary" href="${pathTo(c, '/console/new-survey')}">${icon('add')}${overviewTexts.newSurvey}</a></div></header>
${tiles(c, totals, counts.live)}
${counts.live > rowsOnPage || search ? searchForm(c, search) : ''}
<section class="card flush" aria-labelledby="surveys"><h2 class="hide" id="surveys">${overviewTexts.surveys}</h2>
${table(rows, search)}
${foot(c, { shown: surveys.length, live: counts.live, next, isFirst: !after, search, timezone: workspace.timezone })}</section>`,
  })
}

/** Whether nothing is there but the survey of the demo page, which nobody answered. */
async function isUnused(c: Ctx, surveys: number, found: readonly SurveyRecord[]): Promise<boolean> {
  if (surveys > 1) return false
  if (surveys === 0) return true
  const states = await statesOf(c.var.services.database, [demoId])
  return found[0]?.id === demoId && states.get(demoId)?.last === null
}

interface Periods {
  readonly period: { from: string; to: string }
  readonly week: { from: string; to: string }
  readonly from: number
  readonly now: number
  readonly timezone: string
}

async function rowsOf(c: Ctx, surveys: readonly SurveyRecord[], periods: Periods): Promise<Html[]> {
  const { database } = c.var.services
  const { period, week, now, timezone } = periods
  const ids = surveys.map(({ id }) => id)
  const [states, entries] = await Promise.all([
    statesOf(database, ids),
    overviewsOn(database, surveys, { ...period, recent: week }, { now, timezone }),
  ])
  return surveys.map((survey, place) => {
    const path = pathTo(c, `/console/surveys/${survey.id}`)
    const paths = { reportPath: `${path}?${new URLSearchParams(period)}`, heldPath: `${path}/held` }
    return surveyRow({ survey, entry: entries[place]!, state: states.get(survey.id)!, ...paths }, periods)
  })
}

function tiles(c: Ctx, { recent, held }: WorkspaceCounts, live: number): Html {
  const { tiles: texts } = overviewTexts
  return html`<div class="tiles three"><div><span class="what">${texts.recent}</span><span class="figure">${count(recent)}</span></div>
<div><span class="what">${texts.held}</span><span class="figure">${count(held)}</span></div>
<a href="${pathTo(c, '/console/surveys?state=live')}"><span class="what">${texts.live}</span><span class="figure">${count(live)}</span></a></div>`
}

function searchForm(c: Ctx, search: string): Html {
  const home = pathTo(c, '/console')
  return html`<form class="filter" method="get" action="${home}" role="search"><div class="bar"><label class="find">${icon('search')}<span class="hide">${overviewTexts.search}</span><input class="input" type="search" name="search" value="${search}" placeholder="${overviewTexts.search}"></label><button class="btn" type="submit">${overviewTexts.find}</button>${search ? html`<a class="btn quiet" href="${home}">${overviewTexts.showAll}</a>` : ''}</div></form>`
}

function table(rows: readonly Html[], search: string): Html {
  const { heads } = overviewTexts
  if (rows.length === 0)
    return html`<p class="pad">${search ? overviewTexts.nothingFound(search) : overviewTexts.nothingLive}</p>`
  return html`<table class="data rows surveys-list" aria-labelledby="surveys"><thead><tr><th scope="col">${heads.survey}</th><th scope="col" class="n">${heads.score}</th><th scope="col" class="c-spark">${heads.weeks}</th><th scope="col" class="n">${heads.answers}</th><th scope="col">${heads.change}</th></tr></thead>
<tbody>${rows}</tbody></table>`
}

interface Foot {
  readonly shown: number
  readonly live: number
  readonly next: string | undefined
  readonly isFirst: boolean
  readonly search: string
  readonly timezone: string
}

function foot(c: Ctx, { shown, live, next, isFirst, search, timezone }: Foot): Html {
  const searched: Record<string, string> = search ? { search } : {}
  const pathWith = (params: Record<string, string>) => {
    const query = new URLSearchParams(params).toString()
    return pathTo(c, '/console') + (query && `?${query}`)
  }
  const surveys = html`<a href="${pathTo(c, '/console/surveys')}">${overviewTexts.surveys}</a>`
  return html`<div class="foot"><span>${overviewTexts.shown(count(shown), count(live))} ${overviewTexts.others} ${surveys}.</span>
<span class="row">${isFirst ? '' : html`<a href="${pathWith(searched)}">${overviewTexts.newest}</a>`}${next ? html`<a href="${pathWith({ ...searched, after: next })}" rel="next">${overviewTexts.older}</a>` : ''}<span>${overviewTexts.timezone(timezone)}</span></span></div>`
}
