import { sql } from 'drizzle-orm'
import type { Database } from './db.ts'
import { emailKey } from './email-key.ts'
import { ownersOf } from './person.ts'
import { emailName, idName } from './tombstones.ts'

/** A person as their newest answer says who they are. */
export interface KnownPerson {
  readonly id: string | null
  readonly email: string | null
  readonly name: string | null
  readonly isVerified: boolean
  readonly surveyId: string
  readonly rating: number
  readonly answeredAt: number
}

/** What tells a person from others: their id, else their email. */
export const nameOf = ({ id, email }: Pick<KnownPerson, 'id' | 'email'>) =>
  id === null ? emailName(email!) : idName(id)

/**
 * The people who gave these answers, each once with the first of them; anonymous answers are left out. An answer with
 * an email alone is that of the id it belongs to.
 */
export async function peopleOf(
  database: Database,
  workspaceId: string,
  answers: readonly { readonly surveyId: string; readonly id: string }[],
): Promise<KnownPerson[]> {
  const rows = await database.orm.all<Omit<KnownPerson, 'isVerified'> & { isVerified: number }>(sql`
    SELECT r.respondent_id AS id, r.respondent_email AS email, r.respondent_name AS name,
      r.respondent_verified AS isVerified, r.survey_id AS surveyId, r.rating, r.answered_at AS answeredAt
    FROM json_each(${JSON.stringify(answers.map(({ surveyId, id }) => [surveyId, id]))}) j
    CROSS JOIN responses r ON r.survey_id = j.value ->> 0 AND r.id = j.value ->> 1
    WHERE r.respondent_id IS NOT NULL OR r.respondent_email IS NOT NULL
    ORDER BY j.key`)
  const alone = rows.filter(({ id }) => id === null)
  const emails = alone.map(({ email, isVerified }) => [emailKey(email!), isVerified])
  const given = sql`SELECT DISTINCT value ->> 0 AS email, value ->> 1 AS verified FROM json_each(${JSON.stringify(emails)})`
  const owners = alone.length === 0 ? [] : await ownersOf(database, sql`${workspaceId}`, given)
  const ownerOf = new Map(owners.map(({ email, verified, id }) => [`${verified} ${email}`, id]))
  const people = new Map<string, KnownPerson>()
  for (const row of rows) {
    const id = row.id ?? ownerOf.get(`${row.isVerified} ${emailKey(row.email!)}`) ?? null
    const person = { ...row, id, isVerified: row.isVerified === 1 }
    const key = nameOf(person)
    if (!people.has(key)) people.set(key, person)
  }
  return [...people.values()]
}
