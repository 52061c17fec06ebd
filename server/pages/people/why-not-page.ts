import { html } from 'hono/html'
import type { Ctx } from '../../context.ts'
import { whyNotQuery } from '../../contract/respondents.ts'
import { Refusal } from '../../http/problem.ts'
import { check } from '../../http/validate.ts'
import { type JudgedRule, type WhyNot, whyNotAsked } from '../../people/why-not.ts'
import { calendarIn } from '../../reports/calendar.ts'
import { findSurvey, type SurveyRecord, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { errorSummary, type FormState, type Option, selectField, textField } from '../surveys/form-fields.ts'
import { peopleTexts } from '../texts/people-texts.ts'
import { requirePerson } from './person-page.ts'
import { outcomes } from './why-not-card.ts'

const texts = peopleTexts.whyNot

/** `GET /console/people/:name/why-not`: every rule of a survey, and what it says of the person at a moment. */
export async function showWhyNot(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const person = await requirePerson(c, workspace)
  const surveys = await surveyScales(database, workspace.id, null)
  const values = Object.fromEntries(new URL(c.req.url).searchParams)
  const survey = await findSurvey(database, workspace.id, values.survey ?? surveys[0]?.id ?? '')
  if (!survey) throw new Refusal('not-found', 'there is no such survey')
  const state = { values: { ...values, survey: survey.id }, errors: [] }
  try {
    return await show(c, workspace, person, survey, state, surveys)
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors) throw error
    return show(c, workspace, person, survey, { ...state, errors: error.errors }, surveys)
  }
}

type Surveys = Awaited<ReturnType<typeof surveyScales>>

async function show(
  c: Ctx,
  workspace: Workspace,
  { name, path }: { readonly name: string; readonly path: string },
  survey: SurveyRecord,
  state: FormState,
  surveys: Surveys,
): Promise<Response> {
  const { database, now } = c.var.services
  const isWrong = state.errors.length > 0
  const found = isWrong
    ? null
    : await whyNotAsked(database, workspace, survey, questionIn(state.values, name, workspace, now()))
  const options = surveys.map(({ id, name: called }): Option => [id, called])
  return consolePage(c, workspace, {
    place: 'people',
    title: texts.title,
    status: isWrong ? 422 : 200,
    body: html`<header class="head"><div><p class="crumbs"><a href="${path}"><bdi>${name}</bdi></a> ›</p><h1>${texts.title}</h1></div></header>
<form class="card stack" method="get" action="#outcome">${errorSummary(state, texts.wrong, ['at', 'page'])}<div class="three">${selectField(state, { name: 'survey', label: texts.survey }, options)}${textField(state, { name: 'at', label: texts.at, hint: texts.atHint(workspace.timezone), type: 'datetime-local' })}${textField(state, { name: 'page', label: texts.page, hint: texts.pageHint, type: 'url' })}</div><p><button class="btn" type="submit">${texts.show}</button></p></form>
${found ? whyNotCards(found, workspace.timezone, state.values.at ? texts.cardThen : texts.card) : ''}`,
  })
}

function questionIn(values: FormState['values'], name: string, { timezone }: Workspace, now: number) {
  const { page } = check(whyNotQuery, values.page?.trim() ? { page: values.page.trim() } : {})
  const at = values.at ? calendarIn(timezone).atClock(values.at) : now
  if (Number.isNaN(at))
    throw new Refusal('invalid', 'at must be a day and a time', [
      { field: 'at', detail: 'must be a day and a time' },
    ])
  return { person: name, at, page: page ?? null }
}

/** What the rules say together, then each of them. */
function whyNotCards(found: WhyNot, timezone: string, title: string): Html {
  const when = dayOf(found.at, timezone)
  return html`<section class="card" aria-labelledby="outcome"><div class="card-head"><h2 id="outcome" tabindex="-1">${title}</h2><p>${found.version === null ? texts.noVersion(when) : texts.version(String(found.version), when)}</p></div>${outcomes(found)}</section>
<section class="card flush" aria-labelledby="rules"><h2 class="hide" id="rules">${texts.every}</h2><table class="data stackable" aria-labelledby="rules"><thead><tr><th scope="col">${texts.rule}</th><th scope="col">${texts.verdict}</th><th scope="col">${texts.value}</th><th scope="col">${texts.says}</th></tr></thead><tbody>${found.rules.map(row)}</tbody></table><div class="foot"><span>${texts.fine}</span></div></section>`
}

const looks = { refuses: 'low', permits: 'high', unknown: 'line' } as const

function row({ rule, ways, value, verdict, says }: JudgedRule): Html {
  return html`<tr><th scope="row">${texts.rules[rule]}</th><td><span class="tag ${looks[verdict]}">${texts.ruled[verdict]}</span>${ways.length === 1 ? html` <span class="small soft">${texts.ways[ways[0]!]}</span>` : ''}</td><td class="full">${value === null ? html`<span class="soft">${texts.notSet}</span>` : html`<bdi>${value}</bdi>`}</td><td class="full"><bdi>${says}</bdi></td></tr>`
}
