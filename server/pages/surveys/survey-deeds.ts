import type { Ctx } from '../../context.ts'
import { longestName } from '../../contract/surveys.ts'
import { readForm } from '../../http/input.ts'
import { Refusal } from '../../http/problem.ts'
import { insertSurvey, type SurveyRecord, setArchived, setPaused, setStatus } from '../../storage/surveys.ts'
import type { Workspace } from '../../storage/workspaces.ts'
import { newSurveyId } from '../../workspaces/workspace-database.ts'
import { surveyTexts } from '../texts/survey-texts.ts'
import { requireOwnSurvey } from './editor-page.ts'
import { surveyPath } from './survey-head.ts'

/** `POST /console/surveys/:id/state`: publishes, pauses, resumes, closes, reopens, duplicates or archives a survey. */
export async function takeDeed(c: Ctx, workspace: Workspace): Promise<Response> {
  const deed = (await readForm(c)).get('deed')
  const survey = await requireOwnSurvey(c, workspace)
  const { database, now } = c.var.services
  if (deed === 'duplicate') return duplicate(c, workspace, survey)
  if (deed === 'archive' || deed === 'unarchive') {
    if (survey.status === 'live') throw new Refusal('conflict', 'close the survey first')
    await setArchived(database, survey.id, deed === 'archive' ? now() : null)
    return c.redirect(`${surveyPath(c, survey.id, 'edit')}#state`, 303)
  }
  if (deed === 'pause' || deed === 'resume') {
    if (survey.status !== 'live') throw new Refusal('conflict', 'only a live survey is paused')
    await setPaused(database, survey.id, deed === 'pause' ? now() : null)
    if (deed === 'resume') c.var.services.mail?.wake()
    return c.redirect(`${surveyPath(c, survey.id, 'edit')}#state`, 303)
  }
  const status = deed === 'close' ? 'closed' : deed === 'publish' || deed === 'reopen' ? 'live' : null
  if (!status)
    throw new Refusal(
      'invalid',
      'deed must be publish, pause, resume, close, reopen, duplicate, archive or unarchive',
    )
  if (survey.status !== status) await setStatus(database, survey.id, status, now())
  return c.redirect(`${surveyPath(c, survey.id, deed === 'publish' ? 'install' : 'edit')}#state`, 303)
}

/** A draft with the same definition. */
async function duplicate(c: Ctx, workspace: Workspace, survey: SurveyRecord): Promise<Response> {
  const { database, now } = c.var.services
  const name = surveyTexts.copyOf(survey.definition.name).slice(0, longestName).toWellFormed()
  const times = { createdAt: now(), updatedAt: now(), pausedAt: null, archivedAt: null, deletedAt: null }
  const id = newSurveyId(workspace)
  const definition = { ...survey.definition, name }
  await database.write(
    insertSurvey(database, { ...survey, ...times, id, status: 'draft', version: 1, definition }),
  )
  return c.redirect(`${surveyPath(c, id, 'edit')}#state`, 303)
}
