import { longest, mostProperties } from '../../../shared/response.ts'
import { CliError, type Connection, call } from '../api.ts'
import type { SavedItem } from './read-saved.ts'

const atOnce = 8

/** Does something with each item, some at once. Resolves to why the server refused some, by the item. */
async function each<Item>(items: readonly Item[], one: (item: Item) => Promise<unknown>) {
  const refused = new Map<Item, string>()
  const tried = (item: Item) =>
    one(item).catch((error: unknown) => {
      if (!(error instanceof CliError) || error.kind !== 'refused') throw error
      refused.set(item, error.message)
    })
  for (let at = 0; at < items.length; at += atOnce) await Promise.all(items.slice(at, at + atOnce).map(tried))
  return refused
}

/**
 * Adds people by Delighted's own call: a campaign of the survey keeps them, and when they were asked last, and mails
 * nobody. Resolves to why some were refused.
 */
export function bringPeople(
  { url, key }: Connection,
  survey: string,
  people: readonly SavedItem[],
): Promise<Map<SavedItem, string>> {
  const authorization = `Basic ${Buffer.from(`${key}:${survey}`).toString('base64')}`
  const headers = { 'content-type': 'application/json', authorization }
  return each(people, (item) =>
    call({ url, key }, '/delighted/v1/people', {
      method: 'POST',
      headers,
      body: JSON.stringify(personOf(item)),
    }),
  )
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
  const { email, name, last_sent_at: asked } = fields
  return {
    ...{ email: String(email), send: false },
    ...(typeof name === 'string' && { name: name.slice(0, longest.name) }),
    ...(kept.length > 0 && { properties: Object.fromEntries(kept.slice(0, mostProperties)) }),
    ...(typeof asked === 'number' && { last_sent_at: Math.floor(asked / 1000) }),
  }
}

/** An address that gets no mail any more, with why and since when. */
export interface Suppressed {
  readonly email: string
  readonly reason: 'unsubscribed' | 'bounced'
  /** Left out when it is not known. */
  readonly createdAt?: string
}

/** Keeps addresses from getting mail. Resolves to why some were refused. */
export function bringSuppressions(
  connection: Connection,
  given: readonly Suppressed[],
): Promise<Map<Suppressed, string>> {
  const headers = { 'content-type': 'application/json' }
  return each(given, (suppressed) =>
    call(connection, '/v1/suppressions', { method: 'POST', headers, body: JSON.stringify(suppressed) }),
  )
}
