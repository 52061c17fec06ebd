import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import { listSightings, type Sighting } from '../../storage/views.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import { newSurveyForm } from './new-survey-form.ts'
import { seenStatus } from './seen-status.ts'
import { surveyPath } from './survey-head.ts'

const texts = surveyTexts.first

/** The overview of a workspace that nobody has answered yet: three steps to the first answer, from its only survey on. */
export async function firstSteps(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord | null,
): Promise<Response> {
  const seen = survey ? await listSightings(c.var.services.database, survey.id, 1) : []
  return consolePage(c, workspace, {
    place: 'overview',
    title: texts.title,
    isNarrow: true,
    islands: survey ? ['islands/install.ts'] : [],
    body: html`<header class="head"><div><h1>${texts.title}</h1><p class="about">${texts.about}</p></div></header>
<section class="card"><ol class="first">${survey ? made(c, survey) : await toMake(c, workspace)}
${survey ? toPlace(c, survey, seen) : later(texts.place, html`<p>${texts.placeAbout}</p>`)}
${survey && seen.length > 0 ? step('now', texts.answer, html`<p class="row" data-waiting><span class="pulse"></span>${texts.waitingForAnswer}</p>`) : later(texts.answer, html`<p class="row"><span class="pulse"></span>${texts.waiting}</p>`)}</ol></section>
<p class="gap small soft">${texts.demo} <a href="${pathTo(c, '/demo')}">${texts.openDemo}</a></p>`,
  })
}

const step = (look: 'now' | 'done' | 'later', title: string, content: Html) =>
  html`<li class="${look}"><div class="stack-s"><h2>${title}</h2>${content}</div></li>`
const later = (title: string, content: Html) => step('later', title, content)

async function toMake(c: Ctx, workspace: Workspace): Promise<Html> {
  const form = await newSurveyForm(c, workspace, { values: {}, errors: [] })
  return html`<li class="now"><div class="stack"><h2>${texts.create}</h2><p class="soft">${surveyTexts.make.about}</p>${form}</div></li>`
}

function made(c: Ctx, { id, definition, status }: SurveyRecord): Html {
  const link = html`<a href="${surveyPath(c, id, 'edit')}" dir="auto">${definition.name}</a>`
  const isDraft = status === 'draft'
  return step(
    isDraft ? 'now' : 'done',
    texts.create,
    html`<p>${link}</p>${isDraft ? html`<p>${surveyTexts.stateInWords.draft}</p>` : ''}`,
  )
}

function toPlace(c: Ctx, { id, status }: SurveyRecord, seen: readonly Sighting[]): Html {
  if (status === 'draft') return later(texts.place, html`<p>${texts.placeAbout}</p>`)
  const link = html`<p><a class="btn${seen.length > 0 ? '' : ' primary'}" href="${surveyPath(c, id, 'install')}">${surveyTexts.pages.install}</a></p>`
  return step(
    seen.length > 0 ? 'done' : 'now',
    texts.place,
    html`${seenStatus(c, id, seen, pathTo(c, '/console'))}${link}`,
  )
}
