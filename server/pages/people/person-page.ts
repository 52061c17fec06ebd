import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { namedInPath } from '../../people/person-key.ts'
import { heldOn, isNothing } from '../../people/respondent-routes.ts'
import { whyNotAsked } from '../../people/why-not.ts'
import { erasePerson as eraseEverything } from '../../storage/erasure.ts'
import { respondentData } from '../../storage/respondents.ts'
import { addSuppressions, findSuppression, removeSuppression } from '../../storage/suppressions.ts'
import { findSurvey, findSurveys, type SurveyScale, surveyScales } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { ratingChip } from '../answers/answer-list.ts'
import { icon } from '../console/icons.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted } from '../report/numbers.ts'
import { answersTexts } from '../texts/answers-texts.ts'
import { peopleTexts } from '../texts/people-texts.ts'
import { type Entry, type HeldOnPerson, historyOf, mostEntries } from './history.ts'
import { accountIn, pathOfAccount } from './people-head.ts'
import { pathOfPerson } from './people-page.ts'
import { outcomes } from './why-not-card.ts'

const texts = peopleTexts.person

type Newest = HeldOnPerson['answers'][number] | undefined

/** `GET /console/people/:name`: everything held on a person. */
export async function showPerson(c: Ctx, workspace: Workspace): Promise<Response> {
  const { timezone } = workspace
  const { name, held, email, path } = await requirePerson(c, workspace)
  const all = await surveyScales(c.var.services.database, workspace.id, null)
  const surveys = new Map(all.map((survey) => [survey.id, survey]))
  const newest = held.answers.at(-1)
  const entries = await historyOf(c, workspace, held, surveys)
  const title = newest?.respondentName ?? email ?? name
  const first = entries.at(-1)
  const about = [
    ...[email, newest?.respondentId && answersTexts.panel.id(newest.respondentId)].filter(
      (each) => each && each !== title,
    ),
    ...(newest ? [answersTexts.identity[newest.respondentVerified === 1 ? 'verified' : 'claimed']] : []),
    ...(first ? [texts.firstSeen(dayOf(first.at, timezone))] : []),
  ]
  return consolePage(c, workspace, {
    place: 'people',
    title,
    body: html`<header class="head"><div><p class="crumbs"><a href="${pathTo(c, '/console/people')}">${texts.crumb}</a> ›</p><h1 dir="auto">${title}</h1><p class="about">${about.map((each, place) => html`${place > 0 ? ' · ' : ''}<bdi>${each}</bdi>`)}</p></div>
<div class="row acts"><a class="btn" href="${path}/file" download>${icon('export')}${texts.file}</a><a class="btn danger" href="${path}/erase">${texts.erase}</a></div></header>
<div class="cols"><div class="c8 stack">${tiles(held, newest && surveys.get(newest.surveyId))}${history(entries)}</div><div class="c4 stack">${properties(c, workspace, newest)}${await askedNow(c, workspace, { name, path }, all)}${await consent(c, workspace, { email, path }, newest)}</div></div>`,
  })
}

/** The person of an address with everything held on them; a 404 when that is nothing. */
export async function requirePerson(c: Ctx, workspace: Workspace) {
  const name = await namedInPath(c, workspace, 'name')
  const held = await respondentData(c.var.services.database, workspace.id, name)
  if (isNothing(held)) throw new Refusal('not-found', 'nothing is held on such a person')
  const known = held.answers.findLast(({ respondentEmail }) => respondentEmail !== null)?.respondentEmail
  const email = known ?? held.mails[0]?.email ?? (name.includes('@') ? name : null)
  return { name, held, email, path: await pathOfPerson(c, workspace, name) }
}

