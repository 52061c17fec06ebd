import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { findPeople } from '../../people/find-people.ts'
import { isNothing } from '../../people/respondent-routes.ts'
import type { KnownPerson } from '../../storage/people.ts'
import { respondentData } from '../../storage/respondents.ts'
import { type SurveyScale, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { ratingChip } from '../answers/answer-list.ts'
import { icon } from '../console/icons.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { counted } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { peopleTexts } from '../texts/people-texts.ts'
import { peopleHead } from './people-head.ts'

const texts = peopleTexts.list
const mostPeople = 50
/** The longest name or address that is looked for. */
const longest = 320

/** The page of a person by their id, else their email. */
export function pathOfPerson(c: Ctx, name: string): string {
  return pathTo(c, `/console/people/${encodeURIComponent(name)}`)
}

/** `GET /console/people`: who answered last, or who is called so. */
export async function showPeople(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const text = (new URL(c.req.url).searchParams.get('text') ?? '').trim().slice(0, longest).toWellFormed()
  const [people, all] = await Promise.all([
    findPeople(database, workspace.id, text, mostPeople),
    surveyScales(database, workspace.id, null),
  ])
  // Somebody who was only asked has no answer to be found by.
  if (text !== '' && people.length === 0 && (await isKnown(c, workspace, text)))
    return c.redirect(pathOfPerson(c, text), 303)
  const surveys = new Map(all.map((survey) => [survey.id, survey]))
  const row = (person: KnownPerson) => personRow(c, person, surveys.get(person.surveyId), workspace.timezone)
  return consolePage(c, workspace, {
    place: 'people',
    title: peopleTexts.tabs.people,
    islands: ['islands/answers.ts'],
    body: html`${peopleHead(c, 'people', texts.about)}
${search(c, text, people.length)}
${people.length === 0 ? html`<div class="card"><p>${text ? texts.noneCalled : texts.none}</p></div>` : html`<div class="card flush"><table class="data rows stackable"><caption class="hide">${texts.caption}</caption><thead><tr><th scope="col">${texts.person}</th><th scope="col">${texts.identity}</th><th scope="col">${texts.lastScore}</th><th scope="col">${texts.lastHeard}</th></tr></thead><tbody>${people.map(row)}</tbody></table></div>`}`,
  })
}

function search(c: Ctx, text: string, found: number): Html {
  const people = counted(found, 'person')
  const said = text
    ? html`<b>${found === mostPeople ? texts.last(found) : people}</b> ${texts.called} <b dir="auto">${text}</b>`
    : html`${texts.the} <b>${people}</b> ${texts.answeredLast}`
  return html`<div class="filter" role="search" aria-label="${texts.name}"><form class="find" method="get"><label><span class="hide">${texts.findLabel}</span>${icon('search')}<input class="input" type="search" name="text" value="${text}" placeholder="${texts.placeholder}" maxlength="${longest}"></label><button class="hide" type="submit">${texts.find}</button></form>
<p class="saying" role="status"><span>${said}${numberTexts.comma}${texts.newestFirst}.</span>${text ? html`<a href="${pathTo(c, '/console/people')}">${texts.clear}</a>` : ''}</p></div>`
}

function personRow(c: Ctx, person: KnownPerson, survey: SurveyScale | undefined, timezone: string): Html {
  const name = person.name ?? person.email ?? person.id!
  const others = [person.email, person.id && answersTexts.panel.id(person.id)].filter(
    (each) => each && each !== name,
  )
  return html`<tr><th scope="row"><a href="${pathOfPerson(c, person.id ?? person.email!)}"><bdi>${name}</bdi></a><br><span class="small soft">${others.map((each, place) => html`${place > 0 ? ' · ' : ''}<bdi>${each}</bdi>`)}</span></th><td data-name="${texts.identity}">${answersTexts.identity[person.isVerified ? 'verified' : 'claimed']}</td><td data-name="${texts.lastScore}">${ratingChip(survey, person.rating, 's')} <bdi class="small soft">${survey?.name ?? ''}</bdi></td><td data-name="${texts.lastHeard}">${dayOf(person.answeredAt, timezone)}</td></tr>`
}

async function isKnown(c: Ctx, workspace: Workspace, name: string): Promise<boolean> {
  return !isNothing(await respondentData(c.var.services.database, workspace.id, name))
}
