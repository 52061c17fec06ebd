/**
 * A made-up database of the size the console is measured at: 500 surveys, a third of all answers in one of them, a
 * person for every ten answers, a view for each answer of the widget and one more for every second of them.
 *
 * Through the saving path a million answers take most of an hour. So the triggers are put aside, the tables filled,
 * and what the triggers keep is made by one statement each, as the migrations did for answers of before.
 */
import Driver from 'libsql'
import { placesAMillisecond } from '../../server/storage/answers/index-answers.ts'
import { termsOf } from '../../server/storage/answers/terms.ts'
import { countDifferences } from '../../server/storage/counts/consistency.ts'
import { openFile } from '../../server/storage/file.ts'
import { rebuildSlice } from '../../server/themes/rebuild.ts'
import { languages } from '../../server/themes/word-lists.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { adminKey } from '../support/collector.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'

const day = 86_400_000
const surveys = 500

/** Fills the file at a path with `answers` answers, the last given at `end`. */
export async function fillConsole(path: string, answers: number, end: number): Promise<void> {
  const database = await openFile(`file:${path}`)
  await prepare(database, { adminKey, makeKey: false, now: end - 400 * day })
  await database.close()
  const driver = new Driver(path)
  for (const pragma of [
    'synchronous = OFF',
    'journal_mode = MEMORY',
    'cache_size = -500000',
    'temp_store = MEMORY',
  ])
    driver.exec(`PRAGMA ${pragma}`)
  makeSurveys(driver)
  withoutTriggers(driver, () => {
    insertAnswers(driver, answers, end)
    for (const statement of kept) driver.exec(statement)
    indexAnswers(driver)
  })
  driver.close()
  await readThemes(path)
}

function makeSurveys(driver: Driver.Database): void {
  const ids = JSON.stringify(Array.from({ length: surveys - 1 }, (_, place) => `s${place}`))
  const columns = 'workspace_id, status, metric, scale, min, max, version, created_at, updated_at'
  driver
    .prepare(
      `INSERT INTO surveys (id, ${columns}) SELECT j.value, ${columns} FROM json_each(?) j, surveys WHERE surveys.id = 'demo'`,
    )
    .run([ids])
  driver
    .prepare(`INSERT INTO survey_versions SELECT j.value, version, json_set(definition, '$.name', 'Survey ' || j.key), created_at
      FROM json_each(?) j, survey_versions v WHERE v.survey_id = 'demo'`)
    .run([ids])
  driver.exec(`UPDATE workspaces SET account_property = 'company'`)
}

const withTriggers = ['responses', 'views', 'answer_index']

function withoutTriggers(driver: Driver.Database, fill: () => void): void {
  const triggers = driver
    .prepare(
      `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?))`,
    )
    .all([JSON.stringify(withTriggers)]) as { name: string; sql: string }[]
  driver.exec('BEGIN')
  for (const { name } of triggers) driver.exec(`DROP TRIGGER ${name}`)
  fill()
  for (const { sql } of triggers) driver.exec(sql)
  driver.exec('COMMIT')
}

function insertAnswers(driver: Driver.Database, answers: number, end: number): void {
  const people = answers / 10
  const response = driver.prepare(`INSERT INTO responses
    (survey_id, id, survey_version, revision, write_key_hash, rating, comment, contact, respondent_id, respondent_email,
      respondent_name, respondent_verified, verified_fields, properties, channel, state, answered_at, updated_at)
    VALUES (?, ?, 1, 1, ?, ?, ?, 0, ?, ?, ?, 1, '["id","email"]', ?, ?, 'counted', ?, ?)`)
  const view = driver.prepare(`INSERT INTO views
    (survey_id, id, person, email, shown_at, dismissed_at, person_verified, email_verified) VALUES (?, ?, ?, ?, ?, ?, 1, 1)`)
  for (const [place, given] of yearOfAnswers(1, answers, end).entries()) {
    const person = (place * 7919) % people
    const [id, email] = [`person-${person}`, `person-${person}@example.com`]
    const survey = place % 3 === 0 ? 'demo' : `s${(place * 31) % (surveys - 1)}`
    const at = Date.parse(given.answeredAt)
    const properties = JSON.stringify({ ...given.properties, company: `company ${person % (people / 20)}` })
    const isOfWidget = given.channel === 'widget'
    const { rating, comment, channel } = given
    response.run([
      survey,
      given.id,
      isOfWidget ? 'x' : '',
      rating,
      comment,
      id,
      email,
      `Somebody ${person}`,
      properties,
      channel,
      at,
      at,
    ])
    if (!isOfWidget) continue
    view.run([survey, given.id, `id ${id}`, email, at - 5000, null])
    if (place % 2 === 0)
      view.run([
        survey,
        `${given.id}-no`,
        `id ${id}`,
        email,
        at - 3 * day,
        place % 4 === 0 ? at - 3 * day : null,
      ])
  }
}

