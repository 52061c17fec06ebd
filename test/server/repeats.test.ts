import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countRepeats } from '../../server/storage/counts/funnel.ts'
import type { Database } from '../../server/storage/db.ts'
import { openTestDatabase } from '../support/database.ts'
import { fc } from '../support/seeded.ts'

let database: Database
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
})
afterAll(() => close())

/** A person as a view or an answer names them: by an id, an email, both or neither. */
const who = fc.record({
  id: fc.option(fc.constantFrom('ann', 'ben', 'cem')),
  email: fc.option(fc.constantFrom('ann@x.test', 'ben@x.test', 'both@x.test')),
})
type Who = typeof who extends fc.Arbitrary<infer One> ? One : never
const visit = fc.record({
  shownTo: who,
  at: fc.integer({ min: 0, max: 20 }),
  isDismissed: fc.boolean(),
  isVerified: fc.boolean(),
  answer: fc.option(fc.record({ by: who, hasComment: fc.boolean(), isCounted: fc.boolean() })),
})
type Visit = typeof visit extends fc.Arbitrary<infer One> ? One : never

const nameOf = ({ id, email }: Who) => (id !== null ? `id ${id}` : email !== null ? `email ${email}` : null)

async function store(visits: readonly Visit[]): Promise<void> {
  await database.write([
    sql`DELETE FROM responses`,
    sql`DELETE FROM views`,
    ...visits.flatMap(({ shownTo, at, isDismissed, isVerified, answer }, place) => [
      ...(answer
        ? [
            sql`INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, comment, contact,
                respondent_id, respondent_email, respondent_verified, verified_fields, channel, state, answered_at, updated_at)
              VALUES ('demo', ${`v${place}`}, 1, 1, 'k', 9, ${answer.hasComment ? 'so' : null}, 0, ${answer.by.id},
                ${answer.by.email}, ${isVerified ? 1 : 0}, ${isVerified ? '["id","email"]' : '[]'}, 'widget',
                ${answer.isCounted ? 'counted' : 'held'}, ${at}, ${at})`,
          ]
        : []),
      sql`INSERT INTO views (survey_id, id, shown_at, person, person_verified, dismissed_at)
        VALUES ('demo', ${`v${place}`}, ${at}, ${nameOf(shownTo)}, ${isVerified ? 1 : 0}, ${isDismissed ? at : null})
        ON CONFLICT DO UPDATE SET person = excluded.person, person_verified = excluded.person_verified,
          dismissed_at = excluded.dismissed_at`,
    ]),
  ])
}

/** The same by looking at each. */
function expected(visits: readonly Visit[], from: number, to: number) {
  const ownersOf = (email: string, isVerified: boolean) =>
    new Set(
      visits.flatMap(({ answer, isVerified: given }) =>
        answer?.by.email === email && answer.by.id !== null && (given || !isVerified) ? [answer.by.id] : [],
      ),
    )
  const personOf = (one: Who, isVerified: boolean) => {
    const name = nameOf(one)
    if (name === null) return null
    const owners = one.id === null ? ownersOf(one.email!, isVerified) : new Set()
    return `${isVerified} ${owners.size === 1 ? `id ${[...owners][0]}` : name}`
  }
  const within = visits.filter(({ at }) => at >= from && at < to)
  const shown = within.flatMap(({ shownTo, isDismissed, isVerified, answer }) => {
    const person = personOf(shownTo, isVerified) ?? (answer && personOf(answer.by, isVerified))
    return person ? [{ person, isMarked: isDismissed }] : []
  })
  const said = within.flatMap(({ isVerified, answer }) => {
    const person = answer?.isCounted ? personOf(answer.by, isVerified) : null
    return person ? [{ person, isMarked: answer!.hasComment }] : []
  })
  const again = (rows: readonly { person: string }[]) =>
    rows.length - new Set(rows.map(({ person }) => person)).size
  return {
    shown: again(shown),
    dismissed: again(shown.filter(({ isMarked }) => isMarked)),
    known: shown.length,
    answered: again(said),
    commented: again(said.filter(({ isMarked }) => isMarked)),
  }
}

it('counts how often known people were shown a survey and answered it again, whatever names they go by', async () => {
  const property = async (visits: readonly Visit[], from: number, to: number) => {
    await store(visits)
    for (const atATime of [3, 100_000])
      expect(await countRepeats(database, 'demo', from, to, atATime)).toEqual(expected(visits, from, to))
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(visit, { maxLength: 12 }),
      fc.nat(8),
      fc.integer({ min: 9, max: 21 }),
      property,
    ),
    { numRuns: 200 },
  )
})
