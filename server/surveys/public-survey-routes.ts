import { restEnd, whyNotInTime, whyRest } from '../../shared/cadence.ts'
import type { Ctx } from '../context.ts'
import { type Asked, asked, publicSurveyQuery } from '../contract/asking.ts'
import { type AskedAbout, askedAbout } from '../contract/responses.ts'
import { publicSurvey } from '../contract/surveys.ts'
import { foreignOrigin } from '../http/authorize.ts'
import { keptAMinute, sendTagged } from '../http/caching.ts'
import { invalid, Refusal } from '../http/problem.ts'
import {
  badBody,
  call,
  ok,
  open,
  refusals,
  routes,
  surveyId,
  textOrJson,
  unchanged,
} from '../openapi/call.ts'
import { deprecatedSince } from '../openapi/table.ts'
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
  method: 'post',
  path: '/{id}/asked',
  operationId: 'askWhetherToAsk',
  summary: 'Whether an identified person may be asked now',
  description:
    'Of a signed identity, by what this person did on any device. Without a right signature the answer is the same for everybody. Nothing is stored.',
  request: { params: surveyId, body: textOrJson(askedAbout) },
  responses: { 200: ok('The answer', asked), ...refused, ...refusals(...badBody) },
})
publicSurveys.openapi(mayAsk, async (c) => c.json(await verdictOn(c, c.req.valid('json')), 200))

const mayAskByQuery = call({
  ...open,
  method: 'get',
  path: '/{id}/asked',
  operationId: 'askWhetherToAskByQuery',
  summary: 'The same by a query, as widgets before 0.2 ask',
  description: 'Use POST: what stands in an address is logged on its way.',
  deprecated: true,
  request: { params: surveyId, query: askedAbout },
  responses: { 200: ok('The answer', asked), ...refused },
})
publicSurveys.openapi(mayAskByQuery, async (c) => {
  c.header('deprecation', deprecatedSince)
  return c.json(await verdictOn(c, c.req.valid('query')), 200)
})

async function verdictOn(c: Ctx, given: AskedAbout): Promise<Asked> {
  const found = await requireLiveRecord(c, c.req.param('id') ?? '', foreignOrigin(c))
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
  if (reason === null) return { ask: true }
  const rest = Math.ceil(Math.min(Math.max((restEnd(rules, past) - now) / 1000, 60), aDay))
  return { ask: false, rest, ...(isKnown && { reason }) }
}