const points = Array.from({ length: 11 }, (_, point) => `c${point}`).join(', ')
const sums = Array.from({ length: 11 }, (_, point) => `sum(rating = ${point})`).join(', ')

/** What triggers keep of answers and views. */
const kept = [
  `INSERT INTO day_counts (survey_id, day, channel, state, ${points}, commented)
    SELECT survey_id, answered_at / 86400000, channel, state, ${sums}, count(comment) FROM responses GROUP BY 1, 2, 3, 4`,
  `INSERT INTO quarter_counts (survey_id, quarter, channel, state, ${points}, commented)
    SELECT survey_id, answered_at / 900000, channel, state, ${sums}, count(comment) FROM responses GROUP BY 1, 2, 3, 4`,
  `INSERT INTO segment_counts (survey_id, day, property, value, channel, state, ${points}, commented)
    SELECT survey_id, answered_at / 86400000, p.key, p.value, channel, state, ${sums}, count(comment)
    FROM responses, json_each(properties) p GROUP BY 1, 2, 3, 4, 5, 6`,
  `INSERT INTO view_counts (survey_id, day, shown, dismissed)
    SELECT survey_id, shown_at / 86400000, count(*), count(dismissed_at) FROM views GROUP BY 1, 2`,
  `INSERT INTO oldest (survey_id, what, workspace_id, at)
    SELECT survey_id, w.value, 'main', min(shown_at) FROM views, json_each('["answers", "comments"]') w GROUP BY 1, 2`,
  `INSERT INTO answer_changes (workspace_id, number, survey_id, id)
    SELECT 'main', row_number() OVER (ORDER BY updated_at, survey_id, id), survey_id, id FROM responses`,
]

interface Answer {
  readonly surveyId: string
  readonly id: string
  readonly rating: number
  readonly comment: string | null
  readonly who: string
  readonly properties: string
  readonly channel: string
  readonly answeredAt: number
  readonly hasKey: 0 | 1
}

function indexAnswers(driver: Driver.Database): void {
  const insert = driver.prepare('INSERT INTO answer_index (key, survey_id, id, terms) VALUES (?, ?, ?, ?)')
  const read = driver.prepare(`SELECT survey_id AS surveyId, id, rating, comment,
    json_array(respondent_name, respondent_email, respondent_id) AS who, properties, channel, answered_at AS answeredAt,
    write_key_hash <> '' AS hasKey FROM responses ORDER BY answered_at`)
  let last = 0
  for (const row of read.all() as Answer[]) {
    last = Math.max(last + 1, row.answeredAt * placesAMillisecond)
    insert.run([
      last,
      row.surveyId,
      row.id,
      termsOf({
        ...row,
        workspaceId: 'main',
        choices: [],
        contact: false,
        respondent: JSON.parse(row.who),
        verified: true,
        properties: Object.entries(JSON.parse(row.properties) as Record<string, string>),
        origin: null,
        state: 'counted',
        ruling: null,
        heldReason: null,
        followUp: row.comment !== null && row.hasKey ? 'open' : null,
      }),
    ])
  }
  driver.exec(`INSERT INTO answer_words (answer_words) VALUES ('rebuild')`)
}

/** Reads all comments for themes, as the server does behind its answers, without pauses. */
async function readThemes(path: string): Promise<void> {
  const database = await openFile(`file:${path}`)
  const context = { database, languageData: async () => ({ languages, codebooks: defaultCodebooks }) }
  while (await rebuildSlice(context));
  if ((await countDifferences(database, 's1')) > 0) throw new Error('counts differ from the answers')
  await database.close()
}
