import { html } from 'hono/html'
import { longest } from '../../shared/response.ts'
import { points } from '../../shared/scale.ts'
import type { PublicSurvey } from '../../shared/survey.ts'
import { surveyForm } from '../contract.ts'
import { check, requireType } from '../input.ts'
import { saveResponse } from '../responses.ts'
import type { Ctx } from '../services.ts'
import { storedRevision } from '../storage/responses.ts'
import { publicSurveyFor, requirePublicSurvey } from '../surveys.ts'
import { type Page, sendPage } from './layout.ts'

/** `GET /s/:id`: the survey as a page of its own. Reading it, however often, stores nothing. */
export async function showSurveyPage(c: Ctx): Promise<Response> {
  const survey = await surveyOfPage(c)
  return sendPage(c, formPage(survey, { id: crypto.randomUUID(), writeKey: crypto.randomUUID() }))
}

/**
 * `POST /s/:id/answer`: the form sent. Sent again with another answer, the later one replaces the
 * first. Another address than the form's, which browsers would forget when something is sent to it.
 */
export async function takeSurveyPage(c: Ctx): Promise<Response> {
  requireType(c, ['application/x-www-form-urlencoded'])
  const survey = await surveyOfPage(c)
  const sent = Object.fromEntries(new URLSearchParams(await c.req.text()))
  if (!sent.rating) return sendPage(c, { ...formPage(survey, sent, noRating), status: 422 })
  const { id, writeKey, rating, comment } = check(surveyForm, sent)
  const revision = (await storedRevision(c.var.services.database, survey.id, id)) + 1
  const { id: surveyId, version: surveyVersion } = survey
  const whole = { surveyId, surveyVersion, id, writeKey, revision, rating, channel: 'page' } as const
  await saveResponse(c, comment === undefined ? whole : { ...whole, comment }, null)
  const body = html`<main><div class="card"><h1 tabindex="-1">${survey.thanks}</h1></div></main>`
  return sendPage(c, { title: survey.thanks, language: survey.language, body })
}

const noRating = 'Choose a score first.'

async function surveyOfPage(c: Ctx): Promise<PublicSurvey> {
  const survey = await requirePublicSurvey(c, c.req.param('id') ?? '', null)
  return publicSurveyFor(c, survey, c.req.query('language'))
}

/** The form with what was already filled in, and what is missing if something is. */
function formPage(survey: PublicSurvey, filled: Record<string, string>, missing?: string): Page {
  const choices = points(survey.scale).map(
    (point) =>
      html`<label><input type="radio" name="rating" value="${point}" required><span>${point}</span></label>`,
  )
  const ends =
    survey.lowLabel || survey.highLabel
      ? html`<div class="ends" id="ends"><span>${survey.lowLabel}</span><span>${survey.highLabel}</span></div>`
      : ''
  return {
    title: survey.question,
    // Going back to correct an answer must find the same form: a new one would be a second answer.
    keepForBack: true,
    language: survey.language,
    body: html`<main><form class="card" method="post" action="/s/${survey.id}/answer">
<input type="hidden" name="id" value="${filled.id ?? ''}">
<input type="hidden" name="writeKey" value="${filled.writeKey ?? ''}">
${missing ? html`<p class="error" role="alert">${missing}</p>` : ''}
<fieldset aria-describedby="ends"><legend><h1>${survey.question}</h1></legend>
<div class="points">${choices}</div>${ends}</fieldset>
<label class="field"><span>${survey.commentPrompt}</span>
<textarea name="comment" maxlength="${longest.comment}" rows="4">${filled.comment ?? ''}</textarea></label>
<button type="submit">Send</button>
</form></main>`,
  }
}
