import { findAnswers } from '../storage/answers/find-answers.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import type { Match } from '../storage/answers/match.ts'
import { facet, plain } from '../storage/answers/terms.ts'
import { searchIn } from '../storage/answers/vocabulary.ts'
import type { Database } from '../storage/db.ts'
import { type KnownPerson, nameOf, peopleOf } from '../storage/people.ts'

/** Answers looked through for people: more of the same person are found than shown. */
const perLook = 200
const mostLooks = 5

/** The people who answered last, or whose answers hold these words: names, addresses, ids. */
export async function findPeople(
  database: Database,
  workspaceId: string,
  text: string,
  most: number,
): Promise<KnownPerson[]> {
  const match: Match = { all: [{ token: facet.workspace(workspaceId) }, ...(await searchIn(database, text))] }
  const filter = { match, from: null, to: null, theme: null }
  if (database.remembers) findAnswers(database, filter, null, perLook).catch(() => {})
  await catchUp(database)
  const words = plain(text).split(/\s+/).filter(Boolean)
  const people = new Map<string, KnownPerson>()
  let before: number | null = null
  for (let look = 0; look < mostLooks && people.size < most; look += 1) {
    const found = await findAnswers(database, filter, before === null ? null : { before }, perLook)
    for (const person of await peopleOf(database, workspaceId, found)) {
      const key = nameOf(person)
      if (isCalled(person, words) && !people.has(key)) people.set(key, person)
    }
    if (found.length < perLook) break
    before = found.at(-1)!.key
  }
  return [...people.values()].slice(0, most)
}

/** Whether the words stand in what a person is called, not only in what they said. */
function isCalled({ id, email, name }: KnownPerson, words: readonly string[]): boolean {
  const names = plain([name, email, id].join(' '))
  return words.every((word) => names.includes(word))
}
