import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openFile } from '../../server/storage/file.ts'
import { importResponses } from '../../server/storage/import-responses.ts'
import { themeTimeline } from '../../server/storage/themes/counts.ts'
import { editionsOf } from '../../server/storage/themes/editions.ts'
import { languages } from '../../server/themes/word-lists.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { bundle } from '../support/bundle.ts'
import { clientOf, newResponse, send } from '../support/client.ts'
import { adminKey } from '../support/collector.ts'
import { countAnew } from '../support/countAnew.ts'
import { readIndependently } from '../support/reader.ts'
import { saverAt } from '../support/saver.ts'
import { newFile, startServer } from '../support/server.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'

const isLong = Boolean(process.env.SAYSO_LONG)
const comments = isLong ? 30_000 : 8000
/** Kills while comments were read again; most kills miss that. */
const wanted = isLong ? 100 : 4
const program = await bundle('server/node.ts')
const now = Date.UTC(2026, 0, 1)
const rules = [{ price: ['price', 'expensive'] }, { support: ['support', 'answer*'], price: ['!price up'] }]

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function openThemeContext(url: string) {
  const database = await openFile(url)
  return { database, languageData: async () => ({ languages, codebooks: defaultCodebooks }) }
}

/** A database with comments that nobody read yet. */
async function fill(url: string): Promise<void> {
  const { database } = await openThemeContext(url)
  await prepare(database, { adminKey, makeKey: false, now })
  const rows = yearOfAnswers(5, 4 * comments, now)
    .filter(({ comment }) => comment !== null)
    .slice(0, comments)
    .map(({ respondent, answeredAt, ...row }) => ({
      ...row,
      answeredAt: Date.parse(answeredAt),
      respondentId: respondent.id,
      respondentEmail: null,
      respondentName: null,
    }))
  for (let at = 0; at < rows.length; at += 500)
    await importResponses(database, 'demo', rows.slice(at, at + 500), now)
  await database.close()
}

/** Whether an edition was being made when the server was killed, with some of it done. */
function wasAtWork(path: string): boolean {
  const database = new DatabaseSync(path)
  const [row] = database
    .prepare(
      "SELECT count(*) AS n FROM theme_editions WHERE state = 'making' AND done BETWEEN 1 AND total - 1",
    )
    .all() as { n: number }[]
  database.close()
  return row!.n > 0
}

it(`counts every comment once when killed ${wanted} times while comments are read again (100 in the long form)`, async () => {
  const file = newFile()
  await fill(file.variables.DATABASE_URL)
  let server = await startServer(file.variables, program)
  const saver = saverAt(() => server.url)
  const call = () => clientOf(server)
  const books: string[] = []
  for (const themes of rules)
    books.push((await call().post('/v1/codebooks', { name: Object.keys(themes)[0]!, themes })).body.id)

  const choose = (codebook: string) =>
    send(`${server.url}/v1/surveys/demo/codebook`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ codebook }),
    })
  const isWhole = async () => (await call().get('/v1/surveys/demo/codebook')).body.progress === null

  const saving: Promise<void>[] = []
  let kills = 0
  for (let atWork = 0; atWork < wanted; kills += 1) {
    if (await isWhole()) await choose(books[kills % 2]!)
    saving.push(saver.untilStored(newResponse('demo', { comment: 'The price went up, support answered' })))
    await pause(Math.random() * 150)
    await server.end('SIGKILL')
    if (wasAtWork(file.path)) atWork += 1
    server = await startServer(file.variables, program)
  }
  await Promise.all(saving)
  await expect.poll(isWhole, { timeout: 60_000 }).toBe(true)
  await server.end('SIGKILL')

  const { ids } = readIndependently(file.path)
  const context = await openThemeContext(file.variables.DATABASE_URL)
  const edition = (await editionsOf(context.database, 'demo')).find(({ state }) => state === 'served')!
  const everything = { surveyId: 'demo', channel: null, segment: null }
  const [kept] = await themeTimeline(context.database, edition.id, everything, [0, 2 ** 45])
  const counted = await countAnew(context, edition.hash, () => true)
  await context.database.close()
  console.log(`themes: ${wanted} of ${kills} kills met the reading`)
  expect({ stored: ids.size, told: saver.told.size }).toEqual({ stored: comments + kills, told: kills })
  expect(kept).toEqual(counted)
  rmSync(file.folder, { recursive: true })
}, 7_200_000)
