import * as z from 'zod'
import { type Ctx, publicUrlOf } from '../context.ts'
import {
  type Campaign,
  type CampaignChange,
  campaign as campaignBody,
  campaignChange,
  dryRun,
  newCampaign,
  peopleAdded,
  removedAddress,
  testMail,
  testSent,
} from '../contract/campaigns.ts'
import { listQuery, page } from '../contract/lists.ts'
import { person } from '../contract/people.ts'
import { newIdOf } from '../http/once.ts'
import { addressAfter, addressOf, cursorAfter, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import type { Delivery } from '../mail/mailer.ts'
import { badBody, body, call, made, ok, refusals, routeBulk, routes } from '../openapi/call.ts'
import { countsOf } from '../storage/campaign-counts.ts'
import { type CampaignRecord, listCampaigns } from '../storage/campaigns.ts'
import { emailKey } from '../storage/email-key.ts'
import { removeRecipient } from '../storage/recipients.ts'
import { findPublicSurvey } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { addPeopleTo, requireOpen } from './add-people.ts'
import { changeCampaign } from './change-campaign.ts'
import { usualRestDays } from './decision.ts'
import { dryRunOf } from './dry-run.ts'
import {
  campaignOf,
  cancelCampaign,
  makeCampaign,
  pauseCampaign,
  retryCampaign,
  startCampaign,
} from './move-campaign.ts'
import { planWarnings } from './plan-warnings.ts'
import { readPeople } from './read-people.ts'
import { sendTest } from './send-test.ts'

/** The keyed calls under `/v1/campaigns`. */
export const campaigns = routes()

const make = call({
  method: 'post',
  path: '/',
  operationId: 'makeCampaign',
  summary: 'Make a campaign, which sends nothing until it is started',
  description:
    'It belongs to one survey. Add people, look at the dry run, send yourself a test, then start it.',
  request: { body: body(newCampaign) },
  responses: { 201: made('The campaign', campaignBody), ...refusals(...badBody, 'not-found') },
})
campaigns.openapi(make, async (c) => {
  const { surveyId, ...plan } = c.req.valid('json')
  const survey = await requireSurvey(c, surveyId)
  const record = await makeCampaign(c.var.services, survey, plan, await newIdOf(c))
  return c.json(await toCampaign(c, record), 201, { location: `/v1/campaigns/${record.id}` })
})

const list = call({
  method: 'get',
  path: '/',
  operationId: 'listCampaigns',
  summary: "The workspace's campaigns, newest first",
  description: 'Each with its counts, whatever its status.',
  request: { query: listQuery },
  responses: {
    200: ok('A page of campaigns', page(campaignBody).meta({ id: 'CampaignList' })),
    ...refusals('invalid'),
  },
})
campaigns.openapi(list, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const { database } = c.var.services
  const found = await listCampaigns(database, c.var.workspace.id, placeOf(cursor), limit + 1)
  const last = found.length > limit ? found[limit - 1] : undefined
  const items = await Promise.all(found.slice(0, limit).map((record) => toCampaign(c, record)))
  const nextCursor = last ? cursorAfter({ answeredAt: last.createdAt, id: last.id }) : null
  return c.json({ items, nextCursor }, 200)
})

const campaignId = z.object({ id: z.string().meta({ description: "The campaign's id" }) })

const read = call({
  method: 'get',
  path: '/{id}',
  operationId: 'readCampaign',
  summary: 'Read a campaign and how far it has come',
  description:
    'With how many of its people wait, were sent it, answered, or get none and why; and what the mail server says when it takes no mail.',
  request: { params: campaignId },
  responses: { 200: ok('The campaign', campaignBody), ...refusals('not-found') },
})
campaigns.openapi(read, async (c) => c.json(await toCampaign(c, await requireCampaign(c)), 200))

const change = call({
  method: 'patch',
  path: '/{id}',
  operationId: 'changeCampaign',
  summary: 'Change what a campaign says and when it goes out, also while it is sent',
  description:
    'Fields that are left out stay. Mails that are out stay as they were; its links end when it says now, and reminders asked for later go to those who were mailed before, too.',
  request: { params: campaignId, body: body(campaignChange) },
  responses: { 200: ok('The campaign', campaignBody), ...refusals(...badBody, 'not-found', 'conflict') },
})
campaigns.openapi(change, async (c) => {
  const given = c.req.valid('json') as CampaignChange
  return c.json(
    await toCampaign(c, await changeCampaign(c.var.services, await requireCampaign(c), given)),
    200,
  )
})

