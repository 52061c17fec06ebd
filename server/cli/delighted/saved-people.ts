import { type Fields, phoneNumbers } from './answer-rows.ts'
import type { Suppressed } from './bring-people.ts'
import type { MoveLedger } from './ledger.ts'
import type { SavedFile, SavedItem } from './read-saved.ts'

const listsOf = (files: readonly SavedFile[]) =>
  files.filter(({ kind }) => kind === 'people' || kind === 'unsubscribes' || kind === 'bounces')

const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value).trim())

/**
 * People with an address, each once, those who unsubscribed or bounced too; and everybody by the id that answers name. What of
 * them comes and what has no place here goes to the ledger.
 */
export function peopleIn(files: readonly SavedFile[], kept?: MoveLedger) {
  const byId = new Map<string, Fields>()
  const people = new Map<string, SavedItem>()
  for (const { kind, items } of listsOf(files))
    for (const item of items) {
      const { fields } = item
      const id = textOf(kind === 'people' ? (fields.id ?? fields.person_id) : fields.person_id)
      if (id !== '') byId.set(id, { ...byId.get(id), ...fields })
      const email = textOf(fields.email)
      if (email !== '' && !people.has(email.toLowerCase())) people.set(email.toLowerCase(), item)
      if (kind !== 'people') continue
      kept?.came(
        'people, whom a campaign keeps and does not mail (sayso campaign list)',
        email === '' ? 0 : 1,
      )
      kept?.came('dates on which people were last asked', email !== '' && fields.last_sent_at ? 1 : 0)
      kept?.lost('people without an email address, who were asked by phone', email === '' ? 1 : 0)
      kept?.lost(phoneNumbers, textOf(fields.phone_number) === '' || email === '' ? 0 : 1)
      kept?.lost('dates on which people were to be asked next', fields.next_survey_scheduled_at ? 1 : 0)
    }
  return { people: [...people.values()], byId }
}

/** Addresses that unsubscribed or bounced, each once; who unsubscribed, whatever else, has unsubscribed. */
export function suppressedIn(files: readonly SavedFile[], kept?: MoveLedger): Suppressed[] {
  const { byId } = peopleIn(files)
  const found = new Map<string, Suppressed>()
  for (const [reason, field] of [
    ['unsubscribed', 'unsubscribed_at'],
    ['bounced', 'bounced_at'],
  ] as const)
    for (const { kind, items } of listsOf(files))
      for (const { fields } of items) {
        const since = fields[field]
        if (!since) continue
        const email = textOf(fields.email) || textOf(byId.get(textOf(fields.person_id))?.email)
        if (email === '') kept?.lost(`people who ${reason} without an email address`, 1)
        else if (!found.has(email.toLowerCase()))
          found.set(email.toLowerCase(), {
            email,
            reason,
            ...(typeof since === 'number' && { createdAt: new Date(since).toISOString() }),
          })
        else if (found.get(email.toLowerCase())!.reason !== reason && kind !== 'people')
          kept?.lost('bounces of people who unsubscribed', 1)
      }
  return [...found.values()]
}
