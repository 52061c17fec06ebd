import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mostUnderWay } from '../../../server/campaigns/send-lanes.ts'
import { seededRandom } from '../../bench/random.ts'
import { clientOf } from '../../support/client.ts'
import {
  certificateOfSns,
  events,
  type Kind,
  mailEvents,
  messageIdsIn,
  services,
  signed,
} from '../../support/mailEvents.ts'
import { byAddress, startMailServer } from '../../support/mailServer.ts'
import { serverProcess } from '../../support/serverProcess.ts'
import { freePort } from '../../support/sqld.ts'

const isLong = process.env.SAYSO_LONG === '1'
const seed = Number(process.env.SAYSO_SEED ?? 18)
const people = isLong ? 1000 : 60
const kills = isLong ? 20 : 2
const minute = 60_000
/** Milliseconds, with mails under way that are answered late. */
const longestStandstill = isLong ? 15_000 : 5000

/** What becomes of somebody: their mail arrives, is lost on the way, or is refused because of them or of us. */
const behaviours = {
  arrives: ['', '', '', '', '', '', '', '', '', '', '', '', 'grey', isLong ? 'wait-70' : 'wait-2'],
  lied: ['drop'],
  dead: ['550-5.1.1-no_such_user', '550-5.2.1-disabled', '550-user_unknown'],
  stuck: ['cut', '421-4.7.0-later', '450-4.2.0-greylisted', 'data-451-4.3.0-busy'],
  ours: [
    ...['550-5.7.1-relaying_denied', 'data-550-5.7.26-DMARC_policy', '550-listed_by_a_blocklist'],
    ...['550-5.4.1-access_denied', '550-5.3.4-too_big', '550-5.6.0-content', '550-5.2.2-mailbox_full'],
  ],
} as const
type Fate = keyof typeof behaviours

interface Somebody {
  readonly name: string
  readonly fate: Fate
}

/** Nine of ten can be reached; what is refused because of us stands apart, as in a list of many mailboxes. */
function everybody(random: () => number): Somebody[] {
  const among = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const special = ['lied', 'dead', 'stuck', 'ours'] as const
  return Array.from({ length: people }, (_, n) => {
    const fate: Fate = n % 5 === 4 ? special[Math.floor(n / 5) % special.length]! : 'arrives'
    const behaviour = among<string>(behaviours[fate])
    return { fate, name: `${behaviour ? `${behaviour}.` : ''}p${n}` }
  })
}

/** Loaded before the server: its clock is ahead, and Amazon's host, which is not to be reached from here, answers. */
const preload = `const { now } = Date
Date.now = () => now() + Number(process.env.AHEAD)
const { fetch } = globalThis
globalThis.fetch = (asked, init) => String(asked.url ?? asked).startsWith('https://sns.')
  ? Promise.resolve(new Response(process.env.CERTIFICATE)) : fetch(asked, init)
`

