import { restEnd, whyNotInTime, whyRest } from '../../shared/cadence.ts'
import { asked, publicSurveyQuery } from '../contract/asking.ts'
import { askedQuery } from '../contract/responses.ts'
import { publicSurvey } from '../contract/surveys.ts'
import { foreignOrigin } from '../http/authorize.ts'
import { keptAMinute, sendTagged } from '../http/caching.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { call, ok, open, refusals, routes, surveyId, unchanged } from '../openapi/call.ts'
import { identityOf } from '../responses/collect.ts'
import { trustedNamesOf } from '../responses/identity.ts'
import { historyOf } from '../storage/history.ts'
import { publicSurveyFor, requireLiveRecord, requirePublicRecord } from './public-survey.ts'

/** `/v1/public/surveys`: what the widget reads, from pages of any allowed origin. */
export const publicSurveys = routes()

const refused = refusals(
  'origin-not-allowed',
  'not-found',
  'survey-closed',
  'survey-full',
  'invalid',
  'unavailable',
)

const read = call({
  ...open,
  method: 'get',
  path: '/{id}',
  operationId: 'readPublicSurvey',
  summary: 'What the widget needs to ask a survey',
  description: 'Its question, look, rules and words in the language asked for; nothing of who answered.',
  request: { params: surveyId, query: publicSurveyQuery },
  responses: {
    200: ok('The survey', publicSurvey),
    ...unchanged,
    ...refused,
  },
})
publicSurveys.openapi(read, async (c) => {
  const found = await requirePublicRecord(c, c.req.valid('param').id, foreignOrigin(c))
  const shown = await publicSurveyFor(c, found, c.req.valid('query').language)
  return sendTagged(c, JSON.stringify(shown), 'application/json', keptAMinute)
})

/** The longest a browser is told to leave a person in peace before it asks again, in seconds: rules may change. */
const aDay = 86_400

// What a person did, on any device and by any channel, is told only to hosts that signed who it is. To all others
// the answer is what the rules say of everybody: else any page or script could ask who has answered.
const mayAsk = call({
  ...open,
  method: 'get',
  path: '/{id}/asked',
  operationId: 'askWhetherToAsk',
  summary: 'Whether an identified person may be asked now',
  description:
    'Of a signed identity, by what this person did on any device. Without a right signature the answer is the same for everybody.',
  request: { params: surveyId, query: askedQuery },
  responses: { 200: ok('The answer', asked), ...refused },
})
publicSurveys.openapi(mayAsk, async (c) => {
  const given = c.req.valid('query')
  const found = await requireLiveRecord(c, c.req.valid('param').id, foreignOrigin(c))
  const { survey } = found
  if (!given.id && !given.email && !given.token) throw invalid('id', 'or email or token must be given')
  const rules = survey.definition.rules ?? {}
  const identity = await identityOf(c, { surveyId: survey.id, respondent: given })
  if (identity.isVerified ? found.isFullOfVerified : found.isFull) throw new Refusal('survey-full')
  const names = trustedNamesOf(identity)
  const isKnown = names.person !== null
  const past = isKnown ? await historyOf(c.var.services.database, survey, names) : {}
  const now = c.var.services.now()
  const reason = whyRest(rules, past, now) ?? whyNotInTime(rules, now)
  c.header('cache-control', 'no-store')
  if (reason === null) return c.json({ ask: true }, 200)
  const rest = Math.ceil(Math.min(Math.max((restEnd(rules, past) - now) / 1000, 60), aDay))
  return c.json({ ask: false, rest, ...(isKnown && { reason }) }, 200)
})
