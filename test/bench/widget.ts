/**
 * What a survey costs the page that asks it, beside its peers: Chromium with a CPU four times slower,
 * each party by its own load path against loopback, in interleaved rounds with nothing cached; once
 * more over 1.6 Mbit/s with 150 ms latency. Prints medians and ratios; ends with 1 when Sayso is over
 * its budget. Of satismeter's widget the registry has no copy: `satismeter-loader` fetches it from
 * their servers. `node test/bench/widget.ts [rounds]`
 */
import type { Browser } from 'playwright-core'
import { makeSurvey } from '../journey/answers.ts'
import { openHostSite } from '../journey/hostSite.ts'
import { launchChromium } from '../support/chromium.ts'
import { startCollector } from '../support/collector.ts'
import { median } from './median.ts'
import { type Cost, costOf, type Line } from './widget/cost.ts'
import { openPeerSite, type Party } from './widget/peers.ts'

const [rounds = 7] = process.argv.slice(2).map(Number)
const budget = { visible: 160, slow: 400, evaluation: 20, blocking: 0, shift: 0, heap: 400 }
const leastFaster = 2.5

const [collector, site, peers, browser] = await Promise.all([
  startCollector(),
  openHostSite(),
  openPeerSite(),
  launchChromium(),
])
const page = site.add('<p>A page</p>'.repeat(50))

const survey = { metric: 'nps', question: 'How likely are you to recommend us?' }
const german = { ...survey, language: 'de', format: 'bar', look: { accent: '#6b74f2' } }
const ours = async (name: string, definition: object): Promise<Party> => ({
  name,
  start: `{ const script = document.createElement('script'); script.src = '${collector.url}/sayso/${await makeSurvey(collector, definition)}.js'; document.head.append(script) }`,
  visible: `document.querySelector('sayso-survey')?.shadowRoot.querySelector('section')`,
})
/** What measuring itself costs. */
const nothing: Party = {
  name: 'an empty element',
  start: `{ const element = document.createElement('section'); element.style.cssText = 'position:fixed;width:9px'; document.body.append(element) }`,
  visible: `document.querySelector('section')`,
}
const parties = [
  await ours('Sayso', survey),
  await ours('Sayso, a bar in German with a look', german),
  ...peers.parties,
  nothing,
]

async function measure(browser: Browser, line: Line): Promise<Record<string, Cost[]>> {
  const costs: Record<string, Cost[]> = Object.fromEntries(parties.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round += 1)
    for (const party of parties) {
      const cost = await costOf(browser, page, party, line)
      // The first warms the servers up.
      if (round > 0) costs[party.name]?.push(cost)
    }
  return costs
}

const fast = await measure(browser, 'fast')
const traced = await measure(browser, 'traced')
const slow = await measure(browser, 'slow')
await Promise.all([browser.close(), peers.close(), site.close(), collector.close()])

const rows = parties.map(({ name }) => {
  const of = (costs: Record<string, Cost[]>, what: keyof Cost) =>
    median(costs[name]!.map((cost) => cost[what]))
  return {
    name,
    visible: of(fast, 'visible'),
    slow: of(slow, 'visible'),
    evaluation: of(traced, 'evaluation'),
    blocking: of(fast, 'blocking'),
    shift: of(fast, 'shift'),
    heap: of(fast, 'heap') - median(fast[nothing.name]!.map(({ heap }) => heap)),
  }
})
const [first] = rows
console.log(`medians of ${rounds} rounds, CPU four times slower`)
console.table(
  Object.fromEntries(
    rows.map(({ name, ...row }) => [
      name,
      {
        'visible ms': Math.round(row.visible),
        '× Sayso': (row.visible / first!.visible).toFixed(1),
        'slow line ms': Math.round(row.slow),
        '× Sayso ': (row.slow / first!.slow).toFixed(1),
        'evaluation ms': row.evaluation.toFixed(1),
        'blocking ms': Math.round(row.blocking),
        CLS: row.shift.toFixed(3),
        'heap kB': Math.round(row.heap),
      },
    ]),
  ),
)

const over = Object.entries(budget).filter(([what, most]) => first![what as keyof typeof budget] > most)
const posthog = rows.find(({ name }) => name === 'PostHog')!
const faster = Math.min(posthog.visible / first!.visible, posthog.slow / first!.slow)
for (const [what, most] of over) console.log(`Sayso: ${what} is over ${most}`)
console.log(`at least ${faster.toFixed(1)} times faster than PostHog (to be ${leastFaster})`)
process.exitCode = over.length > 0 || faster < leastFaster ? 1 : 0
