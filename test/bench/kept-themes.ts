/**
 * What themes cost: 100,000 stored comments read again with other rules, through the database; and
 * importing answers with and without comments. Run as `node test/bench/kept-themes.ts [comments] [plain]`.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFile } from '../../server/storage/file.ts'
import { type Imported, importResponses } from '../../server/storage/import-responses.ts'
import { findSurveyById } from '../../server/storage/surveys.ts'
import { chooseCodebook, insertCodebook } from '../../server/storage/themes/codebooks.ts'
import { rebuildSlice } from '../../server/themes/rebuild.ts'
import { createTagger } from '../../server/themes/tagger.ts'
import { themesOn } from '../../server/themes/theme-report.ts'
import { currentEditions } from '../../server/themes/theme-versions.ts'
import { languages } from '../../server/themes/word-lists.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'

const comments = Number(process.argv[2] ?? 100_000)
/** Each property's values are counted too: three of them cost as much as the comment itself, twice. */
const withProperties = process.argv[3] !== 'plain'
const folder = await mkdtemp(join(tmpdir(), 'sayso-bench-'))
const database = await openFile(`file:${join(folder, 'bench.db')}`)
await prepare(database, { adminKey: 'sayso_key-of-a-benchmark', makeKey: false, now: 0 })
const context = { database, languageData: async () => ({ languages, codebooks: defaultCodebooks }) }
const end = Date.UTC(2026, 0, 1)
const said = yearOfAnswers(3, 4 * comments, end)
  .filter(({ comment }) => comment !== null)
  .slice(0, comments)

/** Seconds by the clock, and of the processor: those other work on the machine disturbs less. */
interface Cost {
  readonly wall: number
  readonly processor: number
}

async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const start = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 }
}

async function importAll(name: string, withComments: boolean): Promise<Cost> {
  const tagger = createTagger()
  const rows = said.map(
    ({ id, rating, comment, answeredAt, respondent, properties, channel }): Imported => ({
      id: `${name}-${id}`,
      rating,
      comment: withComments ? comment : null,
      respondentId: respondent.id,
      respondentEmail: null,
      respondentName: null,
      properties: withProperties ? properties : null,
      channel,
      answeredAt: Date.parse(answeredAt),
    }),
  )
  return timed(async () => {
    for (let at = 0; at < rows.length; at += 500) {
      const slice = rows.slice(at, at + 500).map((row) => ({ surveyId: 'demo', ...row }))
      await importResponses(database, 'demo', await tagger.tag(context, slice, end), end)
    }
  })
}

const bare = await importAll('bare', false)
const full = await importAll('full', true)
const codebook = {
  ...defaultCodebooks.en!,
  themes: { ...defaultCodebooks.en!.themes, travel: ['coffee', 'week'] },
}
const record = {
  id: 'other',
  workspaceId: 'main',
  name: 'Other',
  codebook,
  createdAt: 0,
  updatedAt: 0,
  edits: 1,
}
await insertCodebook(database, record)
await chooseCodebook(database, 'demo', 'other')
const survey = (await findSurveyById(database, 'demo'))!
const again = await timed(async () => {
  await currentEditions(context, survey, end)
  while ((await database.orm.all("SELECT 1 FROM theme_editions WHERE state = 'making'")).length > 0)
    await rebuildSlice(context)
})
const cleared = await timed(async () => {
  while (await rebuildSlice(context));
})
const defaults = { now: end, timezone: 'UTC' }
const report = await timed(() => themesOn(context, survey, { interval: 'week' }, defaults))
const abroad = await timed(() =>
  themesOn(context, survey, { interval: 'week', timezone: 'Asia/Kathmandu' }, defaults),
)
const rate = ({ wall }: Cost) => `${Math.round(comments / wall).toLocaleString('en')} a second`
const seconds = ({ wall, processor }: Cost) =>
  `${wall.toFixed(2)} s, of the processor ${processor.toFixed(2)} s`
const milliseconds = ({ wall }: Cost) => `${Math.round(wall * 1000)} ms`
console.log(
  `${comments.toLocaleString('en')} answers imported without comments: ${seconds(bare)} (${rate(bare)})`,
)
console.log(`with comments, themes kept: ${seconds(full)} (${rate(full)})`)
console.log(`read again with other rules: ${seconds(again)} (at most 5 s for 100,000)`)
console.log(`the themes of before cleared away: ${seconds(cleared)}`)
console.log(`report of themes: ${milliseconds(report)}; in another time zone ${milliseconds(abroad)}`)
await database.close()
await rm(folder, { recursive: true, force: true })
