import * as z from 'zod'
import type { Ctx } from '../context.ts'
import { peopleAdded } from '../contract/campaigns.ts'
import { person } from '../contract/people.ts'
import {
  type CampaignPerson,
  campaignPeople,
  campaignPeopleQuery,
  campaignPerson,
  campaignPersonChange,
} from '../contract/recipients.ts'
import { pageOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { badBody, body, call, ok, refusals, routeBulk, routes } from '../openapi/call.ts'
import { cursorAfterEmail, emailOfCursor, namedInPath } from '../people/person-key.ts'
import { emailKey } from '../storage/email-key.ts'
import {
  changeRecipient,
  findRecipient,
  listRecipients,
  type Recipient,
  removeRecipient,
} from '../storage/recipients.ts'
import { addPeopleTo, requireOpen } from './add-people.ts'
import { campaignId, requireCampaign } from './campaign-routes.ts'
import { readPeople } from './read-people.ts'

/** `/v1/campaigns/:id/people`: who is asked by a campaign, and what became of it. */
export const campaignPeopleRoutes = routes()

const list = call({
  method: 'get',
  path: '/{id}/people',
  operationId: 'listCampaignPeople',
  summary: 'The people of a campaign by address, and what became of their mails',
  description: 'Who would get the mail now, and who not, `dry-run` works out.',
  request: { params: campaignId, query: campaignPeopleQuery },
  responses: { 200: ok('A page of people', campaignPeople), ...refusals('not-found', 'invalid') },
})
campaignPeopleRoutes.openapi(list, async (c) => {
  const { limit, cursor, state } = c.req.valid('query')
  const { id } = await requireCampaign(c)
  const { workspace, services } = c.var
  const after = await emailOfCursor(c, workspace, cursor)
  const found = await listRecipients(services.database, id, after, limit + 1, state)
  const { items, nextCursor: last } = pageOf(found, limit, ({ email }) => email)
  return c.json({ items: items.map(toPerson), nextCursor: await cursorAfterEmail(c, workspace, last) }, 200)
})

const addPeople = call({
  method: 'post',
  path: '/{id}/people',
  operationId: 'addCampaignPeople',
  summary: 'Add people, at most 10,000 a call',
  description:
    'A JSON array, one JSON object a line, or CSV whose header names email and, if there are, name, id, language and timezone; its other columns are properties. Repeating a call adds nobody twice; a recurring campaign keeps what is said of them anew, and takes those back who left.',
  request: {
    params: campaignId,
    body: {
      required: true,
      content: {
        'application/json': { schema: z.array(person) },
        'application/x-ndjson': { schema: person },
        'text/csv': { schema: z.string() },
      },
    },
  },
  responses: {
    200: ok('What became of the lines', peopleAdded),
    ...refusals(...badBody, 'bad-encoding', 'not-found', 'conflict'),
  },
})
routeBulk(campaignPeopleRoutes, addPeople, async (c) => {
  const campaign = await requireCampaign(c)
  requireOpen(campaign)
  return c.json(await addPeopleTo(c.var.services, campaign, await readPeople(c)))
})

const one = campaignId.extend({
  email: z.string().meta({ description: "The address's key, which `POST /v1/respondents/key` tells" }),
})
const emailOf = async (c: Ctx) => emailKey(await namedInPath(c, c.var.workspace, 'email'))
const nobody = () => new Refusal('not-found', 'the campaign has nobody of this address')

async function requirePerson(c: Ctx): Promise<Recipient> {
  const { id } = await requireCampaign(c)
  const found = await findRecipient(c.var.services.database, id, await emailOf(c))
  if (!found) throw nobody()
  return found
}

const read = call({
  method: 'get',
  path: '/{id}/people/{email}',
  operationId: 'readCampaignPerson',
  summary: 'Somebody of a campaign, and what became of their mail',
  description: 'By their address, in any case.',
  request: { params: one },
  responses: { 200: ok('The person', campaignPerson), ...refusals('not-found') },
})
campaignPeopleRoutes.openapi(read, async (c) => c.json(toPerson(await requirePerson(c)), 200))

const change = call({
  method: 'patch',
  path: '/{id}/people/{email}',
  operationId: 'changeCampaignPerson',
  summary: 'Change what a campaign knows of somebody; what is left out stays',
  description:
    'Mails that are out stay as they were. Who has another address or id is another person: add them.',
  request: { params: one, body: body(campaignPersonChange) },
  responses: { 200: ok('The person', campaignPerson), ...refusals(...badBody, 'not-found') },
})
campaignPeopleRoutes.openapi(change, async (c) => {
  const campaign = await requireCampaign(c)
  const { email } = await requirePerson(c)
  const given = c.req.valid('json')
  // Of what is sent as null or empty, only the name of the field is left.
  const change = Object.fromEntries(
    (Object.keys(given) as (keyof typeof given)[]).map((name) => [name, given[name] ?? null]),
  )
  const { database, mail, now } = c.var.services
  await changeRecipient(database, { campaignId: campaign.id, email }, change, now())
  mail?.wake()
  return c.json(toPerson(await requirePerson(c)), 200)
})

const remove = call({
  method: 'delete',
  path: '/{id}/people/{email}',
  operationId: 'removeCampaignPerson',
  summary: 'Take somebody out: they get no further mail of it, and their links keep working',
  description: 'Adding them again takes them back. They rest as if they had stayed.',
  request: { params: one },
  responses: { 204: { description: 'Taken out' }, ...refusals('not-found') },
})
campaignPeopleRoutes.openapi(remove, async (c) => {
  const campaign = await requireCampaign(c)
  if (!(await removeRecipient(c.var.services.database, campaign.id, await emailOf(c)))) throw nobody()
  return c.body(null, 204)
})

const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function toPerson(row: Recipient): CampaignPerson {
  const { address: email, name, respondentId: id, language, timezone, state, mails, code, said } = row
  return {
    ...{ email, name, id, language, timezone, properties: row.properties ?? {} },
    ...{ state, reason: row.reason as CampaignPerson['reason'], mails, code, said },
    ...{ askedAt: time(row.askedAt), lastSentAt: time(row.lastSentAt), addedAt: time(row.addedAt)! },
  }
}
