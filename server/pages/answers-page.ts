import { html } from 'hono/html'
import { planFilter } from '../answers/answer-filter.ts'
import { answersCsv } from '../answers/answers-csv.ts'
import { type AnswersPage, readAnswers } from '../answers/read-answers.ts'
import { type Ctx, pathTo } from '../context.ts'
import { Refusal } from '../http/problem.ts'
import { parseSegment } from '../reports/period.ts'
import type { Place } from '../storage/answers/find-answers.ts'
import { valuesToChoose } from '../storage/counts/properties.ts'
import { findSurvey, surveyScales } from '../storage/surveys.ts'
import { servedEditions } from '../storage/themes/editions.ts'
import { foundThemesAt, themeNames } from '../storage/themes/mentions.ts'
import type { Workspace } from '../storage/workspaces.ts'
import { answerList, type ListState } from './answers/answer-list.ts'
import {
  type AnswersAddress,
  addressIn,
  addressOf,
  askedIn,
  linkTo,
  pathOfPage,
  withFilter,
} from './answers/answers-address.ts'
import { reasonsCard, togetherCard } from './answers/decide-cards.ts'
import { type FilterState, filterBar } from './answers/filter-bar.ts'
import { noAnswers } from './answers/no-answers.ts'
import { icon } from './console/icons.ts'
import { consolePage } from './console/shell.ts'
import type { Html } from './layout.ts'
import { endOfLastDay } from './report/dates.ts'
import { count } from './report/numbers.ts'
import { answersTexts } from './texts/answers-texts.ts'
import { decisionTexts } from './texts/decision-texts.ts'
import { numberTexts } from './texts/number-texts.ts'

const texts = answersTexts.list

const perPage = 50
/** Surveys whose properties and themes are offered when none is chosen. */
const surveysLookedAt = 3
const mostValues = 25
const mostThemes = 40

/** The path of the list. */
export const answersPath = (c: Ctx) => pathTo(c, '/console/answers')

/** `GET /console/answers`: every answer that fits the filter of the address. */
export async function showAnswers(c: Ctx, workspace: Workspace): Promise<Response> {
  const url = new URL(c.req.url)
  const last = url.searchParams.get('last')
  if (last !== null) return c.redirect(withLastDay(answersPath(c), url.searchParams, last), 303)
  const address = await addressOf(c, workspace, answersPath(c))
  const { shown, refusal } = await readOrRefuse(c, workspace, address)
  const cards = refusal ? '' : await decisionCards(c, workspace, shown, url.searchParams.has('together'))
  return consolePage(c, workspace, {
    place: 'answers',
    title: answersTexts.title,
    status: refusal ? 422 : 200,
    islands: ['islands/answers.ts'],
    body: html`${head(shown.filter)}${filterBar(shown.filter, refusal)}${cards}${refusal ? '' : feed(shown)}${keysHelp()}`,
  })
}

/** What can be decided about many answers of a survey at once. */
async function decisionCards(
  c: Ctx,
  workspace: Workspace,
  { filter: { asked, address } }: ShownList,
  isTogether: boolean,
): Promise<Html | ''> {
  const { database } = c.var.services
  const isHeld = asked.state === 'held' || asked.state === 'dropped'
  const isByReason = isHeld || asked.reason !== undefined
  if (!isByReason && !isTogether) return ''
  const survey = asked.survey === undefined ? null : await findSurvey(database, workspace.id, asked.survey)
  if (!survey) return isHeld ? html`<p class="note gap-after">${decisionTexts.reasons.chooseSurvey}</p>` : ''
  const plan = isTogether && (await planFilter(database, workspace, asked))
  return html`${isByReason ? await reasonsCard(c, survey, address) : ''}${plan ? await togetherCard(c, survey, plan, address, asked.state) : ''}`
}