const sendOne = call({
  method: 'post',
  path: '/{id}/test',
  operationId: 'sendTestMail',
  summary: 'Send its mail to yourself, as one of its people gets it; nothing answered by its links counts',
  description:
    'Needs a mail server. The mail goes out at once, whatever the window and the status of the campaign.',
  request: { params: campaignId, body: body(testMail) },
  responses: { 200: ok('What became of it', testSent), ...refusals(...badBody, 'not-found', 'conflict') },
})
campaigns.openapi(sendOne, async (c) => {
  const campaign = await requireCampaign(c)
  const survey = await requireSurvey(c, campaign.surveyId)
  const { to } = c.req.valid('json')
  const delivery = await sendTest(c.var.services, campaign, survey, to, publicUrlOf(c))
  return c.json(resultOf(delivery), 200)
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
routeBulk(campaigns, addPeople, async (c) => {
  const campaign = await requireCampaign(c)
  requireOpen(campaign)
  return c.json(await addPeopleTo(c.var.services, campaign, await readPeople(c)))
})

const removePerson = call({
  method: 'delete',
  path: '/{id}/people/{email}',
  operationId: 'removeCampaignPerson',
  summary: 'Take somebody out: they get no further mail of it, and their links keep working',
  description: 'Adding them again takes them back. They rest as if they had stayed.',
  request: {
    params: campaignId.extend({ email: z.string().meta({ description: "The person's address" }) }),
  },
  responses: { 200: ok('The address', removedAddress), ...refusals('not-found') },
})
campaigns.openapi(removePerson, async (c) => {
  const campaign = await requireCampaign(c)
  const email = emailKey(c.req.valid('param').email)
  if (!(await removeRecipient(c.var.services.database, campaign.id, email)))
    throw new Refusal('not-found', 'the campaign has nobody of this address')
  return c.json({ email }, 200)
})

const listDryRun = call({
  method: 'get',
  path: '/{id}/dry-run',
  operationId: 'dryRunCampaign',
  summary: 'Who would get the mail now, who later, who not, and why; sends nothing',
  description:
    'Decided by the same function as when it is sent. The sums are of all people; the list of them comes in pages.',
  request: { params: campaignId, query: listQuery },
  responses: { 200: ok('Who would', dryRun), ...refusals('not-found', 'invalid') },
})
campaigns.openapi(listDryRun, async (c) => {
  const { limit, cursor } = c.req.valid('query')
  const { database } = c.var.services
  const campaign = await requireCampaign(c)
  const asked = await findPublicSurvey(database, campaign.surveyId)
  if (!asked) throw new Refusal('not-found', 'there is no such survey')
  const place = { after: addressOf(cursor), limit }
  const { isLast, ...run } = await dryRunOf(c.var.services, publicUrlOf(c), asked, campaign, place)
  const last = run.items.at(-1)?.email
  const sender = cursor === undefined ? await senderOf(c, campaign) : null
  const warnings = planWarnings(campaign.plan)
  return c.json(
    { ...run, sender, warnings, nextCursor: isLast || !last ? null : addressAfter(emailKey(last)) },
    200,
  )
})

const move = <Step extends string>(step: Step, summary: string, description: string) =>
  call({
    method: 'post',
    path: `/{id}/${step}`,
    operationId: `${step}Campaign`,
    summary,
    description,
    request: { params: campaignId },
    responses: { 200: ok('The campaign', campaignBody), ...refusals('not-found', 'conflict') },
  })

const start = move(
  'start',
  'Begin sending, or go on after a pause',
  'Needs a mail server, and people. Whom to mail is decided anew for each of them as their turn comes.',
)
campaigns.openapi(start, async (c) =>
  c.json(await toCampaign(c, await startCampaign(c.var.services, await requireCampaign(c))), 200),
)
const pause = move('pause', 'Send nothing until started again', 'A mail that is on its way arrives.')
campaigns.openapi(pause, async (c) =>
  c.json(await toCampaign(c, await pauseCampaign(c.var.services, await requireCampaign(c))), 200),
)
const cancel = move(
  'cancel',
  'Send nothing any more; links that were sent keep working',
  'For good: a campaign that was cancelled is not started again.',
)
campaigns.openapi(cancel, async (c) =>
  c.json(await toCampaign(c, await cancelCampaign(c.var.services, await requireCampaign(c))), 200),
)
const retry = move(
  'retry',
  'Queue those again whom the mail server refused, but not whose address it does not know',
  'For when what it refused them for is put right.',
)
campaigns.openapi(retry, async (c) =>
  c.json(await toCampaign(c, await retryCampaign(c.var.services, await requireCampaign(c))), 200),
)

function requireCampaign(c: Ctx): Promise<CampaignRecord> {
  return campaignOf(c.var.services, c.var.workspace.id, c.req.param('id') ?? '')
}

/** Whether the mail server takes the campaign's sender now; `null` where only a mail tells. */
async function senderOf(c: Ctx, { plan }: CampaignRecord) {
  const delivery = await c.var.services.mail?.takes?.(plan.from.address)
  if (!delivery) return null
  const { code, text } = replyOf(delivery)
  return { taken: delivery.outcome === 'accepted', code, text }
}

const replyOf = (delivery: Delivery) =>
  delivery.outcome === 'accepted' ? { code: null, text: '' } : delivery.reply

function resultOf(delivery: Delivery) {
  const outcomes = { accepted: 'sent', resting: 'later' } as const
  const { outcome } = delivery
  const said = outcome === 'accepted' || outcome === 'resting' ? outcomes[outcome] : outcome
  return { outcome: said, ...replyOf(delivery) }
}

async function toCampaign(c: Ctx, record: CampaignRecord): Promise<Campaign> {
  const { id, surveyId, status, plan, trouble, createdAt, updatedAt } = record
  return {
    ...{ id, surveyId, status, ...plan },
    ...{ restDays: plan.restDays ?? usualRestDays, headers: plan.headers ?? {} },
    counts: await countsOf(c.var.services.database, record),
    trouble: trouble && { ...trouble, since: new Date(trouble.since).toISOString() },
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}
