/**
 * Pages of the console over a made-up database: 500 surveys, a third of all answers in one of them, a person for every
 * ten answers. Prints the median milliseconds of nine requests, and the size of each page.
 * `node test/bench/console.ts [answers]`
 */
import { rmSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { catchUp } from '../../server/storage/answers/index-answers.ts'
import { openFile } from '../../server/storage/file.ts'
import { importResponses } from '../../server/storage/import-responses.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { adminKey, startCollector } from '../support/collector.ts'
import { signedInCookie } from '../support/reports.ts'
import { newFile } from '../support/server.ts'
import { yearOfAnswers } from '../support/yearOfAnswers.ts'
import { median } from './median.ts'

const [answers = 1_000_000] = process.argv.slice(2).map(Number)
const surveys = 500
const people = answers / 10
const end = Date.now() - 3_600_000
const file = newFile()

async function fill(): Promise<void> {
  const database = await openFile(file.variables.DATABASE_URL)
  await prepare(database, { adminKey, makeKey: false, now: end - 400 * 86_400_000 })
  const ids = JSON.stringify(Array.from({ length: surveys - 1 }, (_, place) => `s${place}`))
  const columns = sql.raw('workspace_id, status, metric, scale, min, max, version, created_at, updated_at')
  await database.write([
    sql`INSERT INTO surveys (id, ${columns}) SELECT j.value, ${columns} FROM json_each(${ids}) j, surveys WHERE surveys.id = 'demo'`,
    sql`INSERT INTO survey_versions SELECT j.value, version, json_set(definition, '$.name', 'Survey ' || j.key), created_at
      FROM json_each(${ids}) j, survey_versions v WHERE v.survey_id = 'demo'`,
    sql`UPDATE workspaces SET account_property = 'company'`,
  ])
  const given = yearOfAnswers(1, answers, end)
  const size = 1000
  for (let start = 0; start < given.length; start += size) {
    const rows = given.slice(start, start + size).map(({ answeredAt, ...rest }, place) => {
      const person = ((start + place) * 7919) % people
      return {
        ...rest,
        ...{ respondentId: `person-${person}`, respondentEmail: `person-${person}@example.com` },
        respondentName: `Somebody ${person}`,
        answeredAt: Date.parse(answeredAt),
        properties: { ...rest.properties, company: `company ${person % (people / 20)}` },
      }
    })
    const batch = start / size
    const survey = batch % 3 === 0 ? 'demo' : `s${batch % (surveys - 1)}`
    await importResponses(database, survey, rows, end)
  }
  await catchUp(database, Number.POSITIVE_INFINITY)
  await database.close()
}

const began = performance.now()
await fill()
console.log(`made in ${Math.round((performance.now() - began) / 1000)} s`)
const collector = await startCollector(file.variables)
const cookie = await signedInCookie(collector)
const authorization = `Bearer ${collector.key}`
const report = async () => {
  const answer = await fetch(`${collector.url}/v1/surveys/demo/themes`, { headers: { authorization } })
  return (await answer.json()) as { n: number; progress: unknown }
}
for (let found = await report(); found.progress !== null || found.n === 0; found = await report())
  await new Promise((resolve) => setTimeout(resolve, 2000))
console.log(`read in ${Math.round((performance.now() - began) / 1000)} s`)

const day = (days: number) => new Date(end - days * 86_400_000).toISOString().slice(0, 10)
const pages: Record<string, string> = {
  home: '/console',
  'report, 90 days': `/console/surveys/demo?from=${day(90)}&to=${day(0)}`,
  'report, all time': '/console/surveys/demo',
  'report of a group': '/console/surveys/demo?segment=plan:pro',
  'two surveys together': '/console/surveys/demo?with=s1',
  answers: '/console/answers',
  'answers, two properties': '/console/answers?segment=plan:pro&segment=country:DE',
  'answers in the middle': `/console/answers?to=${day(180)}`,
  search: '/console/answers?text=permissions',
  people: '/console/people',
  person: '/console/people/person-47',
  accounts: '/console/accounts',
  account: `/console/accounts/${encodeURIComponent('company 7')}`,
}
const table: Record<string, unknown> = {}
for (const [name, path] of Object.entries(pages)) {
  const times: number[] = []
  let size = 0
  for (let turn = 0; turn < 10; turn += 1) {
    const start = performance.now()
    const answer = await fetch(collector.url + path, { headers: { cookie } })
    size = (await answer.text()).length
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    if (turn > 0) times.push(performance.now() - start)
  }
  table[name] = { milliseconds: Math.round(median(times)), kB: Math.round(size / 1000) }
}
console.table(table)
await collector.close()
rmSync(file.folder, { recursive: true, force: true })
