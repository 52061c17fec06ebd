import * as z from 'zod'
import type { Ctx } from '../context.ts'
import {
  type Campaign,
  type CampaignPlan,
  campaign as campaignBody,
  dryRun,
  newCampaign,
  type PeopleAdded,
  peopleAdded,
} from '../contract/campaigns.ts'
import { listQuery, page } from '../contract/lists.ts'
import { addressProblem, type Person, person } from '../contract/people.ts'
import { randomId } from '../http/hashing.ts'
import { addressAfter, addressOf, cursorAfter, placeOf } from '../http/pagination.ts'
import { invalid, Refusal } from '../http/problem.ts'
import { takeTurns } from '../http/turns.ts'
import { responseIdOf } from '../links/link-urls.ts'
import { mailAllowanceOf, whyNotFrom } from '../mail/allowance.ts'
import { badBody, body, call, ok, refusals, routeBulk, routes } from '../openapi/call.ts'
import { countsOf } from '../storage/campaign-counts.ts'
import {
  type CampaignRecord,
  type CampaignStatus,
  findCampaign,
  insertCampaign,
  listCampaigns,
  moveCampaign,
} from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import { addRecipients, type NewRecipient } from '../storage/recipients.ts'
import { findPublicSurvey } from '../storage/surveys.ts'
import { areErased, erasedLately } from '../storage/tombstones.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { dryRunOf } from './dry-run.ts'
import { type PersonLine, readPeople } from './read-people.ts'

/** The keyed calls under `/v1/campaigns`. */
export const campaigns = routes()

const make = call({
  method: 'post',
  path: '/',
  summary: 'Make a campaign, which sends nothing until it is started',
  request: { body: body(newCampaign) },
  responses: { 201: ok('The campaign', campaignBody), ...refusals(...badBody, 'not-found') },
})
campaigns.openapi(make, async (c) => {
  const { database, now } = c.var.services
  const { surveyId, ...plan } = c.req.valid('json')
  const survey = await requireSurvey(c, surveyId)
  const problem = await whyNotSend(c, plan)
  if (problem) throw invalid('from.address', problem)
  const times = { nextAt: 0, createdAt: now(), updatedAt: now() }
  const { id: workspaceId } = c.var.workspace
  const record = {
    id: randomId(),
    workspaceId,
    surveyId: survey.id,
    status: 'draft',
    plan,
    ...times,
  } as const
  await insertCampaign(database, record)
  return c.json(await toCampaign(c, record), 201, { location: `/v1/campaigns/${record.id}` })
})

const list = call({
  method: 'get',
  path: '/',
  summary: "The workspace's campaigns, newest first",
  request: { query: listQuery },
  responses: { 200: ok('A page of campaigns', page(campaignBody)), ...refusals('invalid') },
})
campaigns.openapi(list, async (c) => {
  const { limit = 100, cursor } = c.req.valid('query')
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
  summary: 'Read a campaign and how far it has come',
  request: { params: campaignId },
  responses: { 200: ok('The campaign', campaignBody), ...refusals('not-found') },
})
campaigns.openapi(read, async (c) => c.json(await toCampaign(c, await requireCampaign(c)), 200))

const addPeople = call({
  method: 'post',
  path: '/{id}/people',
  summary: 'Add people, at most 10,000 a call',
  description:
    'A JSON array, one JSON object a line, or CSV whose header names email and, if there are, name, id, language and timezone; its other columns are properties. Repeating a call adds nobody twice.',
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
  const { database, mail, now } = c.var.services
  const campaign = await requireCampaign(c)
  if (campaign.status === 'cancelled') throw new Refusal('conflict', 'the campaign is cancelled')
  const { lines: read, stoppedAt } = await readPeople(c)
  const lines = await withoutErased(database, campaign.workspaceId, read)
  const people = lines.flatMap((each) => ('person' in each ? [each] : []))
  const turn = takeTurns()
  const recipients = []
  for (const { person } of people) {
    recipients.push(await toRecipient(campaign.surveyId, person))
    await turn()
  }
  const added = recipients.length > 0 ? await addRecipients(database, campaign, recipients, now()) : 0
  // A finished campaign goes on with the people added to it.
  if (added > 0) await moveCampaign(database, campaign.id, ['finished'], 'running', now())
  mail?.wake()
  const answer = { added, duplicates: people.length - added, refused: refusedOf(lines) }
  return c.json({ ...answer, ...(stoppedAt !== null && { stoppedAt }) } satisfies PeopleAdded)
})

