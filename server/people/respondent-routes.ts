import * as z from 'zod'
import { erased, heldOnPerson, newPersonKey, personKeyMade } from '../contract/respondents.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routes } from '../openapi/call.ts'
import { toStoredResponse } from '../responses/response-routes.ts'
import { erasePerson } from '../storage/erasure.ts'
import type { Recipient } from '../storage/recipients.ts'
import { respondentData } from '../storage/respondents.ts'
import { namedInPath, personKey } from './person-key.ts'

/** `/v1/respondents/:id`: everything held on a person, and erasing it. */
export const respondents = routes()

const person = z.object({
  id: z.string().meta({ description: "The person's key, which `POST /v1/respondents/key` tells" }),
})
const time = (milliseconds: number) => new Date(milliseconds).toISOString()

function pick({
  campaignId,
  surveyId,
  email,
  address,
  name,
  respondentId,
  ...mail
}: Omit<Recipient, 'lastSentAt' | 'addedAt'>) {
  const { language, timezone, properties, state, reason, code, said, mails } = mail
  return {
    ...{ campaignId, surveyId, email, address, name, respondentId, language, timezone, properties },
    ...{ state, reason, code, said, mails },
  }
}

const nobody = () => new Refusal('not-found', 'nothing is held on such a person')

const tellKey = call({
  method: 'post',
  path: '/key',
  operationId: 'tellPersonKey',
  summary: 'The key that stands for a person in addresses',
  description:
    'Addresses are logged on their way, so they have a key where a person is meant: here, in campaigns, in suppressions and in `why-not`. It is made of the id or the email alone, says nothing of whether they are known, and stays the same until the link keys are renewed and the old ones removed.',
  request: { body: body(newPersonKey) },
  responses: { 200: ok('The key', personKeyMade), ...refusals(...badBody) },
})
respondents.openapi(tellKey, async (c) => {
  const key = await personKey(c, c.var.workspace, c.req.valid('json').person)
  return c.json({ key }, 200)
})

const read = call({
  method: 'get',
  path: '/{id}',
  operationId: 'readRespondent',
  summary: 'Everything held on a person',
  description: 'For a request for access. The key is of the id of the host, or of the email.',
  request: { params: person },
  responses: {
    200: ok('Answers, showings, visits, mails and suppressions, oldest first', heldOnPerson),
    ...refusals('not-found'),
  },
})
respondents.openapi(read, async (c) => {
  const id = await namedInPath(c, c.var.workspace, 'id')
  const held = await respondentData(c.var.services.database, c.var.workspace.id, id)
  if (isNothing(held)) throw nobody()
  return c.json(heldOn(held), 200)
})

type Held = Awaited<ReturnType<typeof respondentData>>

/** Whether nothing is held on a person. */
export const isNothing = (held: Held) => Object.values(held).every((rows) => rows.length === 0)

/** Everything held on a person, as it is handed out. */
export function heldOn({ answers, shown, opened, mails, asked, unwanted, notes, replied }: Held) {
  return {
    responses: answers.map((row) => ({ surveyId: row.surveyId, ...toStoredResponse(row) })),
    views: shown.map(({ surveyId, id, shownAt, dismissedAt, person, email }) => ({
      ...{ surveyId, id, email },
      respondentId: person?.startsWith('id ') ? person.slice('id '.length) : null,
      shownAt: time(shownAt),
      dismissedAt: dismissedAt === null ? null : time(dismissedAt),
    })),
    visits: opened.map(({ surveyId, responseId, id, openedAt, rating, said }) => ({
      ...{ surveyId, responseId, id, rating },
      comment: said?.comment ?? null,
      openedAt: time(openedAt),
    })),
    mails: mails.map(({ lastSentAt, addedAt, ...mail }) => ({
      ...pick(mail),
      addedAt: time(addedAt),
      lastSentAt: lastSentAt === null ? null : time(lastSentAt),
    })),
    earlierAsks: asked.map(({ campaignId, surveyId, email, mails, askedAt, lastSentAt }) => ({
      ...{ campaignId, surveyId, email, mails },
      askedAt: askedAt === null ? null : time(askedAt),
      lastSentAt: lastSentAt === null ? null : time(lastSentAt),
    })),
    followUps: notes.map(({ changedAt, id, ...note }) => ({
      ...{ ...note, responseId: id },
      changedAt: time(changedAt),
    })),
    replies: replied.map(({ sentAt, id: _, ...reply }) => ({ ...reply, sentAt: time(sentAt) })),
    suppressions: unwanted.map(({ reason, createdAt }) => ({ reason, createdAt: time(createdAt) })),
  }
}

const erase = call({
  method: 'delete',
  path: '/{id}',
  operationId: 'eraseRespondent',
  summary: 'Erase a person: from the answers, the counts and the database file too',
  description:
    'For 30 days nothing of them is taken in again: not what is sent again, waits in a queue, is imported, or comes by an old link; also when nothing was found. That they do not want mail any more is kept as a keyed hash, so that they get none: it is a suppression.',
  request: { params: person },
  responses: { 200: ok('How much it was', erased), ...refusals('not-found') },
})
respondents.openapi(erase, async (c) => {
  const id = await namedInPath(c, c.var.workspace, 'id')
  const { database, now } = c.var.services
  const gone = await erasePerson(database, c.var.workspace.id, id, now())
  if (gone.responses + gone.views + gone.mails === 0) throw nobody()
  return c.json(gone, 200)
})