it(`mails ${people} people of every behaviour through ${kills} kills: once each where it can be, and none lost for a fault of ours (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  const folder = await mkdtemp(join(tmpdir(), 'sayso-mixed-'))
  await writeFile(join(folder, 'preload.mjs'), preload)
  const seen = new Set<string>()
  const mailServer = await startMailServer((address, at) => {
    if (at === 'sender') return address.startsWith('bad') ? { code: 553, text: '5.7.1 not yours' } : null
    const isGrey = address.startsWith('grey.') && at === 'address' && !seen.has(address)
    seen.add(address)
    return isGrey ? { code: 450, text: '4.2.0 greylisted, try again' } : byAddress(address, at)
  })
  const port = await freePort()
  let ahead = 0
  const variables: Record<string, string> = {
    DATABASE_URL: `file:${join(folder, 'sayso.db')}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mailServer.url,
    MAIL_EVENTS: mailEvents,
    NODE_OPTIONS: `--import ${join(folder, 'preload.mjs')}`,
    CERTIFICATE: certificateOfSns(),
    AHEAD: '0',
  }
  const server = serverProcess(port, variables)
  const client = clientOf(server)
  const read = async (id: string) => (await client.get(`/v1/campaigns/${id}`)).body
  const restart = async (end: 'kill' | 'stop', later: number) => {
    await server[end]()
    ahead += later
    variables.AHEAD = `${ahead}`
    await server.start()
  }
  const campaignTo = async (names: readonly string[], from = 'ask@acme.example') => {
    const survey = (await client.post('/v1/surveys', { metric: 'nps', name: 'Mixed' })).body.id
    const plan = { surveyId: survey, restDays: 0, from: { address: from } }
    const { body } = await client.post('/v1/campaigns', plan)
    const list = names.map((name) => ({ email: `${name}@example.com` }))
    expect((await client.post(`/v1/campaigns/${body.id}/people`, list)).body.added).toBe(names.length)
    await client.post(`/v1/campaigns/${body.id}/start`)
    return body.id as string
  }
  /** Until nobody is under way or next: who waits, waits for something that has a name. */
  const settled = async (id: string) => {
    for (let [left, since] = [-1, performance.now()]; ; ) {
      const { status, counts } = await read(id)
      // As its owner would, who put right what was wrong.
      if (status === 'paused') await client.post(`/v1/campaigns/${id}/start`)
      const named = Object.values<number>(counts.waitingFor).reduce((sum, many) => sum + many, 0)
      if (status !== 'paused' && counts.waiting === named) return
      if (left !== counts.waiting - named) [left, since] = [counts.waiting - named, performance.now()]
      // A campaign rests as a whole after failures in a row, by the clock.
      if (performance.now() - since > longestStandstill) {
        await restart('stop', 16 * minute)
        since = performance.now()
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  /** Mails a second of a campaign to people who can be reached. */
  const speedOf = async (name: string) => {
    const began = performance.now()
    const many = isLong ? 200 : 10
    const id = await campaignTo(Array.from({ length: many }, (_, n) => `${name}${n}`))
    while ((await read(id)).status !== 'finished') await new Promise((resolve) => setTimeout(resolve, 20))
    return (1000 * many) / (performance.now() - began)
  }
  try {
    await server.start()
    const alone = await speedOf('alone')
    const all = everybody(random)
    const bad = await campaignTo(['x', 'y', 'z'], 'bad@acme.example')
    const id = await campaignTo(all.map(({ name }) => name))
    const beside = await speedOf('beside')
    console.log(`${Math.round(alone)} mails a second alone, ${Math.round(beside)} beside the mixed campaign`)

    const ofMixed = () => mailServer.received.filter(({ to }) => /\bp\d+@/.test(to))
    for (let kill = 0; kill < kills; kill += 1) {
      const enough = Math.floor((people * 0.7 * (kill + 0.5)) / kills)
      const { status } = await read(id)
      if (status === 'paused') await client.post(`/v1/campaigns/${id}/start`)
      const until = Date.now() + 10_000
      while (ofMixed().length < enough && Date.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 1))
      await new Promise((resolve) => setTimeout(resolve, random() * 12))
      // Longer than a lease: whatever was under way is looked at again.
      await restart('kill', 16 * minute)
    }
    await settled(id)
    await restart('stop', 16 * minute)
    await settled(id)

    const { items } = (await client.get(`/v1/campaigns/${id}/dry-run?limit=1000`)).body
    const itemOf = new Map<string, Record<string, string>>(
      items.map((item: { email: string }) => [item.email.split('@')[0], item]),
    )
    const copies = new Map<string, number>()
    for (const { to } of ofMixed()) copies.set(to.split('@')[0]!, (copies.get(to.split('@')[0]!) ?? 0) + 1)
    const copiesTo = ({ name }: Somebody) => copies.get(name) ?? 0
    const having = (fate: Fate) => all.filter((each) => each.fate === fate)
    const twice = having('arrives').filter((each) => copiesTo(each) === 2)
    console.log(`${copies.size} got it, ${twice.length} of them twice after ${kills} kills`)
    expect(Math.max(...copies.values())).toBeLessThanOrEqual(2)
    for (const each of [...having('arrives'), ...having('lied')])
      expect(copiesTo(each), each.name).toBeGreaterThanOrEqual(1)
    expect(twice.length).toBeLessThanOrEqual(kills * mostUnderWay)
    for (const each of [...having('dead'), ...having('ours'), ...having('stuck')])
      expect(copiesTo(each), each.name).toBe(0)
    for (const each of having('dead')) expect(itemOf.get(each.name)).toMatchObject({ reason: 'bounced' })
    for (const each of having('ours'))
      expect(itemOf.get(each.name)).toMatchObject({ outcome: 'not', said: expect.stringMatching(/\w/) })
    // The next try may be due just now.
    for (const each of having('stuck'))
      expect(itemOf.get(each.name)).toMatchObject({
        outcome: expect.stringMatching(/^(later|send)$/),
        said: expect.stringMatching(/\w/),
      })
    for (const each of having('lied')) expect(itemOf.get(each.name)).toMatchObject({ reason: 'uncertain' })
    expect(await read(bad)).toMatchObject({
      ...{ status: 'paused', counts: { waiting: 3 } },
      trouble: { what: 'refused', code: 553, text: expect.stringContaining('not yours') },
    })

    // What five services tell of those whom it reached.
    const ids = await messageIdsIn(ofMixed())
    const reached = having('arrives').map(({ name }) => name)
    const gone: string[] = []
    for (const service of services)
      for (const kind of ['bounced', 'complained', 'policy', 'forged', 'stale'] as const satisfies Kind[]) {
        const name = reached.pop()!
        const at = Date.now() + ahead - (kind === 'stale' ? 30 * 60 * minute : 0)
        const email = `${kind === 'forged' ? reached[0] : name}@example.com`
        const { headers, body } = signed[service](events[service](kind, ids.get(name)!, email), at)
        const path = `${server.url}/mail-events/${service}`
        await (await fetch(path, { method: 'POST', headers, body })).text()
        if (kind === 'bounced' || kind === 'complained') gone.push(name)
      }
    const suppressed = (await client.get('/v1/suppressions?limit=1000')).body.items
    expect(suppressed.map(({ email }: { email: string }) => email.split('@')[0]).sort()).toEqual(
      [...gone, ...having('dead').map(({ name }) => name)].sort(),
    )
  } finally {
    await server.stop()
    await mailServer.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 600_000)
