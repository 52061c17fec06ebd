/**
 * Pages of Answers by every pair and by many larger combinations of filters, over a database that `console.ts` made:
 * prints the slowest by the milliseconds they took, with the processor time of all threads.
 * `node test/bench/filters.ts FILE [combinations of three to six] [lines printed]`; SAYSO_SEED draws others.
 */
import { startCollector } from '../support/collector.ts'
import { signedInCookie } from '../support/reports.ts'
import { median } from './median.ts'
import { seededRandom } from './random.ts'

const [path, larger = '400', lines = '20'] = process.argv.slice(2)
if (!path) throw new Error('name the database file')
const random = seededRandom(Number(process.env.SAYSO_SEED ?? 1))
const collector = await startCollector({ DATABASE_URL: `file:${path}` })
const cookie = await signedInCookie(collector)
const newest = (await (
  await fetch(`${collector.url}/v1/answers?limit=1`, {
    headers: { authorization: `Bearer ${collector.key}` },
  })
).json()) as { items: { answeredAt: string }[] }
const end = Date.parse(newest.items[0]!.answeredAt)

const date = (days: number) => new Date(end - days * 86_400_000).toISOString().slice(0, 10)
const placeOf = (days: number) => String((end - days * 86_400_000) * 4096)
/** Of each kind a combination has at most one. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  period: [
    `from=${date(7)}`,
    `from=${date(90)}&to=${date(0)}`,
    `from=${date(300)}&to=${date(270)}`,
    'from=2001-01-01&to=2001-02-01',
  ],
  survey: ['survey=demo', 'survey=s7'],
  segments: [
    'segment=plan:pro',
    'segment=plan:pro&segment=country:DE',
    'segment=plan:enterprise&segment=country:JP&segment=role:owner',
    'segment=plan:pro&segment=plan:free',
    'segment=company:company%207',
    'segment=company:company%207&segment=company:company%208',
  ],
  channel: ['channel=widget', 'channel=page', 'channel=link'],
  band: ['band=positive', 'band=neutral', 'band=negative'],
  theme: ['theme=support', 'theme=pricing', 'theme=nothing%20of%20this'],
  text: [
    'text=permissions',
    'text=great+support+mar',
    'text=person-47',
    'text=somebody',
    'text=zebra',
    'text=the+permissions+zebra',
  ],
  state: ['state=open', 'state=in-hand', 'state=held', 'state=test'],
  contact: ['contact=true', 'contact=false'],
  verified: ['verified=true', 'verified=false'],
  place: [
    `before=${placeOf(180)}`,
    `before=${placeOf(360)}`,
    `after=${placeOf(100)}`,
    `before=${placeOf(500)}`,
  ],
}
const all = Object.entries(kinds).flatMap(([kind, values]) => values.map((value) => ({ kind, value })))
const combinations = new Set<string>([''])
for (const [place, { kind, value }] of all.entries()) {
  combinations.add(value)
  for (const other of all.slice(place + 1))
    if (other.kind !== kind) combinations.add(`${value}&${other.value}`)
}
const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
for (let drawn = 0; drawn < Number(larger); drawn += 1) {
  const names = Object.keys(kinds)
  const chosen = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(names))
  combinations.add([...new Set(chosen)].map((kind) => pick(kinds[kind]!)).join('&'))
}

async function ask(query: string) {
  const began = performance.now()
  const answer = await fetch(`${collector.url}/console/answers?${query}`, { headers: { cookie } })
  const text = await answer.text()
  return { ms: performance.now() - began, status: answer.status, text }
}

const turns = 5
const measured: {
  ms: number
  first: number
  processor: number
  status: number
  said: string
  query: string
}[] = []
await ask('')
for (const query of combinations) {
  const first = await ask(query)
  const before = process.cpuUsage()
  const times: number[] = []
  for (let turn = 0; turn < turns; turn += 1) times.push((await ask(query)).ms)
  const { user, system } = process.cpuUsage(before)
  const said = /class="saying"[^>]*><span>(.*?):/.exec(first.text)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? ''
  measured.push({
    ...{ ms: median(times), first: first.ms, status: first.status, said, query },
    processor: (user + system) / 1000 / turns,
  })
}
await collector.close()

const by = (a: (typeof measured)[number], b: (typeof measured)[number]) => b.ms - a.ms
console.log('   ms  first    cpu')
for (const { ms, first, processor, status, said, query } of measured.sort(by).slice(0, Number(lines)))
  console.log(
    [ms, first, processor].map((each) => each.toFixed(1).padStart(6)).join(' '),
    status === 200 ? '' : status,
    query,
    '|',
    said,
  )
const over = measured.filter(({ ms, query }) => ms > (query.includes('text=') ? 150 : 50)).length
console.log(
  `${measured.length} addresses, ${over} over what they may take, median ${median(measured.map(({ ms }) => ms)).toFixed(1)} ms`,
)
