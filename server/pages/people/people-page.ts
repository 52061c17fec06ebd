import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { readForm } from '../../http/input.ts'
import { deprecatedSince } from '../../openapi/table.ts'
import { findPeople } from '../../people/find-people.ts'
import { nameOfKey, personKey } from '../../people/person-key.ts'
import { isNothing } from '../../people/respondent-routes.ts'
import type { KnownPerson } from '../../storage/people.ts'
import { respondentData } from '../../storage/respondents.ts'
import { type SurveyScale, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { ratingChip } from '../answers/answer-list.ts'
import { icon } from '../console/icons.ts'
import { notice } from '../console/notice.ts'
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

/** The page of a person by their id, else their email, of which the address has the key. */
export async function pathOfPerson(c: Ctx, workspace: Workspace, name: string): Promise<string> {
  return pathTo(c, `/console/people/${await personKey(c, workspace, name)}`)
}

/** `POST /console/people`: looks for a name or an address, which the address of the page has encrypted. */
export async function searchPeople(c: Ctx, workspace: Workspace): Promise<Response> {
  const text = searched((await readForm(c)).get('text'))
  const find = text && `?find=${await personKey(c, workspace, text)}`
  return c.redirect(pathTo(c, `/console/people${find}#saying`), 303)
}

const searched = (text: string | null) => (text ?? '').trim().slice(0, longest).toWellFormed()

/** `GET /console/people`: who answered last, or who is called so. */
export async function showPeople(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database } = c.var.services
  const { find, text: plain } = c.req.query()
  if (plain !== undefined) c.header('deprecation', deprecatedSince)
  const text = find === undefined ? searched(plain ?? null) : ((await nameOfKey(c, workspace, find)) ?? '')
  const [people, all] = await Promise.all([
    findPeople(database, workspace.id, text, mostPeople),
    surveyScales(database, workspace.id, null),
  ])
  // Somebody who was only asked has no answer to be found by.
  if (text !== '' && people.length === 0 && (await isKnown(c, workspace, text)))
    return c.redirect(await pathOfPerson(c, workspace, text), 303)
  const surveys = new Map(all.map((survey) => [survey.id, survey]))
  const rows = await Promise.all(
    people.map(async (person) => {
      const path = await pathOfPerson(c, workspace, person.id ?? person.email!)
      return personRow(path, person, surveys.get(person.surveyId), workspace.timezone)
    }),
  )
  return consolePage(c, workspace, {
    place: 'people',
    title: peopleTexts.tabs.people,
    islands: ['islands/answers.ts'],
    body: html`${peopleHead(c, 'people', texts.about)}
${c.req.query('erased') === 'yes' ? notice('good', peopleTexts.erase.done) : ''}
${search(c, text, people.length)}
${people.length === 0 ? html`<div class="card"><p>${text ? texts.noneCalled : texts.none}</p></div>` : html`<div class="card flush"><table class="data rows stackable"><caption class="hide">${texts.caption}</caption><thead><tr><th scope="col">${texts.person}</th><th scope="col">${texts.identity}</th><th scope="col">${texts.lastScore}</th><th scope="col">${texts.lastHeard}</th></tr></thead><tbody>${rows}</tbody></table></div>`}`,
  })
}

function search(c: Ctx, text: string, found: number): Html {
  const people = counted(found, 'person')
  const said = text
    ? html`<b>${found === mostPeople ? texts.last(found) : people}</b> ${texts.called} <b dir="auto">${text}</b>`
    : html`${texts.the} <b>${people}</b> ${texts.answeredLast}`
  return html`<div class="filter" role="search" aria-label="${texts.name}"><form class="find" method="post" action="${pathTo(c, '/console/people')}"><label><span class="hide">${texts.findLabel}</span>${icon('search')}<input class="input" type="search" name="text" value="${text}" placeholder="${texts.placeholder}" maxlength="${longest}"></label><button class="hide" type="submit">${texts.find}</button></form>
<p class="saying" id="saying" role="status" tabindex="-1"><span>${said}${numberTexts.comma}${texts.newestFirst}.</span>${text ? html`<a href="${pathTo(c, '/console/people')}">${texts.clear}</a>` : ''}</p></div>`
}

function personRow(
  path: string,
  person: KnownPerson,
  survey: SurveyScale | undefined,
  timezone: string,
): Html {
  const name = person.name ?? person.email ?? person.id!
  const others = [person.email, person.id && answersTexts.panel.id(person.id)].filter(
    (each) => each && each !== name,
  )
  return html`<tr><th scope="row"><a href="${path}"><bdi>${name}</bdi></a><br><span class="small soft">${others.map((each, place) => html`${place > 0 ? ' · ' : ''}<bdi>${each}</bdi>`)}</span></th><td data-name="${texts.identity}">${answersTexts.identity[person.isVerified ? 'verified' : 'claimed']}</td><td data-name="${texts.lastScore}">${ratingChip(survey, person.rating, 's')} <bdi class="small soft">${survey?.name ?? ''}</bdi></td><td data-name="${texts.lastHeard}">${dayOf(person.answeredAt, timezone)}</td></tr>`
}

async function isKnown(c: Ctx, workspace: Workspace, name: string): Promise<boolean> {
  return !isNothing(await respondentData(c.var.services.database, workspace.id, name))
}
