/**
 * Answers found in a database file: how long the index takes, and the median milliseconds of a page of 50 and of its
 * count by filter, at the newest end and in the middle. `node test/bench/answers.ts [answers]`
 */
import { rmSync, statSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { findAndCount, findAnswers } from '../../server/storage/answers/find-answers.ts'
import { catchUp, placesAMillisecond } from '../../server/storage/answers/index-answers.ts'
import type { Match } from '../../server/storage/answers/match.ts'
import { facet, searchFor } from '../../server/storage/answers/terms.ts'
import { openFile } from '../../server/storage/file.ts'
import { importResponses } from '../../server/storage/import-responses.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { adminKey } from '../support/collector.ts'
import { newFile } from '../support/server.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'
import { median } from './median.ts'

const [answers = 1_000_000] = process.argv.slice(2).map(Number)
const end = Date.UTC(2026, 6, 1)
const file = newFile()
const database = await openFile(file.variables.DATABASE_URL)
await prepare(database, { adminKey, makeKey: false, now: end })
const given = yearOfAnswers(1, answers, end)
for (let start = 0; start < given.length; start += 1000) {
  const rows = given.slice(start, start + 1000).map(({ respondent, answeredAt, ...rest }, place) => ({
    ...rest,
    respondentId: respondent.id,
    respondentEmail: `${respondent.id}@example.com`,
    respondentName: `Somebody ${(start + place) % 5000}`,
    answeredAt: Date.parse(answeredAt),
  }))
  await importResponses(database, 'demo', rows, end)
}
const workspace = (await database.orm.all<{ id: string }>(sql`SELECT id FROM workspaces`))[0]!.id

const before = statSync(file.path).size
let began = performance.now()
await catchUp(database, Number.POSITIVE_INFINITY)
const each = ((performance.now() - began) / answers) * 1000
console.log(
  `indexed in ${each.toFixed(1)} µs an answer, ${Math.round((statSync(file.path).size - before) / answers)} bytes each`,
)

const token = (token: string): Match => ({ token })
const plan = (name: string) => token(facet.segment('plan', name))
const country = (name: string) => token(facet.segment('country', name))
const low = { any: [0, 1, 2, 3, 4, 5, 6].map((rating) => token(facet.rating(rating))) }
const filters: Record<string, readonly Match[]> = {
  everything: [],
  'one segment': [plan('pro')],
  'two segments': [plan('pro'), country('DE')],
  'three and a band': [plan('enterprise'), country('JP'), token(facet.segment('role', 'owner')), low],
  'nobody: two plans': [plan('pro'), plan('free')],
  'a channel': [token(facet.channel('page'))],
  'a word': searchFor('permissions '),
  'words and a segment': [...searchFor('dashboard update '), plan('pro')],
  'the beginning of a word': searchFor('expor'),
  'a person': searchFor('person-4711'),
  'no such word': searchFor('zebra '),
}
const timed = async (run: () => Promise<unknown>) => {
  const times: number[] = []
  for (let turn = 0; turn < 9; turn += 1) {
    began = performance.now()
    await run()
    times.push(performance.now() - began)
  }
  return Number(median(times).toFixed(1))
}
const middle = { before: (end - 120 * 86_400_000) * placesAMillisecond }
const table: Record<string, unknown> = {}
for (const [name, parts] of Object.entries(filters)) {
  const match = { all: [token(facet.countedIn(workspace)), ...parts] }
  const filter = { match, from: null, to: null, theme: null }
  table[name] = {
    n: (await findAndCount(database, filter, null, 0)).count.n,
    first: await timed(() => findAnswers(database, filter, null, 51)),
    deep: await timed(() => findAnswers(database, filter, middle, 51)),
    'first and count': await timed(() => findAndCount(database, filter, null, 51)),
  }
}
console.table(table)
await database.close()
rmSync(file.folder, { recursive: true, force: true })