/** The list, or the refusal of what cannot be filtered by, with the filter to put it right. */
async function readOrRefuse(c: Ctx, workspace: Workspace, address: AnswersAddress) {
  try {
    return { shown: await readList(c, workspace, address, null), refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    const fields = error.errors.map(({ field }) => field.split('.')[0]!)
    const isText = fields.includes('text')
    const wrong = isText ? [...fields, 'find'] : fields
    const rest = [...address.params].filter(([name]) => !wrong.includes(name))
    if (rest.length === address.params.size && !isText) throw error
    const fitting = { ...address, params: new URLSearchParams(rest), ...(isText && { text: undefined }) }
    const shown = await readList(c, workspace, fitting, null)
    const isOfSegment = fields[0] === 'segment' && address.params.getAll('segment').every(parseSegment)
    const { asked } = shown.filter
    const text = address.text ?? address.params.get('text') ?? ''
    const filter = {
      ...shown.filter,
      ...(isOfSegment && { address }),
      ...(isText && { asked: { ...asked, text } }),
    }
    return { shown: { ...shown, filter }, refusal: error }
  }
}

/** The single keys of this page, and the switch that turns them off on this device; the page's script shows it. */
function keysHelp(): Html {
  const { title, keys, act } = answersTexts.keys
  return html`<details class="keys gap" id="keys" hidden><summary>${title}</summary><dl class="pair gap-s">${keys.map(([key, does]) => html`<dt><kbd>${key}</kbd></dt><dd>${does}</dd>`)}</dl><label class="tick"><input type="checkbox" checked><span>${act}</span></label></details>`
}

/** `GET /console/answers.csv`: exactly what is filtered, as a table. */
export async function sendAnswersTable(c: Ctx, workspace: Workspace): Promise<Response> {
  const address = await addressOf(c, workspace, answersPath(c))
  return answersCsv(c, await planFilter(c.var.services.database, workspace, askedIn(address)), '')
}

/** The last day of a form counts, and `to` is the day after it. */
function withLastDay(base: string, params: URLSearchParams, last: string): string {
  const next = addressIn(base, params)
  return withFilter(next, { to: last.trim() === '' ? null : endOfLastDay(last) })
}

/** The heading of the list, and its table where it has answers. */
export function head({ address: { base, params }, count: { n } }: FilterState): Html {
  const table = html`<div class="row acts"><a class="btn" href="${linkTo(`${base}.csv`, params)}" download>${icon('export')}${answersTexts.exportTable}</a></div>`
  return html`<header class="head"><div><h1>${answersTexts.title}</h1></div>${n > 0 ? table : ''}</header>`
}

/** A page of the list, with what its filter offers. */
export interface ShownList {
  readonly filter: FilterState
  readonly list: ListState
  readonly page: AnswersPage
}

/** Reads a page of the list; `current` is the answer beside it, from which on the list begins when it is elsewhere. */
export async function readList(
  c: Ctx,
  workspace: Workspace,
  address: AnswersAddress,
  current: { readonly key: number; readonly name: string } | null,
): Promise<ShownList> {
  const { database, now } = c.var.services
  const asked = askedIn(address)
  const [plan, surveys] = await Promise.all([
    planFilter(database, workspace, asked),
    surveyScales(database, workspace.id, null),
  ])
  const looked = plan.survey ? [plan.survey] : surveys.slice(0, surveysLookedAt)
  const readPage = async () => {
    const page = await readAnswers(database, plan, placeOf(address), perPage)
    return !current || page.items.some(({ key }) => key === current.key)
      ? page
      : readAnswers(database, plan, { before: current.key + 1 }, perPage)
  }
  const [page, editions, properties] = await Promise.all([
    readPage(),
    servedEditions(database, workspace.id, plan.survey?.id ?? null),
    valuesToChoose(
      database,
      looked.map(({ id }) => id),
      mostValues,
    ),
  ])
  const places = page.items.map(({ row }) => row)
  const [found, themes] = await Promise.all([
    foundThemesAt(database, editions, places),
    themeNames(database, editions.slice(0, surveysLookedAt), mostThemes),
  ])
  const { timezone } = workspace
  const { count, of } = page
  return {
    filter: {
      address,
      asked,
      timezone,
      now: now(),
      surveys,
      survey: plan.survey,
      properties,
      themes,
      count,
      of,
    },
    list: {
      ...{ address, timezone, now: now(), found, current: current?.name ?? null },
      surveys: new Map(surveys.map((survey) => [survey.id, survey])),
    },
    page,
  }
}

function placeOf({ page }: AnswersAddress): Place {
  if (!page) return null
  const key = Number(page[1])
  return page[0] === 'before' ? { before: key } : { after: key }
}

/** The list as a card. */
export function feed({ filter, list, page }: ShownList): Html {
  const { address } = list
  const {
    items,
    hasOlder,
    isCurrent,
    count: { n, isMore },
  } = page
  const [first, last] = [items[0], items.at(-1)]
  const isFirst = address.page === undefined
  const waiting = isCurrent ? '' : html`<p class="note gap-after">${texts.indexing}</p>`
  if (!first || !last)
    return html`${waiting}<div class="feed card" id="list" tabindex="-1">${noAnswers(filter, filter.address.base.replace(/answers$/, 'surveys'))}</div>`
  return html`${waiting}<div class="feed card flush" id="list" tabindex="-1">${answerList(list, items)}<div class="foot"><span>${isFirst && items.length === n ? '' : texts.shownOf(count(items.length))}${isMore ? texts.moreThan : ''}${count(n)} ${numberTexts.answers(n)}</span><span class="row">${filter.survey ? html`<a href="${together(address)}">${decisionTexts.together.open}</a>` : ''}${isFirst ? '' : html`<a class="btn" href="${pathOfPage(address, ['after', String(first.key)])}" rel="prev">${texts.newer}</a>`}${hasOlder ? html`<a class="btn" href="${pathOfPage(address, ['before', String(last.key)])}" rel="next">${texts.older}</a>` : ''}</span></div></div>`
}

function together({ base, params }: AnswersAddress): string {
  const next = new URLSearchParams(params)
  next.set('together', 'true')
  return linkTo(base, next)
}

/** The refusal of what is not there. */
export const noAnswer = () => new Refusal('not-found', 'there is no such answer')
