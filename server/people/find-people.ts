import { type FoundAnswer, findAnswers } from '../storage/answers/find-answers.ts'
import { catchUp } from '../storage/answers/index-answers.ts'
import type { Match } from '../storage/answers/match.ts'
import { facet, plain, wordsOf } from '../storage/answers/terms.ts'
import { searchForName, searchIn } from '../storage/answers/vocabulary.ts'
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
  const words = wordsOf(text)
  const people = new Map<string, KnownPerson>()
  // First by whole words: of many who begin alike the one who is called just so is found.
  for (const search of [searchIn, searchForName]) {
    const terms = await search(database, text)
    const match: Match = { all: [{ token: facet.workspace(workspaceId) }, ...terms] }
    await look(database, match, async (found) => {
      for (const person of await peopleOf(database, workspaceId, found)) {
        const key = nameOf(person)
        if (isCalled(person, words) && !people.has(key)) people.set(key, person)
      }
      return people.size >= most
    })
    if (words.length === 0 || people.size >= most) break
  }
  return [...people.values()].slice(0, most)
}

/** Goes through the answers that match, newest first, until somebody has enough of them. */
async function look(
  database: Database,
  match: Match,
  take: (found: readonly FoundAnswer[]) => Promise<boolean>,
): Promise<void> {
  const filter = { match, from: null, to: null, theme: null }
  if (database.remembers) findAnswers(database, filter, null, perLook).catch(() => {})
  await catchUp(database)
  let before: number | null = null
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const found: readonly FoundAnswer[] = await findAnswers(
      database,
      filter,
      before === null ? null : { before },
      perLook,
    )
    if ((await take(found)) || found.length < perLook) return
    before = found.at(-1)!.key
  }
}

/** Whether the words stand in what a person is called, not only in what they said. */
function isCalled({ id, email, name }: KnownPerson, words: readonly string[]): boolean {
  const names = plain([name, email, id].join(' '))
  return words.every((word) => names.includes(word))
}