const listDryRun = call({
  method: 'get',
  path: '/{id}/dry-run',
  summary: 'Who would get the mail now, who later, who not, and why; sends nothing',
  request: { params: campaignId, query: listQuery },
  responses: { 200: ok('Who would', dryRun), ...refusals('not-found', 'invalid') },
})
campaigns.openapi(listDryRun, async (c) => {
  const { limit = 100, cursor } = c.req.valid('query')
  const { database, now } = c.var.services
  const campaign = await requireCampaign(c)
  const asked = await findPublicSurvey(database, campaign.surveyId)
  if (!asked) throw new Refusal('not-found', 'there is no such survey')
  const place = { after: addressOf(cursor), limit }
  const { isLast, ...run } = await dryRunOf(database, asked, campaign, now(), place)
  const last = run.items.at(-1)?.email.toLowerCase()
  return c.json({ ...run, nextCursor: isLast || !last ? null : addressAfter(last) }, 200)
})

const move = <Step extends string>(step: Step, summary: string) =>
  call({
    method: 'post',
    path: `/{id}/${step}`,
    summary,
    request: { params: campaignId },
    responses: { 200: ok('The campaign', campaignBody), ...refusals('not-found', 'conflict') },
  })

campaigns.openapi(move('start', 'Begin sending, or go on after a pause'), async (c) => {
  const { plan } = await requireCampaign(c)
  const problem = await whyNotSend(c, plan)
  if (problem) throw new Refusal('conflict', `from.address ${problem}`)
  if (!c.var.services.mail)
    throw new Refusal('conflict', 'no mail can be sent: set SMTP_URL, or MAIL_SERVICE and MAIL_KEY')
  return c.json(await moved(c, ['draft', 'paused'], 'running'), 200)
})
campaigns.openapi(move('pause', 'Send nothing until started again'), async (c) =>
  c.json(await moved(c, ['running'], 'paused'), 200),
)
campaigns.openapi(move('cancel', 'Send nothing any more; links that were sent keep working'), async (c) =>
  c.json(await moved(c, ['draft', 'running', 'paused'], 'cancelled'), 200),
)

/** Why the workspace may not send as this plan says; `null` when it may. */
async function whyNotSend(c: Ctx, { from }: Pick<CampaignPlan, 'from'>): Promise<string | null> {
  return whyNotFrom(await mailAllowanceOf(c.var.services.directory, c.var.workspace.id), from.address)
}

async function requireCampaign(c: Ctx): Promise<CampaignRecord> {
  const { database } = c.var.services
  const found = await findCampaign(database, c.var.workspace.id, c.req.param('id') ?? '')
  if (!found) throw new Refusal('not-found', 'there is no such campaign')
  return found
}

async function toCampaign(c: Ctx, record: CampaignRecord): Promise<Campaign> {
  const { id, surveyId, status, plan, createdAt, updatedAt } = record
  return {
    ...{ id, surveyId, status, ...plan },
    counts: await countsOf(c.var.services.database, record),
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  }
}

/** Moves a campaign on; one that stands there already stays, so that the call may be repeated. */
async function moved(c: Ctx, from: readonly CampaignStatus[], to: CampaignStatus): Promise<Campaign> {
  const { database, mail, now } = c.var.services
  const { id, status } = await requireCampaign(c)
  if (status !== to && !(await moveCampaign(database, id, from, to, now())))
    throw new Refusal('conflict', `the campaign is ${status}`)
  mail?.wake()
  return toCampaign(c, await requireCampaign(c))
}

/** The lines, with those of people who were erased lately refused. */
async function withoutErased(
  database: Database,
  workspaceId: string,
  lines: readonly PersonLine[],
): Promise<PersonLine[]> {
  const people = lines.map((each) => ({
    id: ('person' in each && each.person.id) || null,
    email: ('person' in each && each.person.email) || null,
  }))
  const erased = await areErased(database, workspaceId, people)
  return lines.map((each, place) => (erased[place] ? { line: each.line, errors: [erasedLately] } : each))
}

/**
 * The lines with errors. People whose address cannot be one are among them, and are kept all the same, to
 * be seen in the dry run.
 */
function refusedOf(lines: readonly PersonLine[]): PeopleAdded['refused'] {
  return lines.flatMap((each) => {
    if ('errors' in each) return [{ line: each.line, errors: [...each.errors] }]
    const detail = addressProblem(each.person.email)
    return detail ? [{ line: each.line, errors: [{ field: 'email', detail }] }] : []
  })
}

async function toRecipient(surveyId: string, person: Person): Promise<NewRecipient> {
  const { email: address, name, id, language, timezone, properties } = person
  const invitation = randomId()
  const isRight = addressProblem(address) === null
  return {
    ...{ email: address.toLowerCase(), address, invitation },
    responseId: await responseIdOf({ surveyId, invitation }),
    name: name ?? null,
    respondentId: id ?? null,
    language: language ?? null,
    timezone: timezone ?? null,
    properties: properties ?? null,
    state: isRight ? 'queued' : 'skipped',
    reason: isRight ? null : 'invalid-address',
  }
}
