import { Hono } from 'hono'
import { millisecondsADay } from '../../shared/day.ts'
import { fits } from '../../shared/scale.ts'
import type { Ctx, Env } from '../context.ts'
import { comment as commentText, properties as propertiesOf } from '../contract/responses.ts'
import { randomId } from '../http/hashing.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { check } from '../http/validate.ts'
import { findResponse } from '../storage/find-responses.ts'
import { type Imported, type Intake, importResponses, plainIntake } from '../storage/import-responses.ts'
import { allAnswers } from '../storage/moderation.ts'
import { answersOfPage } from '../storage/project-answers.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { erasedLately } from '../storage/tombstones.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'
import {
  blank,
  type Given,
  names,
  pageIn,
  parametersOf,
  propertiesIn,
  spanIn,
  textIn,
  timeIn,
} from './parameters.ts'
import { findPersonBy, noPhones } from './person-records.ts'
import { projectOf } from './project.ts'
import { type AnswerRow, toResponses } from './response-records.ts'
import { trendIn } from './trend.ts'

/** `/survey_responses`: the counted answers. */
export const surveyResponses = new Hono<Env>()

const orders = {
  asc: { by: 'answeredAt', isNewestFirst: false },
  desc: { by: 'answeredAt', isNewestFirst: true },
  'asc:updated_at': { by: 'updatedAt', isNewestFirst: false },
  'desc:updated_at': { by: 'updatedAt', isNewestFirst: true },
} as const

surveyResponses.get('/', async (c) => {
  const { database } = c.var.services
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  const order = textIn(given, 'order') ?? 'asc'
  if (!Object.hasOwn(orders, order))
    throw invalid('order', `must be one of ${Object.keys(orders).join(', ')}`)
  const named = textIn(given, 'person_id') ?? emailNamed(given)
  const person = named === null ? null : await findPersonBy(database, survey, named)
  if (named !== null && !person) return c.json([])
  const trend = await trendIn(database, survey, given)
  const rows = await answersOfPage(database, survey.id, {
    selection: { ...allAnswers, ...spanIn(given), state: 'counted', segments: trend ? [trend] : [] },
    updated: spanIn(given, 'updated_since', 'updated_until'),
    person,
    ...orders[order as keyof typeof orders],
    ...pageIn(given),
  })
  return c.json(await toResponses(c, survey, rows, names(given.expand, 'person')))
})

function emailNamed(given: Given): string | null {
  const email = textIn(given, 'person_email')
  return email && `email:${email}`
}

surveyResponses.post('/', async (c) => {
  const { now } = c.var.services
  const survey = await projectOf(c)
  const given = await parametersOf(c)
  if (given.score === undefined || given.score === null || given.score === '') throw blank('score')
  const person = await requireAnswerer(c, survey, given)
  const row: Imported = {
    ...{ id: randomId(), rating: scoreIn(survey, given), comment: commentIn(given), channel: 'api' },
    ...{ ...person, properties: answerProperties(given), answeredAt: answeredAtIn(given, now()) },
  }
  await store(c, survey, row, plainIntake)
  return c.json(await toResponse(c, survey, row.id, given), 201)
})

function scoreIn(survey: SurveyRecord, given: Given): number {
  const scale = scaleOfSurvey(survey)
  const wrong = invalid('score', `must be a whole number from ${scale.min} to ${scale.max}`)
  const text = textIn(given, 'score')
  if (text === null || !/^-?\d{1,4}$/.test(text) || !fits(scale, Number(text))) throw wrong
  return Number(text)
}

function commentIn(given: Given): string | null {
  const text = textIn(given, 'comment')
  return text === null ? null : checked('comment', () => check(commentText, text)) || null
}

function answerProperties(given: Given) {
  const said = propertiesIn(given, 'person_properties')
  if (said === null || Object.keys(said).length === 0) return null
  return checked('person_properties', () => check(propertiesOf, said))
}

/** What `read` returns; its refusal names the field. */
function checked<Value>(field: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refusal) || !error.errors?.[0]) throw error
    throw invalid(field, error.errors[0].detail)
  }
}

function answeredAtIn(given: Given, now: number): number {
  const at = timeIn(given, 'created_at') ?? now
  // Clocks differ.
  if (at > now + millisecondsADay) throw invalid('created_at', 'must not be in the future')
  return at
}

