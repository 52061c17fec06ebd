import * as z from 'zod'
import { type Ctx, publicUrlOf } from '../context.ts'
import { emailPartQuery, emailQuery, surveyEmail } from '../contract/mail.ts'
import { blockFor } from '../mail/survey-block.ts'
import { type RenderedMail, renderMail } from '../mail/survey-mail.ts'
import { call, ok, refusals, routes, surveyId } from '../openapi/call.ts'
import { deprecatedSince } from '../openapi/table.ts'
import { unnamedWorkspace } from '../storage/workspaces.ts'
import { type SpokenSurvey, spokenSurvey } from '../surveys/spoken-survey.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** `GET /v1/surveys/:id/email`: the mail with the survey, or the block to paste into another sender's mail. */
export const surveyEmails = routes()

const described = {
  summary: 'A mail with the survey, or its buttons for a mail that another service sends',
  description:
    'Its links lead to the page of the survey, where anybody may answer; with `for` they have the merge tags of a mail service.',
}

const show = call({
  method: 'get',
  path: '/{id}/email',
  operationId: 'readSurveyEmail',
  ...described,
  request: { params: surveyId, query: emailQuery },
  responses: { 200: ok('The mail', surveyEmail), ...refusals('not-found', 'invalid') },
})
surveyEmails.openapi(show, async (c) => {
  const { format = 'json', ...asked } = c.req.valid('query')
  const mail = await mailOf(c, asked)
  if (format === 'json') return c.json(mail, 200)
  c.header('deprecation', deprecatedSince)
  return send(c, mail, format) as never
})

addPart('html', 'email.html', 'downloadSurveyEmail', 'text/html')
addPart('text', 'email.txt', 'downloadSurveyEmailText', 'text/plain')

function addPart(part: 'html' | 'text', name: string, operationId: string, type: string): void {
  const read = call({
    method: 'get',
    path: `/{id}/${name}`,
    operationId,
    summary: `The ${part} of a mail with the survey`,
    description: described.description,
    request: { params: surveyId, query: emailPartQuery },
    responses: {
      200: { description: 'The mail', content: { [type]: { schema: z.string() } } },
      ...refusals('not-found', 'invalid'),
    },
  })
  surveyEmails.openapi(read, async (c) => send(c, await mailOf(c, c.req.valid('query')), part) as never)
}

async function mailOf(c: Ctx, { language, for: service }: z.output<typeof emailPartQuery>) {
  const survey = await requireSurvey(c)
  const preferred = language ? [language] : []
  const spoken = await spokenSurvey(c.var.services, survey, scaleOfSurvey(survey), preferred)
  const link = `${publicUrlOf(c)}/s/${survey.id}`
  return service ? blockFor(spoken, link, service) : wholeMail(c, spoken, link)
}

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

function send(c: Ctx, mail: RenderedMail, format: 'html' | 'text'): Response {
  if (format === 'text') return c.text(mail.text)
  // The browser may do no more with it than a mail client does: no scripts, no requests.
  c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups")
  return c.html(mail.html)
}
