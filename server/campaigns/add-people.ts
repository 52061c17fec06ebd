import type { PeopleAdded } from '../contract/campaigns.ts'
import { addressProblem, type Person } from '../contract/people.ts'
import { randomId } from '../http/hashing.ts'
import { Refusal } from '../http/problem.ts'
import { takeTurns } from '../http/turns.ts'
import { responseIdOf } from '../links/link-urls.ts'
import type { Services } from '../services.ts'
import { type CampaignRecord, moveCampaign } from '../storage/campaigns.ts'
import type { Database } from '../storage/db.ts'
import { emailKey } from '../storage/email-key.ts'
import { addRecipients, type NewRecipient } from '../storage/recipients.ts'
import { areErased, erasedLately } from '../storage/tombstones.ts'
import type { PeopleRead, PersonLine } from './read-people.ts'

/** Throws a 409 when nobody can be added any more. */
export function requireOpen({ status }: CampaignRecord): void {
  if (status === 'cancelled') throw new Refusal('conflict', 'the campaign is cancelled')
}

/** Adds the people of a list to a campaign; whoever it has already is counted as a duplicate. */
export async function addPeopleTo(
  { database, mail, now }: Services,
  campaign: CampaignRecord,
  { lines: read, stoppedAt }: PeopleRead,
): Promise<PeopleAdded> {
  const lines = await withoutErased(database, campaign.workspaceId, read)
  const people = lines.flatMap((each) => ('person' in each ? [each] : []))
  const turn = takeTurns()
  const recipients = []
  for (const { person } of people) {
    recipients.push(await toRecipient(campaign.surveyId, person))
    await turn()
  }
  const added =
    recipients.length > 0
      ? await addRecipients(database, campaign, recipients, now(), Boolean(campaign.plan.recurring))
      : 0
  // A finished campaign goes on with the people added to it.
  if (added > 0) await moveCampaign(database, campaign.id, ['finished'], 'running', now())
  mail?.wake()
  const answer = { added, duplicates: people.length - added, refused: refusedOf(lines) }
  return { ...answer, ...(stoppedAt !== null && { stoppedAt }) }
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
    ...{ email: emailKey(address), address, invitation },
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