function tiles({ answers, shown, mails, asked }: HeldOnPerson, survey: SurveyScale | undefined): Html {
  const newest = answers.at(-1)
  const sent = [...mails, ...asked].reduce((sum, mail) => sum + mail.mails, 0)
  const tile = (name: string, value: Html | string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`
  return html`<section class="card" aria-label="${texts.numbers}"><dl class="person-tiles">${newest ? tile(texts.lastScore, ratingChip(survey, newest.rating)) : ''}${tile(texts.answers, count(answers.length))}${tile(texts.shown, count(shown.length))}${tile(texts.mails, count(sent))}</dl></section>`
}

function history(entries: readonly Entry[]): Html {
  const isCut = entries.length > mostEntries
  return html`<section class="card"><h2>${texts.history}</h2><ol class="plain">${entries.slice(0, mostEntries).map(({ body }) => body)}</ol>${isCut ? html`<p class="small soft">${texts.cut(mostEntries)}</p>` : ''}</section>`
}

function properties(c: Ctx, workspace: Workspace, newest: Newest): Html {
  const all = Object.entries(newest?.properties ?? {})
  if (!newest || all.length === 0) return html``
  const account = accountIn(workspace, newest.properties)
  const shown = (name: string, value: string) =>
    account !== null && name === workspace.accountProperty
      ? html`<a href="${pathOfAccount(c, account)}">${value}</a>`
      : html`${value}`
  return html`<section class="card"><h2>${texts.properties}</h2><dl class="pair">${all.map(([name, value]) => html`<dt dir="auto">${name}</dt><dd dir="auto">${shown(name, String(value))}</dd>`)}</dl><p class="small soft gap">${texts.asSent(dayOf(newest.answeredAt, workspace.timezone))}</p></section>`
}

/** Whether they would be asked the newest survey that asks, and the way to every rule of any survey. */
async function askedNow(
  c: Ctx,
  workspace: Workspace,
  { name, path }: { readonly name: string; readonly path: string },
  surveys: readonly SurveyScale[],
): Promise<Html> {
  const { database, now } = c.var.services
  const [live] = await findSurveys(database, workspace.id, { states: ['live'] }, null, 1)
  const survey = live ?? (surveys[0] && (await findSurvey(database, workspace.id, surveys[0].id)))
  if (!survey) return html``
  const found = await whyNotAsked(database, workspace, survey, { person: name, at: now(), page: null })
  const every = `${path}/why-not?${new URLSearchParams({ survey: survey.id })}`
  return html`<section class="card"><h2>${peopleTexts.whyNot.card}</h2><p class="small soft" dir="auto">${survey.definition.name}</p><div class="gap-s">${outcomes(found)}</div><p class="small gap"><a href="${every}">${peopleTexts.whyNot.every}</a></p></section>`
}

async function consent(
  c: Ctx,
  workspace: Workspace,
  { email, path }: { readonly email: string | null; readonly path: string },
  newest: Newest,
): Promise<Html> {
  const found = email === null ? null : await findSuppression(c.var.services.database, workspace.id, email)
  const contact = newest?.contact === 1 ? texts.mayBeContacted : texts.mayNotBeContacted
  if (email === null)
    return html`<section class="card"><h2>${texts.consent}</h2><p>${contact}</p><p class="small soft gap">${texts.noAddress}</p></section>`
  const mails = found
    ? texts.getsNone(texts.why[found.reason], dayOf(found.createdAt, workspace.timezone))
    : texts.mayGetMails
  return html`<section class="card" id="consent" tabindex="-1"><h2>${texts.consent}</h2><p>${contact}</p><p class="gap">${mails}</p><form class="gap" method="post" action="${path}"><button class="btn" type="submit" name="deed" value="${found ? 'allow' : 'suppress'}">${found ? texts.allow : texts.suppress}</button></form></section>`
}

/** `POST /console/people/:name`: no survey mails any more, or again. */
export async function changePerson(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const { email, path } = await requirePerson(c, workspace)
  const deed = (await readForm(c)).get('deed')
  if (email === null) throw new Refusal('conflict', 'no email address is known')
  if (deed === 'suppress')
    await addSuppressions(database, [{ workspaceId: workspace.id, email, reason: 'added', createdAt: now() }])
  else if (deed === 'allow') await removeSuppression(database, workspace.id, email)
  else throw new Refusal('invalid', 'deed must be suppress or allow')
  return c.redirect(`${path}#consent`, 303)
}

/** `GET /console/people/:name/file`: everything held on a person, as the API gives it. */
export async function sendPersonFile(c: Ctx, workspace: Workspace): Promise<Response> {
  const { held } = await requirePerson(c, workspace)
  c.header('content-disposition', 'attachment; filename="person.json"')
  c.header('cache-control', 'no-store')
  return c.json(heldOn(held))
}

/** `GET /console/people/:name/erase`: says what goes, and asks for the name once more. */
export function showErase(c: Ctx, workspace: Workspace): Promise<Response> {
  return erasePage(c, workspace, false)
}

async function erasePage(c: Ctx, workspace: Workspace, isWrong: boolean): Promise<Response> {
  const { name, held, path } = await requirePerson(c, workspace)
  const { answers, shown, mails } = held
  const texts = peopleTexts.erase
  return consolePage(c, workspace, {
    place: 'people',
    title: texts.title,
    isNarrow: true,
    status: isWrong ? 422 : 200,
    body: html`<header class="head"><div><p class="crumbs"><a href="${path}"><bdi>${name}</bdi></a> ›</p><h1>${texts.heading} <bdi>${name}</bdi></h1></div></header>
<form class="card stack" method="post" action="${path}/erase"><p>${texts.goes(counted(answers.length, 'answer'), counted(shown.length, 'view'), counted(mails.length, 'mail'))}</p>
<label class="field"><span>${texts.type} <bdi>${name}</bdi> ${texts.confirm}</span><input class="input" name="name" required autocomplete="off" dir="auto"${isWrong ? html` aria-invalid="true" aria-describedby="wrong" autofocus` : ''}></label>${isWrong ? html`<p class="note bad" id="wrong">${texts.wrong}</p>` : ''}
<div class="row"><button class="btn danger" type="submit">${texts.button}</button><a class="btn" href="${path}">${texts.keep}</a></div></form>`,
  })
}

/** `POST /console/people/:name/erase`. */
export async function erasePerson(c: Ctx, workspace: Workspace): Promise<Response> {
  const { name } = await requirePerson(c, workspace)
  if ((await readForm(c)).get('name')?.trim() !== name.trim()) return erasePage(c, workspace, true)
  const { database, now } = c.var.services
  await eraseEverything(database, workspace.id, name, now())
  return c.redirect(`${pathTo(c, '/console/people')}?erased=yes`, 303)
}
