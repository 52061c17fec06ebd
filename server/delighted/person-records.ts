import { decodeBase64Url, encodeBase64Url } from 'hono/utils/encode'
import { invalid, Refusal } from '../http/problem.ts'
import type { Database } from '../storage/db.ts'
import { emailKey } from '../storage/email-key.ts'
import {
  type Called,
  completed,
  describe,
  type Project,
  type ProjectPerson,
} from '../storage/project-people.ts'
import { seconds } from './parameters.ts'

/** What ids begin with that are made of an address: of people the host gave no id. */
const ofEmail = 'email-'

/** The id of a person: the host's own, else one made of their address, so that none has to be stored. */
export function personIdOf({ id, email }: Called): string {
  if (id !== null) return id
  const bytes = new TextEncoder().encode(emailKey(email!))
  return `${ofEmail}${encodeBase64Url(bytes.buffer).replace(/=+$/, '')}`
}

function emailIn(id: string): string | null {
  if (!id.startsWith(ofEmail)) return null
  try {
    const email = new TextDecoder().decode(decodeBase64Url(id.slice(ofEmail.length)))
    return email.includes('@') ? email : null
  } catch {
    return null
  }
}

/** Whom an id, `email:ADDRESS` or an address names. */
function calledBy(text: string): Called {
  if (/^phone_number:/i.test(text)) throw noPhones('person')
  const email = text.match(/^email:(.*)$/is)?.[1] ?? emailIn(text) ?? (text.includes('@') ? text : null)
  return email === null ? { id: text, email: null } : { id: null, email: emailKey(email.trim()) }
}

/** The person an id, `email:ADDRESS` or an address names; `null` when nobody here is called so. */
export async function findPersonBy(
  database: Database,
  project: Project,
  text: string,
): Promise<ProjectPerson | null> {
  const called = calledBy(text)
  // Some hosts have addresses for ids.
  const asked =
    called.id === null && text.includes('@') && !/^email:/i.test(text)
      ? [called, { id: text, email: null }]
      : [called]
  const found = await describe(database, project, await completed(database, project, asked))
  return found.find((person) => person !== null) ?? null
}

/** The same, or a 404. */
export async function requirePerson(
  database: Database,
  project: Project,
  text: string,
): Promise<ProjectPerson> {
  const found = await findPersonBy(database, project, text)
  if (!found) throw new Refusal('not-found', 'there is no such person')
  return found
}

/** What is said of phone numbers, whatever they are wanted for. */
export const noPhones = (field: string) =>
  invalid(field, 'by phone number is not supported: Sayso asks by mail, and keeps no phone numbers')

/** A person as lists and `expand` show them. */
export function toPerson(person: ProjectPerson, now: number) {
  const { email, name, createdAt, lastSentAt, lastRespondedAt, nextAt } = person
  return {
    id: personIdOf(person),
    email,
    name,
    created_at: seconds(createdAt),
    phone_number: null,
    last_sent_at: seconds(lastSentAt),
    last_responded_at: seconds(lastRespondedAt),
    next_survey_scheduled_at: seconds(nextAt === null ? null : Math.max(nextAt, now)),
  }
}
