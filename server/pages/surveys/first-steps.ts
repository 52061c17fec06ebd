import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { consolePage } from '../console/shell.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import { newSurveyForm } from './new-survey-form.ts'

/** The overview of a workspace that has no survey of its own yet: three steps to the first answer. */
export async function firstSteps(c: Ctx, workspace: Workspace): Promise<Response> {
  const texts = surveyTexts.first
  const form = await newSurveyForm(c, workspace, { values: {}, errors: [] })
  return consolePage(c, workspace, {
    place: 'overview',
    title: texts.title,
    isNarrow: true,
    body: html`<header class="head"><div><h1>${texts.title}</h1><p class="about">${texts.about}</p></div></header>
<section class="card"><ol class="first"><li class="now"><div class="stack"><h2>${texts.create}</h2><p class="soft">${surveyTexts.make.about}</p>${form}</div></li>
<li class="later"><div class="stack-s"><h2>${texts.place}</h2><p>${texts.placeAbout}</p></div></li>
<li class="later"><div class="stack-s"><h2>${texts.answer}</h2><p class="row"><span class="pulse"></span>${texts.waiting}</p></div></li></ol></section>
<p class="gap small soft">${texts.demo} <a href="${pathTo(c, '/demo')}">${texts.openDemo}</a></p>`,
  })
}
