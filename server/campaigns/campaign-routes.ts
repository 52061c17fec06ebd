import { Hono } from 'hono'
import type { Ctx, Env } from '../context.ts'
import { type Campaign, type DryRun, newCampaign, type PeopleAdded } from '../contract/campaigns.ts'
import { listQuery } from '../contract/lists.ts'
import { isAddress, type Person } from '../contract/people.ts'
import { randomId } from '../http/hashing.ts'
import { addressAfter, addressOf, cursorAfter, placeOf } from '../http/pagination.ts'
import { Refusal } from '../http/problem.ts'
import { query } from '../http/query.ts'
import { readJson } from '../http/validate.ts'
import { responseIdOf } from '../links/link-urls.ts'
import { countsOf } from '../storage/campaign-counts.ts'
import {
  type CampaignRecord,
  type CampaignStatus,
  findCampaign,
  insertCampaign,
  listCampaigns,
  moveCampaign,
} from '../storage/campaigns.ts'
import { addRecipients, type NewRecipient } from '../storage/recipients.ts'
import { findPublicSurvey } from '../storage/surveys.ts'
import { requireSurvey } from '../surveys/survey-routes.ts'
import { dryRunOf } from './dry-run.ts'
import { readPeople } from './read-people.ts'

/** The keyed calls under `/v1/campaigns`. */
export const campaigns = new Hono<Env>()
  .post('/', async (c) => {
    const { database, now } = c.var.services
    const { surveyId, ...plan } = await readJson(c, newCampaign)
    const survey = await requireSurvey(c, surveyId)
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
  .get('/', query(listQuery), async (c) => {
    const { limit = 100, cursor } = c.req.valid('query')
    const { database } = c.var.services
    const found = await listCampaigns(database, c.var.workspace.id, placeOf(cursor), limit + 1)
    const last = found.length > limit ? found[limit - 1] : undefined
    return c.json({
      items: await Promise.all(found.slice(0, limit).map((record) => toCampaign(c, record))),
      nextCursor: last ? cursorAfter({ answeredAt: last.createdAt, id: last.id }) : null,
    })
  })
  .get('/:id', async (c) => c.json(await toCampaign(c, await requireCampaign(c))))
  .post('/:id/people', answerPeople)
  .get('/:id/dry-run', query(listQuery), answerDryRun)
  .post('/:id/start', async (c) => {
    await requireCampaign(c)
    if (!c.var.services.mail)
      throw new Refusal('conflict', 'no mail can be sent: set SMTP_URL, or MAIL_SERVICE and MAIL_KEY')
    return answerMoved(c, ['draft', 'paused'], 'running')
  })
  .post('/:id/pause', (c) => answerMoved(c, ['running'], 'paused'))
  .post('/:id/cancel', (c) => answerMoved(c, ['draft', 'running', 'paused'], 'cancelled'))

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
async function answerMoved(c: Ctx, from: readonly CampaignStatus[], to: CampaignStatus) {
  const { database, mail, now } = c.var.services
  const { id, status } = await requireCampaign(c)
  if (status !== to && !(await moveCampaign(database, id, from, to, now())))
    throw new Refusal('conflict', `the campaign is ${status}`)
  mail?.wake()
  return c.json(await toCampaign(c, await requireCampaign(c)))
}

/**
 * Adds people, to a finished campaign too, which then goes on. Those whose address cannot be one are
 * kept, to be seen in the dry run.
 */
async function answerPeople(c: Ctx) {
  const { database, mail, now } = c.var.services
  const campaign = await requireCampaign(c)
  if (campaign.status === 'cancelled') throw new Refusal('conflict', 'the campaign is cancelled')
  const read = await readPeople(c)
  const people = read.flatMap((each) => ('person' in each ? [each] : []))
  const recipients = await Promise.all(people.map(({ person }) => toRecipient(campaign.surveyId, person)))
  const added = recipients.length > 0 ? await addRecipients(database, campaign, recipients) : 0
  if (added > 0) await moveCampaign(database, campaign.id, ['finished'], 'running', now())
  const wrongAddress = people.filter(({ person }) => !isAddress(person.email))
  const refused = [
    ...read.flatMap((each) => ('errors' in each ? [{ line: each.line, errors: [...each.errors] }] : [])),
    ...wrongAddress.map(({ line }) => ({
      line,
      errors: [{ field: 'email', detail: 'must be an email address' }],
    })),
  ].sort((a, b) => a.line - b.line)
  mail?.wake()
  return c.json({ added, duplicates: people.length - added, refused } satisfies PeopleAdded)
}

async function toRecipient(surveyId: string, person: Person): Promise<NewRecipient> {
  const { email: address, name, id, language, timezone, properties } = person
  const invitation = randomId()
  const isRight = isAddress(address)
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

async function answerDryRun(c: Ctx) {
  const { limit = 100, cursor } = listQuery.parse(c.req.query())
  const { database, now } = c.var.services
  const campaign = await requireCampaign(c)
  const asked = await findPublicSurvey(database, campaign.surveyId)
  if (!asked) throw new Refusal('not-found', 'there is no such survey')
  const place = { after: addressOf(cursor), limit }
  const { isLast, ...run } = await dryRunOf(database, asked, campaign, now(), place)
  const last = run.items.at(-1)?.email.toLowerCase()
  const answer: DryRun = { ...run, nextCursor: isLast || !last ? null : addressAfter(last) }
  return c.json(answer)
}
