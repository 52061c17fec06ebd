import { html } from 'hono/html'
import { fewestToCompare } from '../../../shared/comparison.ts'
import { type Ctx, pathTo } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import {
  type AccountInFull,
  type AccountPerson,
  type AccountScore,
  readAccount,
} from '../../people/read-account.ts'
import { type SurveyScale, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { ratingChip } from '../answers/answer-list.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { segmentParameter } from '../report/address.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted, figure, range } from '../report/numbers.ts'
import { overviewTexts } from '../texts/overview-texts.ts'
import { peopleTexts } from '../texts/people-texts.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { poolName, riskOf, unitOf } from './accounts-page.ts'
import { pathOfPerson } from './people-page.ts'

const texts = peopleTexts.account
const mostPeople = 200

/** `GET /console/accounts/:account`: its scores, its people, and who is at risk. */
export async function showAccount(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const name = c.req.param('account') ?? ''
  const property = workspace.accountProperty
  const found = property === null ? null : await readAccount(database, workspace, property, name, now())
  if (property === null || !found)
    throw new Refusal('not-found', 'nobody answered as part of such an account')
  const surveys = new Map(
    (await surveyScales(database, workspace.id, null)).map((survey) => [survey.id, survey]),
  )
  const answers = new URLSearchParams({ segment: segmentParameter(property, name) })
  return consolePage(c, workspace, {
    place: 'people',
    title: name || reportTexts.filter.empty,
    body: html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/accounts')}">${texts.crumb}</a> ›</p><h1 dir="auto">${name || reportTexts.filter.empty}</h1><p class="about"><bdi>${property}</bdi></p></div><div class="row acts"><a class="btn" href="${pathTo(c, '/console/answers')}?${answers}">${texts.answers}</a></div></header>
${tiles(found)}
<section class="card flush" aria-labelledby="people"><h2 class="hide" id="people">${texts.people}</h2>${await table(c, workspace, found, surveys)}
<div class="foot"><span>${texts.riskFine}${found.isCut ? ` ${texts.cut}` : ''}</span></div></section>`,
  })
}

function tiles({ account, scores, people, isCut }: AccountInFull): Html {
  const tile = (name: Html | string, value: Html | string) =>
    html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  const known = people.length === 0 ? count(0) : `${count(people.length)}${isCut ? '+' : ''}`
  return html`<section class="card"><dl class="person-tiles">${scores.map(scoreTile)}${tile(texts.all, count(account.answers))}${tile(texts.people, known)}${tile(texts.lastHeard, dayOf(account.lastHeard, 'UTC'))}</dl>${account.silent ? html`<p class="gap">${riskOf({ fell: 0, silent: account.silent })}</p>` : ''}</section>`
}

function scoreTile({ pool, n, value, interval }: AccountScore): Html {
  const unit = unitOf(pool)
  return html`<div><dt>${poolName(pool)}</dt><dd>${value === null ? html`<span class="small soft">${texts.noScore(overviewTexts.needed(n, fewestToCompare))}</span>` : html`${figure(value, unit)} <span class="small soft">${range(interval, unit)}, n = ${count(n)}</span>`}</dd></div>`
}

async function table(
  c: Ctx,
  workspace: Workspace,
  { people }: AccountInFull,
  surveys: ReadonlyMap<string, SurveyScale>,
): Promise<Html> {
  const rows = await Promise.all(
    people.slice(0, mostPeople).map(async (person) => {
      const path = await pathOfPerson(c, workspace, person.id ?? person.email!)
      return row(path, person, surveys, workspace.timezone)
    }),
  )
  return html`<table class="data rows stackable" aria-labelledby="people"><thead><tr><th scope="col">${texts.person}</th><th scope="col">${texts.lastScore}</th><th scope="col">${texts.lastHeard}</th><th scope="col" class="n">${texts.asked}</th><th scope="col">${peopleTexts.accounts.risk}</th></tr></thead><tbody>${rows}</tbody></table>`
}

function row(
  path: string,
  person: AccountPerson,
  surveys: ReadonlyMap<string, SurveyScale>,
  timezone: string,
): Html {
  const { id, email, name, surveyId, rating, answeredAt, asksSince } = person
  const survey = surveys.get(surveyId)
  const called = name ?? email ?? id!
  const other = email !== null && email !== called ? html`<br><bdi class="small soft">${email}</bdi>` : ''
  return html`<tr><th scope="row"><a href="${path}"><bdi>${called}</bdi></a>${other}</th><td data-name="${texts.lastScore}">${ratingChip(survey, rating, 's')} <bdi class="small soft">${survey?.name ?? ''}</bdi></td><td data-name="${texts.lastHeard}">${dayOf(answeredAt, timezone)}</td><td class="n" data-name="${texts.asked}">${count(asksSince)}</td><td class="full">${riskOfPerson(person, surveys, timezone)}</td></tr>`
}

function riskOfPerson(
  { fellFrom, isSilent, asksSince }: AccountPerson,
  surveys: ReadonlyMap<string, SurveyScale>,
  timezone: string,
): Html {
  const survey = fellFrom ? surveys.get(fellFrom.surveyId) : undefined
  const fell =
    fellFrom &&
    html`<span class="row gap-s">${ratingChip(survey, fellFrom.rating, 's')} <span class="small">${texts.fellFrom}</span> ${ratingChip(survey, fellFrom.before, 's')} <span class="small soft">${dayOf(fellFrom.beforeAt, timezone)}</span></span>`
  const silent = isSilent
    ? html`<span class="tag warn">${texts.isSilent(counted(asksSince, 'time'))}</span>`
    : ''
  return html`${fell ?? ''}${silent}`
}
