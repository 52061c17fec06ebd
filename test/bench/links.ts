/**
 * What personal links cost: minted and verified per second on one core, the signing alone and through
 * the API, and how long the page behind one takes to paint in Chromium at 4× CPU throttling.
 * `node test/bench/links.ts [links]`; at most 10 s for 100,000, at least 5,000 verified a second, at most 100 ms.
 */

import { keyringOf } from '../../server/links/keyring.ts'
import { linkFor } from '../../server/links/link-urls.ts'
import { type Link, openToken, signLink } from '../../server/links/token.ts'
import { launchChromium } from '../support/chromium.ts'
import { startCollector } from '../support/collector.ts'
import { secretsOf } from '../support/linkSecrets.ts'

const count = Number(process.argv[2] ?? 100_000)
const now = Date.now()
const keyring = await keyringOf('main', secretsOf('a secret that only this benchmark has'))
const linkOf = (i: number): Link => ({
  purpose: 'invitation',
  workspaceId: 'main',
  surveyId: 'k3v9x0q2m4ts',
  invitation: `invitation-${i}`,
  expiresAt: now + 90 * 86_400_000,
  respondent: { id: `user-${i}`, email: `somebody.${i}@example.com`, name: 'Somebody Longname' },
  properties: { plan: 'enterprise', country: 'DE' },
})

/** Seconds of wall clock, and of processor: with a pool of threads behind it, they differ. */
async function time(run: () => Promise<unknown>): Promise<{ wall: number; cpu: number }> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(before)
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 }
}

async function inBatches(size: number, each: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < count; i += size) {
    await Promise.all(Array.from({ length: Math.min(size, count - i) }, (_, at) => each(i + at)))
  }
}

const tokens: string[] = []
const minting = await time(() =>
  inBatches(200, async (i) => tokens.push(await linkFor(keyring, 'https://s.example', linkOf(i)))),
)
const token = await signLink(keyring, linkOf(1))
const verifying = await time(() => inBatches(200, () => openToken(keyring, token, 'invitation', now)))

const collector = await startCollector()
const headers = { authorization: `Bearer ${collector.key}`, 'content-type': 'application/x-ndjson' }
const body = Array.from({ length: 10_000 }, (_, i) =>
  JSON.stringify({ respondent: linkOf(i).respondent }),
).join('\n')
let bytes = 0
const call = await time(async () => {
  const answer = await fetch(`${collector.url}/v1/surveys/demo/invitations`, {
    method: 'POST',
    headers,
    body,
  })
  bytes = (await answer.text()).length
})

const perSecond = (n: number, { wall }: { wall: number }) => Math.round(n / wall).toLocaleString('en')
console.table({
  [`mint ${count.toLocaleString('en')}`]: {
    'wall s': minting.wall.toFixed(2),
    'cpu s': minting.cpu.toFixed(2),
    'a second': perSecond(count, minting),
  },
  [`verify ${count.toLocaleString('en')}`]: {
    'wall s': verifying.wall.toFixed(2),
    'cpu s': verifying.cpu.toFixed(2),
    'a second': perSecond(count, verifying),
  },
  '10,000 invitations by the API, 14 links each': {
    'wall s': call.wall.toFixed(2),
    'cpu s': call.cpu.toFixed(2),
    'a second': perSecond(10_000, call),
  },
})
console.log(`${tokens[0]!.length} characters a link, ${(bytes / 1e6).toFixed(0)} MB for 10,000 invitations`)

/** Milliseconds from the navigation to the first paint of each page, in turn, the processor slowed four times. */
async function paints(addresses: readonly string[], rounds: number): Promise<number[][]> {
  const browser = await launchChromium()
  const page = await browser.newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const times = addresses.map((): number[] => [])
  for (let round = -3; round < rounds; round += 1) {
    for (const [at, address] of addresses.entries()) {
      await page.goto(address)
      const paint = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const observer = new PerformanceObserver((list) =>
              resolve(list.getEntriesByName('first-contentful-paint')[0]!.startTime),
            )
            observer.observe({ type: 'paint', buffered: true })
          }),
      )
      if (round >= 0) times[at]!.push(paint)
    }
  }
  await browser.close()
  return times.map((each) => each.sort((a, b) => a - b))
}

const one = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{}' }
const invited = await fetch(`${collector.url}/v1/surveys/demo/invitations`, one)
const { byRating } = (await invited.json()) as { byRating: { link: string }[] }
const [ours, plain] = await paints([byRating[9]!.link, `${collector.url}/healthz`], 21)
const inWords = (times: number[]) =>
  `middle ${times[10]!.toFixed(0)} ms, lower quarter ${times[5]!.toFixed(0)}, best ${times[0]!.toFixed(0)}`
console.log(
  `first contentful paint at 4× throttling (at most 100, on a machine with nothing else to do): ${inWords(ours!)}; of the word «ok»: ${inWords(plain!)}`,
)
await collector.close()
const cpuFor100k = minting.cpu * (100_000 / count)
const verifiedACpuSecond = count / verifying.cpu
console.log(
  `100,000 links take ${cpuFor100k.toFixed(1)} s of one core (at most 10); one core verifies ${Math.round(verifiedACpuSecond).toLocaleString('en')} a second (at least 5,000)`,
)
process.exitCode = cpuFor100k <= 10 && verifiedACpuSecond >= 5_000 ? 0 : 1
