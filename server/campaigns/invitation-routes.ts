import * as z from 'zod'
import type { Scale } from '../../shared/scale.ts'
import { publicUrlOf } from '../context.ts'
import {
  type Invited,
  invitation as invitationBody,
  invitationLine,
  type NewInvitation,
  newInvitation,
} from '../contract/invitations.ts'
import { parseJson, readText } from '../http/input.ts'
import {
  isLong,
  type Listed,
  listOf,
  listOfArray,
  listOfLines,
  mostErrorsOfLine,
  mostListed,
  mostRefused,
} from '../http/list-body.ts'
import { newIdOf } from '../http/once.ts'
import { type FieldError, invalid, Refusal } from '../http/problem.ts'
import { check, fieldErrors } from '../http/validate.ts'
import type { Keyring } from '../links/keyring.ts'
import { defaultLifetime, type Invitation, linksOf } from '../links/link-urls.ts'
import { badBody, call, ok, refusals, routeBulk, routes, surveyId } from '../openapi/call.ts'
import type { Database } from '../storage/db.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { areErased, erasedLately } from '../storage/tombstones.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** Lines made at a time: enough to keep the signing busy, few enough not to hold others up. */
const linesAtATime = 20
const ndjson = ['application/x-ndjson', 'application/ndjson']

/** In characters. A link says itself whose it is; campaigns' links do not, and take any properties. */
const longestLink = 2000

interface Making {
  readonly survey: SurveyRecord
  readonly scale: Scale
  readonly keyring: Keyring
  readonly base: string
  readonly now: number
  readonly database: Database
  /** An id for an invitation that brings none, by its line. */
  readonly newId: (line: number) => Promise<string>
}

/** `POST /v1/surveys/:id/invitations`: personal links. */
export const invitations = routes()

const make = call({
  method: 'post',
  path: '/{id}/invitations',
  operationId: 'makeInvitations',
  summary: 'Make personal links, one invitation or up to 10,000',
  description:
    'Nothing is stored: a link says itself whose it is, signed. An array, or one object a line, is answered one line each, in the same order, as they are made.',
  request: {
    params: surveyId,
    body: {
      required: true,
      content: {
        'application/json': { schema: z.union([newInvitation, z.array(newInvitation)]) },
        'application/x-ndjson': { schema: newInvitation },
      },
    },
  },
  responses: {
    201: ok('The invitation, when one object was sent', invitationBody),
    200: {
      description: 'A line for each',
      content: { 'application/x-ndjson': { schema: invitationLine } },
    },
    ...refusals(...badBody, 'not-found'),
  },
})
routeBulk(invitations, make, async (c) => {
  const survey = await requireSurvey(c)
  const { keyring, now, database } = c.var.services
  const scale = scaleOfSurvey(survey)
  const making = {
    survey,
    scale,
    keyring: await keyring(survey.workspaceId),
    base: publicUrlOf(c),
    now: now(),
    database,
    newId: (line: number) => newIdOf(c, String(line)),
  }
  const given = await readText(c, ['application/json', ...ndjson])
  const isLines = c.req.header('content-type')?.includes('ndjson')
  const whole = isLines || isLong(given) ? [] : parseJson(given)
  if (!Array.isArray(whole)) return c.json(await inviteOne(making, check(newInvitation, whole)), 201)
  const asked = isLines ? await listOfLines(given) : isLong(given) ? await listOfArray(given) : listOf(whole)
  if (asked.length > mostListed) throw invalid('body', `must hold at most ${mostListed} invitations`)
  return c.body(linesFor(making, asked), 200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
})

/** A line for each thing asked, made as they are read; after too many refusals one that says so is the last. */
function linesFor(making: Making, asked: readonly Listed[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let at = 0
  let refused = 0
  return new ReadableStream({
    async pull(controller) {
      const part = asked.slice(at, at + linesAtATime)
      at += part.length
      const erased = await erasedIn(
        making,
        part.map(({ value }) => newInvitation.safeParse(value).data),
      )
      const made = await Promise.all(
        part.map((each, place) => (erased[place] ? refusedAsErased(each) : lineFor(making, each))),
      )
      refused += made.filter((line) => 'errors' in line).length
      const isStopped = refused >= mostRefused && at < asked.length
      const lines = isStopped ? [...made, stopped(asked[at]!.line)] : made
      if (lines.length > 0)
        controller.enqueue(encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
      if (isStopped || at >= asked.length) controller.close()
    },
  })
}

/** Which of these are for people who were erased lately. */
function erasedIn({ database, survey }: Making, given: readonly (NewInvitation | undefined)[]) {
  const people = given.map((each) => ({
    id: each?.respondent?.id ?? null,
    email: each?.respondent?.email ?? null,
  }))
  return areErased(database, survey.workspaceId, people)
}

const refusedAsErased = ({ line }: Listed) => ({ line, errors: [erasedLately] })

async function inviteOne(making: Making, given: NewInvitation): Promise<Invited> {
  const [erased] = await erasedIn(making, [given])
  if (erased) throw invalid(erasedLately.field, erasedLately.detail)
  return invite(making, given, 0)
}

const stopped = (line: number) => ({
  line,
  errors: [{ field: 'body', detail: 'too many lines before it were refused: from here on nothing is read' }],
})

async function lineFor(
  making: Making,
  { value, line }: Listed,
): Promise<Invited | { line: number; errors: readonly FieldError[] }> {
  const read = newInvitation.safeParse(value)
  if (!read.success) return { line, errors: fieldErrors(read.error.issues, mostErrorsOfLine) }
  try {
    return await invite(making, read.data, line)
  } catch (error) {
    if (error instanceof Refusal && error.errors) return { line, errors: error.errors }
    throw error
  }
}

/** One invitation with all its links. */
async function invite(
  { survey, scale, keyring, base, now, newId }: Making,
  given: NewInvitation,
  line: number,
): Promise<Invited> {
  const expiresAt = given.expiresAt ? Date.parse(given.expiresAt) : now + defaultLifetime
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future')
  const { language, sentAt } = given
  const respondent = given.respondent ?? undefined
  const invitation: Invitation = {
    workspaceId: survey.workspaceId,
    surveyId: survey.id,
    invitation: given.id ?? (await newId(line)),
    expiresAt,
    ...(respondent && { respondent }),
    ...(given.properties && { properties: given.properties }),
    ...(language && { language }),
    ...(sentAt && { sentAt: Date.parse(sentAt) }),
  }
  const links = await linksOf(keyring, base, invitation, scale)
  const length = Math.max(...links.byRating.map(({ link }) => link.length))
  if (length > longestLink)
    throw invalid(
      'properties',
      `make links of ${length} characters, and ${longestLink} is the most that all mail programs open`,
    )
  return {
    id: invitation.invitation,
    ...(respondent && { respondent }),
    ...links,
    byRating: [...links.byRating],
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
