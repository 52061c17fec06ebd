import { sql } from 'drizzle-orm'
import type { Database } from '../db.ts'
import { catchUp } from './index-answers.ts'
import type { Match } from './match.ts'
import { beginningsOf, searchFor } from './terms.ts'

/** Words with the same beginning that are searched for one by one. */
const mostWords = 50

/**
 * What a search for a text must find in a database, with the words that a beginning stands for. FTS5 gathers all
 * answers with a beginning before it gives the first, which takes a fifth of a second for a million; the lists of
 * words it reads from any place. More words than a few are rare words, of which gathering takes no time.
 */
export async function searchIn(database: Database, text: string): Promise<Match[]> {
  const matches = searchFor(text)
  const last = matches.at(-1)
  if (!last || !('token' in last) || !last.isPrefix) return matches
  const read = () => wordsBeginning(database, last.token)
  if (database.remembers) read().catch(() => {})
  await catchUp(database)
  const words = await read()
  return words.length > mostWords
    ? matches
    : [...matches.slice(0, -1), { any: words.map((token) => ({ token })) }]
}

/** The same of a name, each of whose words may be the beginning of a longer one. */
export async function searchForName(database: Database, name: string): Promise<Match[]> {
  const found = await Promise.all(beginningsOf(name).map((word) => searchIn(database, word)))
  return found.flat()
}

/** The words in the index that begin so, in their order, at most one more than `mostWords`. */
async function wordsBeginning(database: Database, beginning: string): Promise<string[]> {
  // The next word is found by a seek; FTS5 compares bytes, and no word holds what stands behind the last beginning.
  const next = (from: ReturnType<typeof sql>) =>
    sql`SELECT term FROM answer_vocabulary WHERE term >= ${from} AND term < ${beginning} || char(0x10ffff) LIMIT 1`
  const rows = await database.orm.all<{ word: string }>(sql`
    WITH RECURSIVE words (word) AS (
      SELECT (${next(sql`${beginning}`)})
      UNION ALL SELECT (${next(sql`word || char(1)`)}) FROM words WHERE word IS NOT NULL
      LIMIT ${mostWords + 1}
    )
    SELECT word FROM words WHERE word IS NOT NULL`)
  return rows.map(({ word }) => word)
}
