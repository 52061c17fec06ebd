import { expect, it } from 'vitest'
import { mostUnderWay } from '../../../server/campaigns/send-lanes.ts'
import { seededRandom } from '../../bench/random.ts'
import { clientOf } from '../../support/client.ts'
import { events, type Kind, messageIdsIn, type Service, services, signed } from '../../support/mailEvents.ts'
import type { Received } from '../../support/mailServer.ts'
import { type Mixed, saidWithout, startMixed, type Way } from '../../support/mixedMailing.ts'

const minute = 60_000
const isLong = process.env.SAYSO_LONG === '1'
const seed = Number(process.env.SAYSO_SEED ?? 18)
const people = isLong ? 1000 : 60
const kills = isLong ? 20 : 3
/** Milliseconds that nobody gets on in, before the clock is put ahead. */
const standstill = 500
/** What others keep of their speed; a short measurement says only whether they are held up. */
const leastSpeed = isLong ? 0.8 : 0.1

/** What becomes of somebody: their mail arrives, is lost on the way, or is refused because of them or of us. */
const behaviours = {
  arrives: ['', '', '', '', '', '', '', '', '', '', '', '', 'grey', 'wait-2'],
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

/** Four of five can be reached; what they are stands behind letters that mix them. */
function everybody(random: () => number): Somebody[] {
  const among = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const special = ['lied', 'dead', 'stuck', 'ours'] as const
  return Array.from({ length: people }, (_, n) => {
    const fate: Fate = n % 5 === 4 ? special[Math.floor(n / 5) % special.length]! : 'arrives'
    const behaviour = isLong && n % 500 === 0 ? 'wait-70' : among<string>(behaviours[fate])
    const letters = Math.floor(random() * 36 ** 3).toString(36)
    return { fate, name: `${letters}_${behaviour ? `${behaviour}.` : ''}p${n}` }
  })
}

const ways: readonly Way[] = isLong
  ? [
      ...(['smtp', 'resend', 'without STARTTLS', 'postmark', 'smtp', 'with a bad certificate'] as const),
      ...(['sendgrid', 'ses', 'with a wrong password', 'mailgun', 'smtp', 'with a wrong key'] as const),
    ]
  : ['smtp', 'with a bad certificate', 'resend']

const rest = (time: number) => new Promise((resolve) => setTimeout(resolve, time))
const nameOf = (email: string) => email.split('@')[0]!
const isMixed = ({ to }: Received) => /[._]p\d+@/.test(to)

/** What the owner of the campaigns does, and sees. */
function ownerOf({ server, received, pass, held }: Mixed) {
  const client = clientOf(server)
  const read = async (id: string) => (await client.get(`/v1/campaigns/${id}`)).body
  const start = (id: string) => client.post(`/v1/campaigns/${id}/start`)
  async function campaignTo(names: readonly string[], from = 'ask@acme.example') {
    const survey = (await client.post('/v1/surveys', { metric: 'nps', name: 'Mixed' })).body.id
    const plan = { surveyId: survey, restDays: 0, from: { address: from } }
    const { body } = await client.post('/v1/campaigns', plan)
    const list = names.map((name) => ({ email: `${name}@example.com` }))
    expect((await client.post(`/v1/campaigns/${body.id}/people`, list)).body.added).toBe(names.length)
    await start(body.id)
    return body.id as string
  }
  /**
   * Until something holds. Goes on with a campaign when it was paused, as if what was wrong were put right, and lets
   * time pass when nobody gets on: a campaign rests after failures in a row.
   */
  async function until(id: string, progressOf: () => Promise<number | 'done'>) {
    for (let [last, since] = [-1, performance.now()]; ; ) {
      const progress = await progressOf()
      if (progress === 'done') return
      const { status } = await read(id)
      if (status === 'paused') await start(id)
      if (last !== progress || held() > 0) [last, since] = [progress, performance.now()]
      if (performance.now() - since > standstill) {
        pass()
        await start(id)
        since = performance.now()
      }
      await rest(20)
    }
  }
  const untilReceived = (id: string, many: number) =>
    until(id, async () => {
      const got = received.filter(isMixed).length
      return got >= many ? 'done' : got
    })
  /** Until nobody is under way, next, or to be tried once more: who waits was put off. */
  const settled = (id: string) =>
    until(id, async () => {
      const { status, counts } = await read(id)
      const left = counts.waiting - (counts.waitingFor.deferred ?? 0)
      return status !== 'paused' && left === 0 ? 'done' : left
    })
  /** Mails a second of a campaign to people who can be reached. */
  async function speedOf(name: string) {
    const many = isLong ? 80 : 20
    const isOne = ({ to }: Received) => to.startsWith(name)
    const names = Array.from({ length: many }, (_, n) => `${name}${n}`)
    const before = performance.now()
    await campaignTo(names)
    while (!received.some(isOne)) await rest(1)
    const began = performance.now()
    while (received.filter(isOne).length < many) {
      expect(performance.now() - before).toBeLessThan(60_000)
      await rest(2)
    }
    return (1000 * (many - 1)) / (performance.now() - began)
  }
  return { client, read, start, campaignTo, untilReceived, settled, speedOf }
}

type Owner = ReturnType<typeof ownerOf>

/** What part of its speed alone a campaign has beside others: the middle of some measurements, each of both in turn. */
async function speedKept({ speedOf, start, client }: Owner, others: readonly string[]): Promise<number> {
  const parts: number[] = []
  for (let round = 0; round < (isLong ? 5 : 1); round += 1) {
    const beside = await speedOf(`beside${round}-`)
    for (const each of others) await client.post(`/v1/campaigns/${each}/pause`)
    const alone = await speedOf(`alone${round}-`)
    for (const each of others) await start(each)
    console.log(`${Math.round(alone)} mails a second alone, ${Math.round(beside)} beside all others`)
    parts.push(beside / alone)
  }
  return parts.sort((a, b) => a - b)[Math.floor(parts.length / 2)]!
}

/** Campaigns that get nowhere, each for a reason of its own, and how each says it. */
async function stuckCampaigns({ campaignTo }: Owner) {
  const some = (name: string) => Array.from({ length: 12 }, (_, n) => `${name}${n}`)
  const all: [id: string, expected: object][] = [
    [await campaignTo(['x', 'y', 'z'], 'bad@acme.example'), troubled('paused', 'refused', 553, 'not yours')],
    [await campaignTo(['u', 'v'], 'slow@acme.example'), troubled('running', 'deferred', 451, 'slow down')],
    [
      await campaignTo(some('550-5.7.1-relaying_denied.r')),
      troubled('paused', 'refused', 550, 'relaying denied'),
    ],
    [await campaignTo(some('450-4.2.0-greylisted.g')), troubled('running', 'deferred', 450, 'greylisted')],
    [await campaignTo(some('drop.l')), troubled('running', 'unknown', null, '')],
  ]
  return all
}

const troubled = (status: string, what: string, code: number | null, text: string) => ({
  ...{ status, trouble: { what, code, text: expect.stringContaining(text) } },
})

/** Kills the server again and again, each time with another way for the mail. Returns the campaigns of stuck times. */
async function killAgain(begun: Mixed, owner: Owner, id: string, random: () => number): Promise<string[]> {
  const late: string[] = []
  // Not everybody gets one.
  const most = people * 0.75
  for (let kill = 0; kill < kills; kill += 1) {
    const way = ways[kill % ways.length]!
    if (way in saidWithout) {
      const own = await owner.campaignTo([`late${kill}a`, `late${kill}b`])
      late.push(own)
      await owner.start(id)
      const text = expect.stringMatching(saidWithout[way as keyof typeof saidWithout])
      for (const each of [id, own])
        await expect
          .poll(() => owner.read(each), { timeout: 20_000 })
          .toMatchObject({ status: 'running', trouble: { what: 'away', text } })
    } else {
      const enough = begun.received.filter(isMixed).length + (people * 0.8) / kills
      await owner.untilReceived(id, Math.min(enough, most))
    }
    await rest(random() * 12)
    await begun.killFor(kill + 1 < kills ? ways[(kill + 1) % ways.length]! : 'smtp')
  }
  return late
}

/** What the services tell of those whom they took mail for, and of others of their own. Returns who is gone. */
async function tellEvents({ server, received, takenBy, now }: Mixed, all: readonly Somebody[]) {
  const ids = await messageIdsIn(received.filter(isMixed))
  const reached = all.map(({ name }) => name).filter((name) => /_p\d+$/.test(name) && ids.has(name))
  const gone: string[] = []
  const tell = async (service: Service, kind: Kind, name: string, named = name) => {
    const at = now() - (kind === 'stale' ? 30 * 60 * minute : 0)
    const { headers, body } = signed[service](
      events[service](kind, ids.get(name)!, `${named}@example.com`),
      at,
    )
    const path = `${server.url}/mail-events/${service}`
    await (await fetch(path, { method: 'POST', headers, body })).text()
    if (kind === 'bounced' || kind === 'complained') gone.push(name)
  }
  for (const { fate, name } of all) {
    const service = takenBy.get(name)
    if (fate === 'dead' && service) await tell(service, 'bounced', name)
  }
  for (const service of services)
    for (const kind of ['bounced', 'complained', 'policy', 'forged', 'stale'] as const)
      await tell(service, kind, reached.pop()!, kind === 'forged' ? reached[0] : undefined)
  return gone
}

/**
 * What became of each person of the mixed campaign, as the mail servers saw it and as the campaign says. Returns whom it
 * is uncertain of: their mail was under way at two kills, or the answers were lost.
 */
async function everybodyIsRight(
  { received, takenBy }: Mixed,
  { client }: Owner,
  id: string,
  all: Somebody[],
) {
  const { items } = (await client.get(`/v1/campaigns/${id}/dry-run?limit=1000`)).body
  const itemOf = new Map<string, { reason: string | null }>(
    items.map((item: { email: string; reason: string | null }) => [nameOf(item.email), item]),
  )
  const copies = Map.groupBy(received, ({ to }) => nameOf(to))
  const copiesTo = ({ name }: Somebody) => copies.get(name)?.length ?? 0
  const isUncertain = ({ name }: Somebody) => itemOf.get(name)!.reason === 'uncertain'
  const known = all.filter((each) => !isUncertain(each))
  const uncertain = all.filter((each) => each.fate !== 'lied' && isUncertain(each))
  const having = (...fates: Fate[]) => known.filter(({ fate }) => fates.includes(fate))
  const twice = all.filter((each) => each.fate !== 'lied' && copiesTo(each) === 2)
  const got = all.filter((each) => copiesTo(each) > 0).length
  console.log(`${got} got it, ${twice.length} twice, ${uncertain.length} uncertain after ${kills} kills`)
  expect(Math.max(...all.map(copiesTo))).toBeLessThanOrEqual(2)
  // Beside those under way when it was killed, a service lost some answers.
  const lost = takenBy.size / 10
  expect(twice.length).toBeLessThanOrEqual(kills * mostUnderWay + lost)
  expect(uncertain.length).toBeLessThanOrEqual(3 * kills + lost)
  for (const each of having('arrives')) expect(copiesTo(each), each.name).toBeGreaterThanOrEqual(1)
  const said = expect.stringMatching(/\w/)
  const refused = { dead: { reason: 'bounced' }, ours: { outcome: 'not', said } }
  // The next try may be due just now.
  const outcomes = { ...refused, stuck: { outcome: expect.stringMatching(/^(later|send)$/), said } }
  // A service takes some mail that a mail server puts off or refuses.
  for (const fate of ['dead', 'ours', 'stuck'] as const)
    for (const each of having(fate).filter(({ name }) => !takenBy.has(name))) {
      expect(itemOf.get(each.name), each.name).toMatchObject(outcomes[fate])
      expect(copiesTo(each), each.name).toBe(0)
    }
  return new Set(all.filter(isUncertain).map(({ name }) => name))
}

it(`mails ${people} people of every behaviour through ${kills} kills: once each where it can be, and none lost for a fault of ours (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  const begun = await startMixed()
  const owner = ownerOf(begun)
  try {
    const all = everybody(random)
    const stuck = await stuckCampaigns(owner)
    for (const [each, expected] of stuck)
      await expect.poll(() => owner.read(each), { timeout: 20_000 }).toMatchObject(expected)
    const id = await owner.campaignTo(all.map(({ name }) => name))
    const kept = await speedKept(owner, [id, ...stuck.map(([each]) => each)])
    const late = await killAgain(begun, owner, id, random)
    for (const each of [id, ...late]) await owner.settled(each)
    for (const each of late)
      expect(await owner.read(each)).toMatchObject({ status: 'finished', counts: { failed: 0, bounced: 0 } })
    const gone = await tellEvents(begun, all)
    const uncertain = await everybodyIsRight(begun, owner, id, all)
    const suppressed = (await owner.client.get('/v1/suppressions?limit=1000')).body.items
    const dead = all.filter(({ fate, name }) => fate === 'dead' && !uncertain.has(name))
    expect(suppressed.map(({ email }: { email: string }) => nameOf(email)).sort()).toEqual(
      [...new Set([...gone, ...dead.map(({ name }) => name)])].sort(),
    )
    expect(kept).toBeGreaterThanOrEqual(leastSpeed)
  } finally {
    await begun.close()
  }
}, 600_000)