/** The person that answers, by their id, as an object that `expand` gave, or by `email:ADDRESS`. */
async function requireAnswerer(c: Ctx, survey: SurveyRecord, given: Given) {
  const { person } = given
  const named =
    typeof person === 'object' && person !== null ? textIn(person as Given, 'id') : textIn(given, 'person')
  if (named === null && textIn(given, 'person_phone_number')) throw noPhones('person')
  const name = named ?? emailNamed(given)
  if (name === null) throw blank('person')
  const found = await findPersonBy(c.var.services.database, survey, name)
  if (!found) throw invalid('person', 'does not exist: create the person first')
  return { respondentId: found.id, respondentEmail: found.email, respondentName: found.name }
}

async function store(c: Ctx, survey: SurveyRecord, row: Imported, intake: Intake): Promise<void> {
  const { services } = c.var
  const [read] = await services.tagger.tag(services, [{ ...row, surveyId: survey.id }], services.now())
  const taken = await importResponses(services.database, survey.id, [read!], services.now(), intake)
  if (taken.erased > 0) throw invalid('person', erasedLately.detail)
}

async function toResponse(c: Ctx, survey: SurveyRecord, id: string, given: Given) {
  const row = await requireAnswer(c, survey, id)
  const [response] = await toResponses(c, survey, [row], names(given.expand, 'person'))
  return response!
}

async function requireAnswer(c: Ctx, survey: SurveyRecord, id: string): Promise<AnswerRow> {
  const row = await findResponse(c.var.services.database, survey.id, id)
  if (!row) throw new Refusal('not-found', 'there is no such survey response')
  return row
}

surveyResponses.get('/:id', async (c) => {
  const survey = await projectOf(c)
  return c.json(await toResponse(c, survey, c.req.param('id'), await parametersOf(c)))
})

surveyResponses.put('/', async (c) => {
  const given = await parametersOf(c)
  const id = textIn(given, 'id')
  if (id === null) throw blank('id')
  return c.json(await changed(c, id, given))
})

surveyResponses.put('/:id', async (c) => c.json(await changed(c, c.req.param('id'), await parametersOf(c))))

/** Whether a person gave an answer themselves, on a page or by a link, and no key brought it. */
const isTheirs = ({ writeKeyHash, importId, channel }: AnswerRow) =>
  writeKeyHash !== '' || (importId === null && ['email', 'page', 'widget'].includes(channel))

/** What was said, by which answers are compared. */
const inWords = ({
  rating,
  comment,
  properties,
}: Pick<AnswerRow, 'rating' | 'comment'> & { properties: object | null }) =>
  JSON.stringify([rating, comment, Object.entries(properties ?? {}).sort()])

/** Changes what is given of an answer; what people said themselves stays. */
async function changed(c: Ctx, id: string, given: Given) {
  const survey = await projectOf(c)
  const row = await requireAnswer(c, survey, id)
  const has = (name: string) => given[name] !== undefined
  const isOther = has('person') && given.person !== null && !(await isSamePerson(c, survey, row, given))
  const { respondentId, respondentEmail, respondentName } = row
  const after = {
    rating: has('score') ? scoreIn(survey, given) : row.rating,
    comment: has('comment') ? commentIn(given) : row.comment,
    properties: has('person_properties') ? answerProperties(given) : row.properties,
  }
  if (!isOther && inWords(after) === inWords(row)) return toResponse(c, survey, id, given)
  if (isTheirs(row)) throw invalid('base', 'what a person said on a page or by a link is not written over')
  const { channel, answeredAt, choices, language, origin, verifiedFields } = row
  await store(
    c,
    survey,
    {
      ...{ id, channel, answeredAt, choices, language, origin, contact: row.contact === 1 },
      ...after,
      ...(isOther
        ? await requireAnswerer(c, survey, given)
        : { respondentId, respondentEmail, respondentName }),
      ...(verifiedFields && !isOther && { verifiedFields }),
    },
    { ...plainIntake, onConflict: 'update' },
  )
  return toResponse(c, survey, id, given)
}

async function isSamePerson(c: Ctx, survey: SurveyRecord, row: AnswerRow, given: Given): Promise<boolean> {
  const { person } = given
  const named = typeof person === 'object' ? textIn(person as Given, 'id') : textIn(given, 'person')
  const [response] = await toResponses(c, survey, [row], false)
  return named === response!.person
}
