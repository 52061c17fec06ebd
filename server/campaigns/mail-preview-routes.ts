import * as z from 'zod'
import { type Ctx, publicUrlOf } from '../context.ts'
import { emailQuery, surveyEmail } from '../contract/mail.ts'
import { blockFor } from '../mail/survey-block.ts'
import { type RenderedMail, renderMail } from '../mail/survey-mail.ts'
import { call, refusals, routes, surveyId } from '../openapi/call.ts'
import { unnamedWorkspace } from '../storage/workspaces.ts'
import { type SpokenSurvey, spokenSurvey } from '../surveys/spoken-survey.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** `GET /v1/surveys/:id/email`: the mail with the survey, or the block to paste into another sender's mail. */
export const surveyEmails = routes()

const show = call({
  method: 'get',
  path: '/{id}/email',
  operationId: 'readSurveyEmail',
  summary: 'A mail with the survey, or its buttons for a mail that another service sends',
  description:
    'Its links lead to the page of the survey, where anybody may answer; with `for` they have the merge tags of a mail service.',
  request: { params: surveyId, query: emailQuery },
  responses: {
    200: {
      description: 'The mail',
      content: {
        'application/json': { schema: surveyEmail },
        'text/html': { schema: z.string() },
        'text/plain': { schema: z.string() },
      },
    },
    ...refusals('not-found', 'invalid'),
  },
})
surveyEmails.openapi(show, async (c) => {
  const { format = 'json', language, for: service } = c.req.valid('query')
  const survey = await requireSurvey(c)
  const { services } = c.var
  const preferred = language ? [language] : []
  const spoken = await spokenSurvey(services, survey, scaleOfSurvey(survey), preferred)
  const link = `${publicUrlOf(c)}/s/${survey.id}`
  return send(c, await (service ? blockFor(spoken, link, service) : wholeMail(c, spoken, link)), format)
})

function wholeMail(c: Ctx, { shown, locale }: SpokenSurvey, link: string): Promise<RenderedMail> {
  const { name } = c.var.workspace
  return renderMail({
    locale,
    ...{
      survey: shown,
      subject: null,
      from: name === unnamedWorkspace ? null : name,
      intro: null,
      footer: null,
      unsubscribe: null,
      decoy: null,
    },
    circumstances: {},
    linkFor: (rating) => `${link}?rating=${rating}`,
  })
}

function send(c: Ctx, mail: RenderedMail, format: 'json' | 'html' | 'text'): Response {
  if (format === 'json') return c.json(mail)
  if (format === 'text') return c.text(mail.text)
  // The browser may do no more with it than a mail client does: no scripts, no requests.
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups")
  return c.html(mail.html)
}
