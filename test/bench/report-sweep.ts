/**
 * What reports cost with filters in every pair, over the database of `console.ts`: a hundred addresses, half of the page
 * and half of the call, asked of `demo`, which has a third of all answers. Prints the slowest to the score and whole, and
 * the longest that an answer sent meanwhile had to wait. `node test/bench/report-sweep.ts FILE`
 *
 * `--against FOLDER FILE2` asks an earlier version too, in a checkout that is installed and built, with a copy of the
 * file: it ends with 1 when any number of any report differs.
 */

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { sendMeanwhile } from './meanwhile.ts'
import { median } from './median.ts'
import { seededRandom } from './random.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    against: { type: 'string' },
    turns: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '.' },
  },
})
const [file, otherFile] = positionals
const end = Date.now()
const day = (days: number) => new Date(end - days * 86_400_000).toISOString().slice(0, 10)

type Choices = Readonly<Record<string, readonly string[]>>
/** Each a part of an address; the empty one leaves the filter out. */
const counted: Choices = {
  period: [
    '',
    `from=${day(7)}`,
    `from=${day(90)}&to=${day(0)}`,
    `to=${day(180)}`,
    `from=${day(400)}&to=${day(30)}`,
  ],
  channel: ['', 'channel=widget', 'channel=page'],
  verified: ['', 'verified=true', 'verified=false'],
  count: ['', 'count=latest', 'count=first'],
  cluster: ['', '', 'cluster=company', 'cluster=plan'],
  with: ['', '', 'with=s1', 'with=s2&with=s3&with=s4'],
  interval: ['', 'interval=week', 'interval=quarter', 'interval=rolling-28'],
  compare: ['', 'compare=none', `compare=${day(300)}/${day(200)}`],
  timezone: ['', 'timezone=Asia/Kathmandu', 'timezone=America/New_York'],
}
/** Filters of which no counts are kept. */
const more: Choices = {
  segment: [
    '',
    'segment=country:DE',
    'segment=plan:pro&segment=country:JP',
    'segment=role:owner&segment=company:company+7',
  ],
  band: ['', '', 'band=positive', 'band=negative'],
  theme: ['', '', 'theme=support'],
  text: ['', '', 'text=permissions'],
}

const random = seededRandom(Number(options.seed))
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!

const isAllowed = (query: string) =>
  !(query.includes('with=') && /count=|cluster=/.test(query)) &&
  !(query.includes('rolling') && query.includes('count='))

/** Queries in which every two choices of two filters stand together, as far as they may; at most so many. */
function pairs(choices: Choices, most: number): string[] {
  const met = new Set<string>()
  const pairsOf = (some: readonly string[]) =>
    some.flatMap((one, place) => some.slice(place + 1).map((other) => `${place} ${one} ${other}`))
  const found: string[] = []
  while (found.length < most) {
    const drawn = Array.from({ length: 60 }, () => Object.values(choices).map(pick)).filter((parts) =>
      isAllowed(parts.join('&')),
    )
    const news = (parts: readonly string[]) => pairsOf(parts).filter((pair) => !met.has(pair)).length
    const best = drawn.reduce((one, other) => (news(other) > news(one) ? other : one))
    for (const pair of pairsOf(best)) met.add(pair)
    found.push(best.filter((part) => part !== '').join('&'))
  }
  return found
}

const addresses = [
  ...pairs({ ...counted, ...more }, 50).map((query) => `/console/surveys/demo?${query}`),
  ...pairs({ ...counted, ...more }, 50).map((query) => `/v1/surveys/demo/report?${query}`),
].filter((address) => new RegExp(options.only).test(address))

async function versionIn(root: URL, path: string) {
  const load = (name: string) => import(new URL(name, root).href)
  const { startCollector } = (await load(
    'test/support/collector.ts',
  )) as typeof import('../support/collector.ts')
  const { signedInCookie } = (await load('test/support/reports.ts')) as typeof import('../support/reports.ts')
  const collector = await startCollector({ DATABASE_URL: `file:${path}` })
  return { collector, cookie: await signedInCookie(collector) }
}
type Version = Awaited<ReturnType<typeof versionIn>>

async function ask({ collector, cookie }: Version, address: string) {
  const headers: Record<string, string> = address.startsWith('/v1')
    ? { authorization: `Bearer ${collector.key}` }
    : { cookie }
  const before = process.cpuUsage()
  const began = performance.now()
  const answer = await fetch(collector.url + address, { headers })
  let text = ''
  let score: number | null = null
  for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += part
    if (text.includes('id="headline"')) score ??= performance.now() - began
  }
  const { user, system } = process.cpuUsage(before)
  const whole = performance.now() - began
  return { status: answer.status, text, score: score ?? whole, whole, processor: (user + system) / 1000 }
}

const version = await versionIn(new URL('../../', import.meta.url), file!)
if (options.against) {
  const earlier = await versionIn(pathToFileURL(`${resolve(options.against)}/`), otherFile!)
  let differ = 0
  for (const address of addresses) {
    const [one, other] = [await ask(version, address), await ask(earlier, address)]
    const isSame = one.status === other.status && comparable(one.text) === comparable(other.text)
    if (!isSame) {
      differ += 1
      console.log(
        'differs',
        address,
        one.status,
        other.status,
        ...firstDifference(comparable(one.text), comparable(other.text)),
      )
    }
  }
  console.log(`${differ} of ${addresses.length} differ`)
  process.exitCode = differ > 0 ? 1 : 0
  await earlier.collector.close()
} else {
  const rows: {
    address: string
    status: number
    score: number
    whole: number
    processor: number
    kB: number
    save: number
  }[] = []
  for (const address of addresses) {
    if (process.env.TRACE_SQL) console.error('---', address)
    const turns: Awaited<ReturnType<typeof ask>>[] = []
    for (let turn = 0; turn < Number(options.turns); turn += 1) turns.push(await ask(version, address))
    const stop = sendMeanwhile(version.collector.url)
    await ask(version, address)
    const save = await stop()
    const of = (read: (turn: (typeof turns)[number]) => number) => Math.round(median(turns.map(read)))
    rows.push({
      address,
      status: turns[0]!.status,
      score: of(({ score }) => score),
      whole: of(({ whole }) => whole),
      processor: of(({ processor }) => processor),
      kB: Math.round(turns[0]!.text.length / 1000),
      save: Math.round(save),
    })
  }
  for (const [what, most] of [
    ['score', 25],
    ['whole', 25],
    ['save', 15],
    ['kB', 5],
  ] as const) {
    console.log(`\nby ${what}`)
    for (const { address, ...row } of rows.toSorted((a, b) => b[what] - a[what]).slice(0, most))
      console.log(JSON.stringify(row), address)
  }
}
await version.collector.close()

/** Without what names the address and the build's files. */
function comparable(text: string): string {
  return text
    .replaceAll(/http:..127.0.0.1:\d+/g, '')
    .replaceAll(/(console|install|print|answers|preact|shared)[-.\w]*\.(js|css)/g, '$1')
}

function firstDifference(one: string, other: string): string[] {
  let at = 0
  while (one[at] === other[at] && at < one.length) at += 1
  return [one, other].map((text) => `\n  ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 120))}`)
}
