import { html } from 'hono/html'
import { longest } from '../../shared/response.ts'
import { bandOf, points } from '../../shared/scale.ts'
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
  const made = new URLSearchParams({ id: crypto.randomUUID(), writeKey: crypto.randomUUID() })
  return sendPage(c, formPage(survey, made))
}

/**
 * `POST /s/:id/answer`: the form sent. Sent again with another answer, the later one replaces the
 * first. Another address than the form's, which browsers would forget when something is sent to it.
 */
export async function takeSurveyPage(c: Ctx): Promise<Response> {
  requireType(c, ['application/x-www-form-urlencoded'])
  const survey = await surveyOfPage(c)
  const form = new URLSearchParams(await c.req.text())
  const sent = Object.fromEntries(form)
  if (!sent.rating) return sendPage(c, { ...formPage(survey, form, noRating), status: 422 })
  const answer = check(surveyForm, { ...sent, choices: form.getAll('choices') })
  const revision = (await storedRevision(c.var.services.database, survey.id, answer.id)) + 1
  const { id: surveyId, version: surveyVersion } = survey
  await saveResponse(c, { ...answer, surveyId, surveyVersion, revision, channel: 'page' }, null)
  return sendPage(c, thanksPage(survey, answer.rating))
}

const noRating = 'Choose a score first.'

async function surveyOfPage(c: Ctx): Promise<PublicSurvey> {
  const survey = await requirePublicSurvey(c, c.req.param('id') ?? '', null)
  return publicSurveyFor(c, survey, c.req.query('language'))
}

/** The thanks for the band the rating fell in, with the link that goes with it. */
function thanksPage(survey: PublicSurvey, rating: number): Page {
  const own = survey.byBand?.[bandOf(survey.scale, rating)]
  const thanks = own?.thanks ?? survey.thanks
  const link = own?.link
    ? html`<p><a class="button" href="${own.link.url}" rel="noopener noreferrer">${own.link.label}</a></p>`
    : ''
  const body = html`<main><div class="card"><h1 tabindex="-1">${thanks}</h1>${link}</div></main>`
  return { title: thanks, language: survey.language, body }
}

/** The form with what was already filled in, and what is missing if something is. */
function formPage(survey: PublicSurvey, filled: URLSearchParams, missing?: string): Page {
  return {
    title: survey.question,
    // Going back to correct an answer must find the same form: a new one would be a second answer.
    keepForBack: true,
    language: survey.language,
    body: html`<main><form class="card" method="post" action="/s/${survey.id}/answer?language=${survey.language}">
<input type="hidden" name="id" value="${filled.get('id') ?? ''}">
<input type="hidden" name="writeKey" value="${filled.get('writeKey') ?? ''}">
${missing ? html`<p class="error" role="alert">${missing}</p>` : ''}
<fieldset aria-describedby="ends"><legend><h1>${survey.question}</h1></legend>
<div class="points">${ratings(survey)}</div>
<div class="ends" id="ends"><span>${survey.lowLabel}</span><span>${survey.highLabel}</span></div></fieldset>
<label class="field"><span>${survey.commentPrompt}</span>
<textarea name="comment" maxlength="${longest.comment}" rows="4">${filled.get('comment') ?? ''}</textarea></label>
${(survey.choices ?? []).map((choice) => tick('choices', choice, choice))}
${survey.contact ? tick('contact', 'yes', 'You may contact me about this') : ''}
<button type="submit">Send</button>
</form></main>`,
  }
}

function ratings({ scale }: PublicSurvey) {
  return points(scale).map(
    (point) =>
      html`<label><input type="radio" name="rating" value="${point}" required><span>${point}</span></label>`,
  )
}

function tick(name: string, value: string, label: string) {
  return html`<label class="tick"><input type="checkbox" name="${name}" value="${value}"> <span>${label}</span></label>`
}
