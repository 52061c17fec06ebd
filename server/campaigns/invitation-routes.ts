import * as z from 'zod'
import type { Scale } from '../../shared/scale.ts'
import { publicUrlOf } from '../context.ts'
import {
  type Invited,
  invitation as invitationBody,
  type NewInvitation,
  newInvitation,
  refusedInvitation,
} from '../contract/invitations.ts'
import { randomId } from '../http/hashing.ts'
import { jsonOf, parseJson, readText } from '../http/input.ts'
import { type FieldError, invalid, Refusal } from '../http/problem.ts'
import { check, fieldErrors } from '../http/validate.ts'
import type { Keyring } from '../links/keyring.ts'
import { defaultLifetime, type Invitation, linksOf } from '../links/link-urls.ts'
import { badBody, call, ok, refusals, routeBulk, routes, surveyId } from '../openapi/call.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { scaleOfSurvey } from '../surveys/survey-scale.ts'

/** The most invitations one call makes. */
const mostACall = 10_000
/** Lines made at a time: enough to keep the signing busy, few enough to begin sending soon. */
const linesAtATime = 200
const ndjson = ['application/x-ndjson', 'application/ndjson']

interface Making {
  readonly survey: SurveyRecord
  readonly scale: Scale
  readonly keyring: Keyring
  readonly base: string
  readonly now: number
}

/** `POST /v1/surveys/:id/invitations`: personal links. */
export const invitations = routes()

const make = call({
  method: 'post',
  path: '/{id}/invitations',
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
      content: { 'application/x-ndjson': { schema: z.union([invitationBody, refusedInvitation]) } },
    },
    ...refusals(...badBody, 'not-found'),
  },
})
routeBulk(invitations, make, async (c) => {
  const survey = await requireSurvey(c)
  const { keyring, now } = c.var.services
  const scale = scaleOfSurvey(survey)
  const making = { survey, scale, keyring: await keyring(), base: publicUrlOf(c), now: now() }
  const given = await readText(c, ['application/json', ...ndjson])
  const isLines = c.req.header('content-type')?.includes('ndjson')
  const asked = isLines ? objectsOf(given) : parseJson(given)
  if (!Array.isArray(asked)) return c.json(await invite(making, check(newInvitation, asked)), 201)
  if (asked.length > mostACall) throw invalid('body', `must hold at most ${mostACall} invitations`)
  return c.body(linesFor(making, asked), 200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
})

/** The object of each line, `undefined` where there is none. */
function objectsOf(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => {
    try {
      return jsonOf(line)
    } catch {
      return undefined
    }
  })
}

function linesFor(making: Making, asked: readonly unknown[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      const first = at
      at += linesAtATime
      const made = await Promise.all(
        asked.slice(first, at).map((each, i) => lineFor(making, each, first + i + 1)),
      )
      if (made.length > 0)
        controller.enqueue(encoder.encode(made.map((line) => `${JSON.stringify(line)}\n`).join('')))
      if (at >= asked.length) controller.close()
    },
  })
}

async function lineFor(
  making: Making,
  asked: unknown,
  line: number,
): Promise<Invited | { line: number; errors: readonly FieldError[] }> {
  const read = newInvitation.safeParse(asked)
  if (!read.success) return { line, errors: fieldErrors(read.error.issues) }
  try {
    return await invite(making, read.data)
  } catch (error) {
    if (error instanceof Refusal && error.errors) return { line, errors: error.errors }
    throw error
  }
}

/** One invitation with all its links. */
async function invite({ survey, scale, keyring, base, now }: Making, given: NewInvitation): Promise<Invited> {
  const expiresAt = given.expiresAt ? Date.parse(given.expiresAt) : now + defaultLifetime
  if (expiresAt <= now) throw invalid('expiresAt', 'must be in the future')
  const { language, sentAt } = given
  const respondent = given.respondent ?? undefined
  const invitation: Invitation = {
    workspaceId: survey.workspaceId,
    surveyId: survey.id,
    invitation: given.id ?? randomId(),
    expiresAt,
    ...(respondent && { respondent }),
    ...(given.properties && { properties: given.properties }),
    ...(language && { language }),
    ...(sentAt && { sentAt: Date.parse(sentAt) }),
  }
  const links = await linksOf(keyring, base, invitation, scale)
  return {
    id: invitation.invitation,
    ...(respondent && { respondent }),
    ...links,
    byRating: [...links.byRating],
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
