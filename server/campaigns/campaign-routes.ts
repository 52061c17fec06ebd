import * as z from 'zod'
import { type Ctx, publicUrlOf } from '../context.ts'
import {
  type Campaign,
  type CampaignChange,
  campaign as campaignBody,
  campaignChange,
  dryRun,
  newCampaign,
  testMail,
  testSent,
} from '../contract/campaigns.ts'
import { listQuery, page } from '../contract/lists.ts'
import { changeAsRead, requireMatch, tagOf } from '../http/conditional.ts'
import { newIdOf } from '../http/once.ts'
import { afterMade, pageOf, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import type { Delivery } from '../mail/mailer.ts'
import { badBody, body, call, ifMatch, made, ok, refusals, routes } from '../openapi/call.ts'
import { cursorAfterEmail, emailOfCursor } from '../people/person-key.ts'
import type { Services } from '../services.ts'
import { countsOf } from '../storage/campaign-counts.ts'
import { hasBegun } from '../storage/campaign-queue.ts'
import { type CampaignRecord, deleteCampaign, listCampaigns } from '../storage/campaigns.ts'
import { emailKey } from '../storage/email-key.ts'
import { findPublicSurvey } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
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
  const headers = { location: `/v1/campaigns/${record.id}`, etag: tagOf(record) }
  return c.json(await toCampaign(c, record), 201, headers)
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
  const { items: records, nextCursor } = pageOf(found, limit, afterMade)
  const items = await Promise.all(records.map((record) => toCampaign(c, record)))
  return c.json({ items, nextCursor }, 200)
})

export const campaignId = z.object({ id: z.string().meta({ description: "The campaign's id" }) })

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
campaigns.openapi(read, async (c) => {
  const found = await requireCampaign(c)
  return c.json(await toCampaign(c, found), 200, { etag: tagOf(found) })
})

const change = call({
  method: 'patch',
  path: '/{id}',
  operationId: 'changeCampaign',
  summary: 'Change what a campaign says and when it goes out, also while it is sent',
  description:
    'Fields that are left out stay. Mails that are out stay as they were; its links end when it says now, and reminders asked for later go to those who were mailed before, too.',
  request: { params: campaignId, headers: ifMatch, body: body(campaignChange) },
  responses: {
    200: ok('The campaign', campaignBody),
    ...refusals(...badBody, 'not-found', 'conflict', 'precondition-failed'),
  },
})
campaigns.openapi(change, async (c) => {
  const given = c.req.valid('json') as CampaignChange
  const changed = await changeAsRead(async () =>
    changeCampaign(c.var.services, await requireMatching(c), given),
  )
  return c.json(await toCampaign(c, changed), 200, { etag: tagOf(changed) })
})

const remove = call({
  method: 'delete',
  path: '/{id}',
  operationId: 'deleteCampaign',
  summary: 'Delete a campaign that sent nothing, with its people',
  description:
    'Of one that sent mails the links live on, and when people were asked last is remembered: cancel it instead.',
  request: { params: campaignId, headers: ifMatch },
  responses: { 204: { description: 'Deleted' }, ...refusals('not-found', 'conflict', 'precondition-failed') },
})
campaigns.openapi(remove, async (c) => {
  const { database } = c.var.services
  await changeAsRead(async () => {
    const read = await requireMatching(c)
    if (read.status === 'running') throw new Refusal('conflict', 'the campaign is running: pause it first')
    if (await hasBegun(database, read.id))
      throw new Refusal('conflict', 'mails of it are out, and their links live on: cancel it instead')
    return (await deleteCampaign(database, read)) || null
  })
  return c.body(null, 204)
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
  const place = { after: await emailOfCursor(c, c.var.workspace, cursor), limit }
  const { isLast, ...run } = await dryRunOf(c.var.services, publicUrlOf(c), asked, campaign, place)
  const last = isLast ? undefined : run.items.at(-1)?.email
  const sender = cursor === undefined ? await senderOf(c, campaign) : null
  const warnings = planWarnings(campaign.plan)
  const nextCursor = await cursorAfterEmail(c, c.var.workspace, last ? emailKey(last) : null)
  return c.json({ ...run, sender, warnings, nextCursor }, 200)
})

addMove(
  'start',
  'Begin sending, or go on after a pause',
  'Needs a mail server, and people. Whom to mail is decided anew for each of them as their turn comes.',
  startCampaign,
)
addMove('pause', 'Send nothing until started again', 'A mail that is on its way arrives.', pauseCampaign)
addMove(
  'cancel',
  'Send nothing any more; links that were sent keep working',
  'For good: a campaign that was cancelled is not started again.',
  cancelCampaign,
)
addMove(
  'retry',
  'Queue those again whom the mail server refused, but not whose address it does not know',
  'For when what it refused them for is put right.',
  retryCampaign,
)

function addMove(
  step: string,
  summary: string,
  description: string,
  take: (services: Services, campaign: CampaignRecord) => Promise<CampaignRecord | null>,
): void {
  const move = call({
    method: 'post',
    path: `/{id}/${step}`,
    operationId: `${step}Campaign`,
    summary,
    description,
    request: { params: campaignId, headers: ifMatch },
    responses: {
      200: ok('The campaign', campaignBody),
      ...refusals('not-found', 'conflict', 'precondition-failed'),
    },
  })
  campaigns.openapi(move, async (c) => {
    const moved = await changeAsRead(async () => take(c.var.services, await requireMatching(c)))
    return c.json(await toCampaign(c, moved), 200, { etag: tagOf(moved) })
  })
}

/** The campaign of the address, or 404. */
export function requireCampaign(c: Ctx): Promise<CampaignRecord> {
  return campaignOf(c.var.services, c.var.workspace.id, c.req.param('id') ?? '')
}

/** The same, if it is still as `If-Match` has it. */
async function requireMatching(c: Ctx): Promise<CampaignRecord> {
  const found = await requireCampaign(c)
  requireMatch(c, found)
  return found
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
