import { html } from 'hono/html'
import { type Ctx, pathTo } from '../../context.ts'
import { readForm } from '../../http/input.ts'
import { type Holdings, holdingsOf } from '../../storage/delete-survey.ts'
import type { SurveyRecord } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { removeSurvey } from '../../surveys/remove-survey.ts'
import { consolePage } from '../console/shell.ts'
import type { Html } from '../layout.ts'
import { count, counted } from '../report/numbers.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import { requireOwnSurvey } from './editor-page.ts'
import { surveyHead, surveyPath } from './survey-head.ts'

const texts = surveyTexts.deletion

/** `GET /console/surveys/:id/delete`: says what goes, and asks for the name. */
export async function showDelete(c: Ctx, workspace: Workspace): Promise<Response> {
  return deletePage(c, workspace, await requireOwnSurvey(c, workspace), false)
}

/** `POST /console/surveys/:id/delete`. */
export async function takeDelete(c: Ctx, workspace: Workspace): Promise<Response> {
  const survey = await requireOwnSurvey(c, workspace)
  const typed = (await readForm(c)).get('name')?.trim()
  if (typed !== survey.definition.name.trim()) return deletePage(c, workspace, survey, true)
  const outcome = (await removeSurvey(c.var.services, survey)) ? 'done' : 'begun'
  return c.redirect(`${pathTo(c, '/console/surveys')}?deleted=${outcome}`, 303)
}

async function deletePage(
  c: Ctx,
  workspace: Workspace,
  survey: SurveyRecord,
  isWrong: boolean,
): Promise<Response> {
  const { id, definition, status, archivedAt, version } = survey
  const holdings = await holdingsOf(c.var.services.database, id)
  const instead = status === 'live' ? texts.closeInstead : archivedAt === null ? texts.archiveInstead : ''
  return consolePage(c, workspace, {
    place: 'surveys',
    title: `${texts.title} – ${definition.name}`,
    isNarrow: true,
    status: isWrong ? 422 : 200,
    body: html`${surveyHead(c, survey, 'edit')}
<form class="card stack" method="post" action="${surveyPath(c, id, 'delete')}" aria-labelledby="delete"><h2 id="delete">${texts.heading} <bdi>${definition.name}</bdi></h2>
${whatGoes(holdings, version)}<p>${texts.links}</p>${instead ? html`<p class="soft">${instead}</p>` : ''}
<label class="field"><span>${texts.type} <bdi>${definition.name}</bdi> ${texts.confirm}</span><input class="input" name="name" required autocomplete="off" dir="auto"${isWrong ? html` aria-invalid="true" aria-describedby="wrong" autofocus` : ''}></label>${isWrong ? html`<p class="note bad" id="wrong">${texts.wrong}</p>` : ''}
<div class="row"><button class="btn danger" type="submit">${texts.button}</button><a class="btn" href="${surveyPath(c, id, 'edit')}">${texts.keep}</a></div></form>`,
  })
}

function whatGoes({ answers, comments, views, campaigns, recipients }: Holdings, version: number): Html {
  const parts = [
    texts.answers(counted(answers, 'answer'), count(comments)),
    counted(views, 'view'),
    ...(campaigns > 0 ? [texts.mailed(counted(campaigns, 'campaign'), counted(recipients, 'person'))] : []),
    texts.rest(counted(version, 'version')),
  ]
  return html`<p>${texts.goes}</p><ul class="bullets">${parts.map((part) => html`<li>${part}</li>`)}</ul>`
}
