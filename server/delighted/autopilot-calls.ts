import { Hono } from 'hono'
import { millisecondsADay } from '../../shared/day.ts'
import type { Ctx, Env } from '../context.ts'
import { invalid, Refusal } from '../http/problem.ts'
import type { CampaignRecord } from '../storage/campaigns.ts'
import { completed, describe } from '../storage/project-people.ts'
import { listRecipients, type Recipient, removeRecipient } from '../storage/recipients.ts'
import { findRecipient, rejoin } from '../storage/scheduled-people.ts'
import type { SurveyRecord } from '../storage/surveys.ts'
import { erasedLately } from '../storage/tombstones.ts'
import { nextPage, placeIn } from './next-page.ts'
import { type Given, limitIn, parametersOf, seconds, textIn } from './parameters.ts'
import { requireMailable } from './person-calls.ts'
import { findPersonBy, requirePerson, toPerson } from './person-records.ts'
import { projectOf } from './project.ts'
import { autopilotOf, keepPerson } from './schedule.ts'

/** `/autopilot`: the recurring campaign of the survey, and its people. */
export const autopilot = new Hono<Env>()

/** Throws a 422 for what Sayso does not send by. */
function requireEmail(c: Ctx): void {
  if (c.req.param('platform') !== 'email')
    throw invalid('platform', 'must be email: Sayso asks by mail alone, and nothing is sent by SMS')
}

autopilot.get('/:platform', async (c) => {
  requireEmail(c)
  const campaign = await autopilotOf(c.var.services, await projectOf(c))
  const days = campaign?.plan.recurring?.everyDays ?? null
  return c.json({
    platform_id: 'email',
    active: campaign?.status === 'running',
    frequency: days === null ? null : seconds(days * millisecondsADay),
    created_at: seconds(campaign?.createdAt ?? null),
    updated_at: seconds(campaign?.updatedAt ?? null),
  })
})

async function requireAutopilot(c: Ctx, survey: SurveyRecord): Promise<CampaignRecord> {
  requireEmail(c)
  const campaign = await autopilotOf(c.var.services, survey)
  if (!campaign) throw invalid('platform', 'has no Autopilot: make a recurring campaign of this survey first')
  return campaign
}

const hasLeft = ({ state, reason }: Recipient) => state === 'skipped' && reason === 'left'

autopilot.get('/:platform/memberships', async (c) => {
  requireEmail(c)
  const { services } = c.var
  const survey = await projectOf(c)
  const campaign = await autopilotOf(services, survey)
  if (!campaign) return c.json([])
  const given = await parametersOf(c)
  const named = nameIn(given)
  if (named !== null) {
    const member = await memberNamed(c, survey, campaign, named)
    return c.json(member ? await membershipsOf(c, survey, [member]) : [])
  }
  const limit = limitIn(given)
  const read = await listRecipients(services.database, campaign.id, placeIn(given) ?? '', limit + 1)
  nextPage(c, '/autopilot/email/memberships', read.length > limit ? read[limit - 1]!.email : null)
  const members = read.slice(0, limit).filter((each) => !hasLeft(each))
  return c.json(await membershipsOf(c, survey, members))
})

function nameIn(given: Given): string | null {
  const email = textIn(given, 'person_email')
  return textIn(given, 'person_id') ?? (email && `email:${email}`)
}

async function memberNamed(c: Ctx, survey: SurveyRecord, { id }: CampaignRecord, named: string) {
  const { database } = c.var.services
  const person = await findPersonBy(database, survey, named)
  const found = person?.email ? await findRecipient(database, id, person.email) : null
  return found && !hasLeft(found) ? found : null
}

async function membershipsOf(c: Ctx, survey: SurveyRecord, members: readonly Recipient[]) {
  const { database, now } = c.var.services
  const called = members.map(({ respondentId: id, email }) => ({ id, email }))
  const people = await describe(database, survey, await completed(database, survey, called))
  return members.map(({ addedAt, nextAskAt, dueAt, state, properties, invitation }, place) => {
    const at = state === 'queued' ? Math.max(nextAskAt ?? dueAt, now()) : null
    return {
      created_at: seconds(addedAt),
      person: toPerson(people[place]!, now()),
      properties: properties ?? {},
      next_survey_request:
        at === null
          ? null
          : {
              id: invitation,
              created_at: seconds(addedAt),
              survey_scheduled_at: seconds(at),
              properties: properties ?? {},
            },
    }
  })
}

autopilot.post('/:platform/memberships', async (c) => {
  const { services } = c.var
  const survey = await projectOf(c)
  const campaign = await requireAutopilot(c, survey)
  const given = await parametersOf(c)
  const id = textIn(given, 'person_id')
  const known = id === null ? null : await requirePerson(services.database, survey, id)
  const email = textIn(given, 'person_email') ?? known?.email ?? undefined
  const kept = await keepPerson(
    services,
    campaign,
    requireMailable({ ...given, person_email: email }, 'person_'),
  )
  if (!kept) throw invalid('person_email', erasedLately.detail)
  if (hasLeft(kept)) await rejoin(services.database, kept, services.now())
  services.mail?.wake()
  const person = await requirePerson(services.database, survey, `email:${kept.email}`)
  return c.json({ person: toPerson(person, services.now()), properties: kept.properties ?? {} }, 201)
})

autopilot.delete('/:platform/memberships', async (c) => {
  const { services } = c.var
  const survey = await projectOf(c)
  const campaign = await requireAutopilot(c, survey)
  const named = nameIn(await parametersOf(c))
  if (named === null) throw invalid('person_email', "can't be blank")
  const member = await memberNamed(c, survey, campaign, named)
  if (!member) throw new Refusal('not-found', 'there is no such person in Autopilot')
  const person = await requirePerson(services.database, survey, named)
  await removeRecipient(services.database, campaign.id, member.email)
  return c.json({ person: toPerson(person, services.now()) })
})
