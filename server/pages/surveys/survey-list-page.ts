import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { cursorAfter, placeOf } from '../../http/pagination.ts'
import { countAnswers } from '../../storage/overview.ts'
import { countSurveys, findSurveys, type SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { icon } from '../console/icons.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { count } from '../report/numbers.ts'
import { surveyTexts } from '../texts/survey-texts.ts'

const rowsOnPage = 50
const states = ['live', 'draft', 'closed'] as const
type State = (typeof states)[number]

/** `GET /console/surveys`: every survey, whatever its state. */
export async function showSurveyList(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const asked = c.req.query('state')
  const state = states.find((each) => each === asked)
  const after = placeOf(c.req.query('after'))
  const filter = { states: state ? [state] : states }
  const [found, counts] = await Promise.all([
    findSurveys(database, workspace.id, filter, after, rowsOnPage + 1),
    countSurveys(database, workspace.id),
  ])
  const surveys = found.slice(0, rowsOnPage)
  const answers = await countAnswers(
    database,
    surveys.map(({ id }) => id),
  )
  const last = found.length > rowsOnPage ? surveys.at(-1) : undefined
  const next = last && cursorAfter({ answeredAt: last.createdAt, id: last.id })
  const total = state ? counts[state] : counts.live + counts.draft + counts.closed
  return consolePage(c, workspace, {
    place: 'surveys',
    title: surveyTexts.surveys,
    body: html`<header class="head"><div><h1>${surveyTexts.surveys}</h1></div><div class="row acts"><a class="btn primary" href="${pathTo(c, '/console/new-survey')}">${icon('add')}${surveyTexts.newSurvey}</a></div></header>
${tabs(c, state, counts)}
<section class="card flush" aria-labelledby="list"><h2 class="hide" id="list">${surveyTexts.surveys}</h2>
${surveys.length === 0 ? html`<p class="pad">${surveyTexts.none}</p>` : table(surveys.map((survey) => row(c, survey, answers.get(survey.id) ?? 0)))}
<div class="foot"><span>${total === 1 ? surveyTexts.oneSurvey : surveyTexts.count(count(total))}</span>${next ? html`<a rel="next" href="${pathTo(c, '/console/surveys')}?${new URLSearchParams({ ...(state && { state }), after: next })}">${surveyTexts.older}</a>` : ''}</div></section>`,
  })
}

function tabs(c: Ctx, current: State | undefined, counts: Readonly<Record<State, number>>): Html {
  const path = pathTo(c, '/console/surveys')
  const all = counts.live + counts.draft + counts.closed
  const tab = (state: State | undefined) =>
    html`<a href="${path}${state ? `?state=${state}` : ''}"${state === current ? html` aria-current="page"` : ''}>${surveyTexts.tabs[state ?? 'all']} ${count(state ? counts[state] : all)}</a>`
  return html`<nav class="tabs" aria-label="${surveyTexts.whichSurveys}">${[undefined, ...states].map(tab)}</nav>`
}

function table(rows: readonly Html[]): Html {
  const { heads } = surveyTexts
  return html`<table class="data rows stackable" aria-labelledby="list"><thead><tr><th scope="col">${heads.survey}</th><th scope="col">${heads.state}</th><th scope="col" class="n">${heads.version}</th><th scope="col" class="n">${heads.answers}</th></tr></thead><tbody>${rows}</tbody></table>`
}

/** The tag's look by state. */
const looks = { draft: '', live: ' high', closed: ' line' } as const

function row(
  c: Ctx,
  { id, definition, metric, scale, status, version }: SurveyRecord,
  answers: number,
): Html {
  const languages = [definition.language, ...Object.keys(definition.translations ?? {})].join(', ')
  return html`<tr><th scope="row"><a class="plain" href="${pathTo(c, `/console/surveys/${id}/edit`)}" dir="auto">${definition.name}</a><span class="kind">${surveyTexts.metrics[metric]}, ${scale.replace('-', ' – ')} · ${languages}</span></th><td class="left"><span class="tag${looks[status]}">${surveyTexts.states[status]}</span></td><td class="n left" data-name="${surveyTexts.heads.version}">${version}</td><td class="n" data-name="${surveyTexts.heads.answers}">${count(answers)}</td></tr>
`
}
