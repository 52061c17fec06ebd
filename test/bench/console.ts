/**
 * Pages of the console over a made-up database: 500 surveys, a third of all answers in one of them, a person for every
 * ten answers. Prints the median milliseconds of each page, of a report also those until its score is there, the size
 * of the page, and the longest that an answer sent meanwhile had to wait.
 * `node test/bench/console.ts [answers] [file]`; a file that exists is read, else made, which takes minutes a million.
 */
import { existsSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { startCollector } from '../support/collector.ts'
import { signedInCookie } from '../support/reports.ts'
import { newFile } from '../support/server.ts'
import { fillConsole } from './console-data.ts'
import { sendMeanwhile } from './meanwhile.ts'
import { median } from './median.ts'

const [answers = '1000000', given] = process.argv.slice(2)
const path = given ?? newFile().path
const end = Date.now() - 3_600_000

if (!existsSync(path)) {
  const began = performance.now()
  await fillConsole(path, Number(answers), end)
  console.log(`made in ${Math.round((performance.now() - began) / 1000)} s`)
}
const collector = await startCollector({ DATABASE_URL: `file:${path}` })
const cookie = await signedInCookie(collector)

const day = (days: number) => new Date(end - days * 86_400_000).toISOString().slice(0, 10)
const lastQuarter = `from=${day(90)}&to=${day(0)}`
const pages: Record<string, string> = {
  home: '/console',
  'report, 90 days': `/console/surveys/demo?${lastQuarter}`,
  'report, all time': '/console/surveys/demo',
  'report of a group': '/console/surveys/demo?segment=plan:pro',
  'report, one answer a person': `/console/surveys/demo?${lastQuarter}&count=latest`,
  'report by account': `/console/surveys/demo?${lastQuarter}&cluster=company`,
  'two surveys together': '/console/surveys/demo?with=s1',
  answers: '/console/answers',
  'answers, promoters, 90 days': `/console/answers?band=positive&${lastQuarter}`,
  'answers, two properties': '/console/answers?segment=plan:pro&segment=country:DE',
  'answers, a rare combination':
    '/console/answers?segment=plan:enterprise&segment=country:JP&segment=role:owner&band=negative&channel=page',
  'answers, no contact': '/console/answers?contact=false',
  'answers about a theme': '/console/answers?theme=support',
  'answers of an account': '/console/answers?segment=company:company+7',
  'answers in the middle': `/console/answers?to=${day(180)}`,
  'answers, nearly the oldest': `/console/answers?before=${(end - 360 * 86_400_000) * 4096}`,
  'answers in hand': '/console/answers?state=in-hand',
  search: '/console/answers?text=permissions',
  'search, two words and a beginning': '/console/answers?text=great+support+mar',
  'search of a survey': '/console/answers?survey=s7&text=permissions',
  people: '/console/people',
  'people called so': '/console/people?text=somebody+47',
  person: '/console/people/person-47',
  accounts: '/console/accounts',
  account: `/console/accounts/${encodeURIComponent('company 7')}`,
  surveys: '/console/surveys',
}
/** Calls that read the answers, since no counts are kept of what they ask for. */
const combination = '/v1/surveys/demo/report?segment=plan:pro&segment=country:DE'

interface Measured {
  readonly whole: number
  /** Until the score of a report is there. */
  readonly score: number | null
  readonly characters: number
}

async function ask(path: string, headers: Record<string, string>): Promise<Measured> {
  const began = performance.now()
  const answer = await fetch(collector.url + path, { headers })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  let text = ''
  let score: number | null = null
  for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += part
    if (text.includes('id="headline"')) score ??= performance.now() - began
  }
  return { whole: performance.now() - began, score, characters: text.length }
}

async function measure(path: string, headers: Record<string, string>) {
  const measured: Measured[] = []
  await ask(path, headers)
  const before = process.cpuUsage()
  for (let turn = 0; turn < 7; turn += 1) measured.push(await ask(path, headers))
  const { user, system } = process.cpuUsage(before)
  const stop = sendMeanwhile(collector.url)
  for (let turn = 0; turn < 2; turn += 1) await ask(path, headers)
  const longest = await stop()
  const scores = measured.flatMap(({ score }) => (score === null ? [] : [score]))
  return {
    ms: Math.round(median(measured.map(({ whole }) => whole))),
    'to the score': scores.length > 0 ? Math.round(median(scores)) : '',
    // Of all threads, the asking one too: on a busy machine the one figure that can be compared.
    processor: Math.round((user + system) / 1000 / measured.length),
    kB: Math.round(measured[0]!.characters / 1000),
    'longest save': Math.round(longest),
  }
}

const wanted = process.env.SAYSO_PAGES ? new RegExp(process.env.SAYSO_PAGES) : /./
const calls = [
  ...Object.entries(pages).map(([name, path]) => ({
    name,
    path,
    headers: { cookie } as Record<string, string>,
  })),
  {
    name: 'report of a combination',
    path: combination,
    headers: { authorization: `Bearer ${collector.key}` },
  },
]
for (const { name, path, headers } of calls)
  if (wanted.test(name)) console.log(name.padEnd(36), JSON.stringify(await measure(path, headers)))
await collector.close()
if (given === undefined) rmSync(dirname(path), { recursive: true, force: true })
