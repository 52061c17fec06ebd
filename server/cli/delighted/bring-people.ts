import { longest, mostProperties } from '../../../shared/response.ts'
import type { Campaign, PeopleAdded } from '../../contract/campaigns.ts'
import { type Connection, call, itemsOf } from '../api.ts'
import { postJson } from '../import-sending.ts'
import type { SavedItem } from './read-saved.ts'

/** The campaign that keeps the people: a draft, which sends nothing. */
const campaignName = 'People from Delighted'

/** Who mails come from until somebody says: no mail server takes it, so nothing goes out unseen. */
const nobody = { address: 'set-a-sender@sayso.invalid', name: '' }

const peoplePerCall = 1_000

/** What became of people. */
export interface PeopleBrought {
  readonly campaign: string | null
  readonly added: number
  /** Those the campaign had before. */
  readonly known: number
  readonly refused: readonly string[]
  readonly hasSender: boolean
}

/** Adds people to a draft campaign of the survey, each once. Those without an address are not taken. */
export async function bringPeople(
  connection: Connection,
  survey: string,
  items: readonly SavedItem[],
  from: { readonly address: string; readonly name: string } | null,
): Promise<PeopleBrought> {
  const people = items.map(personOf)
  if (people.length === 0) return { campaign: null, added: 0, known: 0, refused: [], hasSender: true }
  const campaign = await campaignFor(connection, survey, from ?? nobody)
  const refused: string[] = []
  let [added, known] = [0, 0]
  for (let at = 0; at < people.length; at += peoplePerCall) {
    const part = people.slice(at, at + peoplePerCall)
    const path = `/v1/campaigns/${campaign.id}/people`
    const result = await postJson<PeopleAdded>(connection, path, part)
    added += result.added
    known += result.duplicates
    for (const { line, errors } of result.refused)
      refused.push(
        `line ${items[at + line - 1]!.line}: ${errors.map(({ field, detail }) => `${field} ${detail}`).join('; ')}`,
      )
  }
  return { campaign: campaign.id, added, known, refused, hasSender: campaign.from.address !== nobody.address }
}

async function campaignFor(connection: Connection, surveyId: string, from: object): Promise<Campaign> {
  for await (const campaign of itemsOf<Campaign>(connection, '/v1/campaigns'))
    if (campaign.name === campaignName && campaign.surveyId === surveyId && campaign.status !== 'cancelled')
      return campaign
  return postJson(connection, '/v1/campaigns', { surveyId, name: campaignName, from })
}

function personOf({ fields, others }: SavedItem): object {
  const given = { ...(fields.properties as object | undefined), ...others }
  const kept = Object.entries(given).filter(
    ([name, value]) =>
      name !== '' &&
      name.length <= longest.propertyName &&
      ['string', 'number', 'boolean'].includes(typeof value) &&
      String(value).length <= longest.propertyValue,
  )
  return {
    email: String(fields.email ?? ''),
    ...(typeof fields.name === 'string' && { name: fields.name.slice(0, longest.name) }),
    ...(kept.length > 0 && { properties: Object.fromEntries(kept.slice(0, mostProperties)) }),
  }
}

/** Addresses that get no mail any more, with when and why. */
export interface Suppressed {
  readonly email: string
  readonly reason: 'unsubscribed' | 'bounced'
  /** Left out when it is not known. */
  readonly createdAt?: string
}

const atOnce = 8

/** Keeps addresses from getting mail. Resolves to the refusals, by their place. */
export async function bringSuppressions(
  connection: Connection,
  given: readonly Suppressed[],
): Promise<Map<Suppressed, string>> {
  const refused = new Map<Suppressed, string>()
  const one = async (suppressed: Suppressed) => {
    const headers = { 'content-type': 'application/json' }
    const request = { method: 'POST', headers, body: JSON.stringify(suppressed) }
    await call(connection, '/v1/suppressions', request).catch((error: Error & { kind?: string }) => {
      if (error.kind !== 'refused') throw error
      refused.set(suppressed, error.message)
    })
  }
  for (let at = 0; at < given.length; at += atOnce) await Promise.all(given.slice(at, at + atOnce).map(one))
  return refused
}
