import { html } from 'hono/html'
import { type Ctx, pathTo } from '../context.ts'
import { cursorAfter, placeOf } from '../http/pagination.ts'
import { overviewsOn } from '../reports/overviews.ts'
import { planReport } from '../reports/report-plan.ts'
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
import { type Asked, askedOf, findBar, parametersOf } from './surveys/find-surveys.ts'
import { firstSteps } from './surveys/first-steps.ts'
import { overviewTexts } from './texts/overview-texts.ts'
import { withNames } from './texts/with-names.ts'

const rowsOnPage = 50
/** The period of every number on the page, and of the reports it links to. */
const days = 90

/** `GET /console`: every survey that asks, with its score. */
export async function showOverview(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const asked = askedOf(c)
  const isAll = !asked.search && !asked.touchpoint
  const after = placeOf(c.req.query('after'))
  const filter = { states: ['live'] as const, ...asked }
  const [counts, found] = await Promise.all([
    countSurveys(database, workspace.id),
    findSurveys(database, workspace.id, filter, after, rowsOnPage + 1),
  ])
  const surveys = found.slice(0, rowsOnPage)
  const defaults = { now: now(), timezone: workspace.timezone }
  const period = lastDays(days, defaults.now, defaults.timezone)
  const week = lastDays(7, defaults.now, defaults.timezone)
  const [whole, recent] = [period, week].map((each) => planReport('', each, null, defaults))
  const [first, rows, totals, bar] = await Promise.all([
    isAll && !after ? firstOf(c, workspace, counts) : undefined,
    rowsOf(c, surveys, { period, week, from: whole!.range.from, ...defaults }),
    workspaceCounts(database, workspace.id, recent!.range.from),
    counts.live > 1 || !isAll ? findBar(c, workspace, '/console', { asked, states: filter.states }) : '',
  ])
  if (first !== undefined) return firstSteps(c, workspace, first)
  const last = found.length > rowsOnPage ? surveys.at(-1) : undefined
  const next = last && cursorAfter({ answeredAt: last.createdAt, id: last.id })
  return consolePage(c, workspace, {
    place: 'overview',
    title: overviewTexts.title,
    body: html`<header class="head"><div><h1>${overviewTexts.title}</h1><p class="about">${overviewTexts.about(periodInWords(whole!.period))}</p></div>
<div class="row acts"><a class="btn primary" href="${pathTo(c, '/console/new-survey')}">${icon('add')}${overviewTexts.newSurvey}</a></div></header>
${tiles(c, totals, counts.live)}
${bar}
<section class="card flush" aria-labelledby="surveys"><h2 class="hide" id="surveys" tabindex="-1">${overviewTexts.surveys}</h2>
${table(rows, asked)}
${foot(c, { shown: surveys.length, live: counts.live, next, isFirst: !after, asked, timezone: workspace.timezone })}</section>`,
  })
}

/** The only survey beside the demo page's, or `null` for none, while nobody has answered either; else `undefined`. */
async function firstOf(
  c: Ctx,
  workspace: Workspace,
  { live, draft, closed, archived }: Awaited<ReturnType<typeof countSurveys>>,
): Promise<SurveyRecord | null | undefined> {
  const { database } = c.var.services
  if (live + draft > 2 || closed > 0 || archived > 0) return undefined
  const all = await findSurveys(database, workspace.id, { states: ['live', 'draft'] }, null, 2)
  const [own, another] = all.filter(({ id }) => id !== demoId)
  if (another) return undefined
  const states = await statesOf(
    database,
    all.map(({ id }) => id),
  )
  return [...states.values()].some(({ last }) => last !== null) ? undefined : (own ?? null)
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

function table(rows: readonly Html[], { search, touchpoint }: Asked): Html {
  const { heads } = overviewTexts
  if (rows.length === 0) {
    const nothing = search
      ? withNames([search], overviewTexts.nothingFound)
      : touchpoint
        ? withNames([touchpoint], overviewTexts.nothingThere)
        : overviewTexts.nothingLive
    return html`<p class="pad">${nothing}</p>`
  }
  return html`<table class="data rows surveys-list" aria-labelledby="surveys"><thead><tr><th scope="col">${heads.survey}</th><th scope="col" class="n">${heads.score}</th><th scope="col" class="c-spark">${heads.weeks}</th><th scope="col" class="n">${heads.answers}</th><th scope="col">${heads.change}</th></tr></thead>
<tbody>${rows}</tbody></table>`
}

interface Foot {
  readonly shown: number
  readonly live: number
  readonly next: string | undefined
  readonly isFirst: boolean
  readonly asked: Asked
  readonly timezone: string
}

function foot(c: Ctx, { shown, live, next, isFirst, asked, timezone }: Foot): Html {
  const searched = parametersOf(asked)
  const pathWith = (params: Record<string, string>) => {
    const query = new URLSearchParams(params).toString()
    return pathTo(c, '/console') + (query && `?${query}`)
  }
  const surveys = html`<a href="${pathTo(c, '/console/surveys')}">${overviewTexts.surveys}</a>`
  return html`<div class="foot"><span>${overviewTexts.shown(count(shown), count(live))} ${overviewTexts.others} ${surveys}.</span>
<span class="row">${isFirst ? '' : html`<a href="${pathWith(searched)}">${overviewTexts.newest}</a>`}${next ? html`<a href="${pathWith({ ...searched, after: next })}" rel="next">${overviewTexts.older}</a>` : ''}<span>${overviewTexts.timezone(timezone)}</span></span></div>`
}
