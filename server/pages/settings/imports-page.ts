import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { Refusal } from '../../http/problem.ts'
import { listImportsOf, takeBackImport } from '../../storage/imports.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import { docsPath } from '../docs/contents.ts'
import type { Html } from '../layout.ts'
import { dayOf } from '../report/dates.ts'
import { count, counted } from '../report/numbers.ts'
import { numberTexts } from '../texts/number-texts.ts'
import { settingsTexts } from '../texts/settings-texts.ts'
import { pathOfPart, settingsAround } from './settings-head.ts'

const texts = settingsTexts.imports
const mostShown = 100

type Import = Awaited<ReturnType<typeof listImportsOf>>[number]

/** `GET /console/settings/imports`: the files that were brought to any survey. */
export async function showImports(c: Ctx, workspace: Workspace): Promise<Response> {
  const found = await listImportsOf(c.var.services.database, workspace.id, mostShown)
  const help = html`<a href="${docsPath(c, 'moving')}">${texts.how}</a>`
  const table = html`<table class="data rows stackable" aria-labelledby="imports"><thead><tr><th scope="col">${texts.file}</th><th scope="col">${texts.survey}</th><th scope="col" class="n">${texts.answers}</th><th scope="col" class="n">${texts.refused}</th><th scope="col">${texts.state}</th></tr></thead><tbody>${found.map((each) => row(c, workspace, each))}</tbody></table>`
  return page(
    c,
    workspace,
    html`<section class="card flush"><div class="card-head pad"><h2 id="imports">${settingsTexts.parts.imports}</h2><p>${texts.about} ${help}</p></div>
${found.length === 0 ? html`<p class="pad">${texts.none}</p>` : table}${found.length === mostShown ? html`<p class="pad small soft">${texts.newest(count(mostShown))}</p>` : ''}</section>`,
  )
}

const pathOfImport = (c: Ctx, id: string) => `${pathOfPart(c, 'imports')}/${encodeURIComponent(id)}`

function row(c: Ctx, { timezone }: Workspace, { id, file, answers, refused, state, ...given }: Import): Html {
  return html`<tr><th scope="row"><a href="${pathOfImport(c, id)}"><bdi>${file}</bdi></a><span class="kind">${texts.begun(dayOf(given.createdAt, timezone))}</span></th><td><bdi>${given.surveyName}</bdi></td><td class="n left" data-name="${texts.answers}">${count(answers)}</td><td class="n" data-name="${texts.refused}">${count(refused)}</td><td class="soft full">${texts.states[state]}</td></tr>`
}

/** `GET /console/settings/imports/:id`: how it was read, and the way to take it back. */
export async function showImport(c: Ctx, workspace: Workspace): Promise<Response> {
  const found = await requireImport(c, workspace)
  const { surveyId, surveyName, file, mapping, refused, read } = found
  const survey = html`<a href="${pathTo(c, `/console/surveys/${surveyId}`)}"><bdi>${surveyName}</bdi></a>`
  const facts: [string, Html | string][] = [
    [texts.survey, survey],
    [
      texts.state,
      `${texts.states[found.state]}${numberTexts.comma}${texts.begun(dayOf(found.createdAt, workspace.timezone))}`,
    ],
    [texts.answers, count(found.answers)],
    [texts.refused, `${count(refused)} (${texts.read(counted(read, 'line'))})`],
  ]
  const columns = Object.entries(mapping).map(([name, value]): [string, Html] => [
    name,
    html`<bdi>${typeof value === 'string' ? value : JSON.stringify(value)}</bdi>`,
  ])
  return page(
    c,
    workspace,
    html`<section class="card stack"><h2><bdi>${file}</bdi></h2>${list(facts)}${columns.length > 0 ? html`<h3>${texts.mapping}</h3>${list(columns)}` : ''}</section>${takeBackCard(c, found)}`,
    file,
  )
}

const list = (facts: readonly (readonly [string, Html | string])[]) =>
  html`<dl class="pair">${facts.map(([name, value]) => html`<dt dir="auto">${name}</dt><dd dir="auto">${value}</dd>`)}</dl>`

function takeBackCard(c: Ctx, { id, state, answers, replaced }: Import): Html {
  const isBegun = state === 'taken back'
  if (isBegun && answers === 0)
    return html`<p class="note" id="back" role="status" tabindex="-1">${texts.done}</p>`
  const of = counted(answers, 'answer')
  const stays = replaced > 0 ? html`<p>${texts.stays(counted(replaced, 'answer'))}</p>` : ''
  return html`<form class="card stack" method="post" action="${pathOfImport(c, id)}" aria-labelledby="back"><h2 id="back" tabindex="-1">${texts.takeBack}</h2>
<p>${isBegun ? texts.left(of) : texts.goes(of)}</p>${stays}<p class="soft">${texts.again}</p>
<div class="row"><button class="btn danger" type="submit">${isBegun ? texts.goOn : texts.button}</button>${isBegun ? '' : html`<a class="btn" href="${pathOfPart(c, 'imports')}">${texts.keep}</a>`}</div></form>`
}

/** `POST /console/settings/imports/:id`: takes it back, as much of it as one request may. */
export async function takeImport(c: Ctx, workspace: Workspace): Promise<Response> {
  const { database, now } = c.var.services
  const found = await requireImport(c, workspace)
  await takeBackImport(database, found, now())
  return c.redirect(`${pathOfImport(c, found.id)}#back`, 303)
}

async function requireImport(c: Ctx, workspace: Workspace): Promise<Import> {
  const [found] = await listImportsOf(c.var.services.database, workspace.id, 1, c.req.param('id'))
  if (!found) throw new Refusal('not-found', 'there is no such import')
  return found
}

function page(
  c: Ctx,
  workspace: Workspace,
  content: Html,
  title: string = settingsTexts.parts.imports,
): Promise<Response> {
  return consolePage(c, workspace, {
    place: 'settings',
    title,
    body: settingsAround(c, 'imports', content),
  })
}
