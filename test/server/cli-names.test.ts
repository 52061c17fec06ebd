import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf } from '../support/client.ts'
import { type Collector, startCollector } from '../support/collector.ts'
import { surveyWith } from '../support/reports.ts'

/** Colours, moves the cursor, rings, names the window; and the same in one byte, which some terminals take. */
const name = '\u001b[31mred\u001b[0m\u001b[2J\u0007\u001b]0;x\u0007\u009b31m\u202ee'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

let collector: Collector
let survey: string
const folder = mkdtempSync(join(tmpdir(), 'sayso-names-'))
beforeAll(async () => {
  collector = await startCollector()
  const api = clientOf(collector)
  await api.post('/v1/keys', { label: name })
  await api.patch('/v1/workspace', { name })
  const answers = Array.from({ length: 30 }, (_, place) => ({
    ...{ id: `${place}`, rating: place % 11, properties: { [name]: place % 2 === 0 ? name : 'b' } },
    ...{ comment: `${name} the price`, respondent: { id: `p${place}`, name } },
  }))
  survey = await surveyWith(collector, { metric: 'nps', name, question: name }, answers)
  const from = { address: 'ask@acme.example', name }
  await api.post('/v1/campaigns', { surveyId: survey, name, from, subject: name })
  await api.post(`/v1/surveys/${survey}/imports`, { file: name, hash: 'abc', mapping: { name } })
  writeFileSync(join(folder, 'table.csv'), `email,${name},rating\nnobody${name},x,5\na@example.com,y,99\n`)
})
afterAll(async () => {
  await collector?.close()
  rmSync(folder, { recursive: true, force: true })
})

const table = join(folder, 'table.csv')

it.concurrent.each([
  ['keys', () => ['keys']],
  ['report of nobody', () => ['report', survey, '--segment', `${name}:none`]],
  ['campaigns', () => ['campaign', 'list']],
  ['import', () => ['import', table, '--survey', survey, '--dry-run', '--yes']],
  ['invite', () => ['invite', table, '--survey', survey]],
  ['workspaces', () => ['workspaces']],
  ['a command there is none of', () => [name]],
])('names move no cursor and colour nothing in what it prints: %s', async (what, args) => {
  const env = { PATH: process.env.PATH, SAYSO_URL: collector.url, SAYSO_KEY: collector.key }
  // The table that invite writes is for a program.
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['server/cli.ts', ...args()], { env }, (_error, out, err) =>
      resolve(what === 'invite' ? err : out + err),
    )
  })
  expect(said).not.toBe('')
  expect(said.match(controls)).toBeNull()
})
