import { TZDate } from '@date-fns/tz/date'
import { afterEach, expect, it } from 'vitest'
import { readLocales } from '../../../server/built-data/read-locales.ts'
import { addPeopleTo } from '../../../server/campaigns/add-people.ts'
import { deliver, leaseDue, type Sending } from '../../../server/campaigns/send-next.ts'
import { campaignPlan } from '../../../server/contract/campaigns.ts'
import { keyringOf } from '../../../server/links/keyring.ts'
import type { Email } from '../../../server/mail/mailer.ts'
import { nextDueAt } from '../../../server/storage/campaign-queue.ts'
import { type CampaignRecord, findCampaign, insertCampaign } from '../../../server/storage/campaigns.ts'
import { openTestDatabase } from '../../support/database.ts'
import { secretsOf } from '../../support/linkSecrets.ts'

const isLong = process.env.SAYSO_LONG === '1'
const people = isLong ? 1000 : 60
const everyDays = 90
const day = 86_400_000
const zones = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Sydney',
  'Asia/Tokyo',
  'America/Sao_Paulo',
  'Pacific/Auckland',
]
/**
 * One in so many sends ends with the process: before the mail, or after it and before its outcome is stored. Not twice
 * with one mail: after that nobody is asked before the next time.
 */
const endsOneIn = 40

let close = async () => {}
afterEach(() => close())

const zoneOf = (n: number) => zones[n % zones.length]!
/** The mornings from Monday to Friday that ended from one time to another, by the clock of a zone. */
function workingMornings(from: number, to: number, zone: string): number {
  let count = 0
  const noon = new TZDate(from, zone)
  noon.setHours(12, 0, 0, 0)
  for (; noon.getTime() < to; noon.setDate(noon.getDate() + 1))
    if (noon.getTime() > from && noon.getDay() !== 0 && noon.getDay() !== 6) count += 1
  return count
}

/** A running campaign of so many people, and who is mailed when: each mail by its id, with the times of its copies. */
async function begin(people: number) {
  const opened = await openTestDatabase()
  close = opened.close
  const { database } = opened
  const clock = { now: Date.parse('2026-01-07T12:00:00Z'), isDying: false }
  const now = () => clock.now
  const asset = async () => ({ text: JSON.stringify(await readLocales()), etag: '' })
  const keyring = await keyringOf('main', secretsOf('a secret of more than thirty-two characters'))
  const sent = new Map<string, Map<string, number[]>>()
  const mailer = async ({ to, messageId }: Email) => {
    const mails = sent.get(to.address) ?? new Map<string, number[]>()
    sent.set(to.address, mails.set(messageId, [...(mails.get(messageId) ?? []), clock.now]))
    if (clock.isDying) throw new Error('the process ended')
    return { outcome: 'accepted' } as const
  }
  const sending: Sending = {
    ...{ database, directory: database, mailer, asset, publicUrl: 'https://ask.example' },
    ...{ keyring: async () => keyring, now },
  }
  const plan = campaignPlan.parse({ from: { address: 'ask@acme.example' }, recurring: { everyDays } })
  const times = { nextAt: 0, createdAt: clock.now, updatedAt: clock.now, trouble: null, edits: 1 }
  const names = { id: 'c1', workspaceId: 'main', surveyId: 'demo' }
  const campaign: CampaignRecord = { ...names, ...times, status: 'running', plan }
  await insertCampaign(database, campaign)
  const lines = Array.from({ length: people }, (_, n) => {
    const address = `p${n}@example.com`
    return { line: n + 1, person: { email: address, timezone: zoneOf(n) } }
  })
  const services = { database, mail: null, now } as unknown as Parameters<typeof addPeopleTo>[0]
  await addPeopleTo(services, campaign, { lines: lines as never, stoppedAt: null })
  return { database, sending, clock, sent }
}

/** The next mail that is due, when it is; the process that leased it may end. */
async function untilLeased({ database, sending, clock }: Awaited<ReturnType<typeof begin>>) {
  for (;;) {
    const lease = await leaseDue(sending)
    if (lease) return lease
    clock.now = Math.max((await nextDueAt(database))!, clock.now + 1)
  }
}

it('asks again by the cadence whom processes that ended left without a mail', async () => {
  const begun = await begin(1)
  const { sending, sent, clock } = begun
  const start = clock.now
  // Both times before the plan was stored: nothing was sent.
  await untilLeased(begun)
  await untilLeased(begun)
  await deliver(sending, await untilLeased(begun))
  expect(sent.size).toBe(0)
  // Both times it may have sent the mail: it is not sent a third time.
  await untilLeased(begun)
  await untilLeased(begun)
  const asked = clock.now
  expect(asked - start).toBeLessThan((everyDays + 5) * day)
  await deliver(sending, await untilLeased(begun))
  expect(sent.size).toBe(0)
  await deliver(sending, await untilLeased(begun))
  expect([...sent.keys()]).toEqual(['p0@example.com'])
  expect(clock.now - asked).toBeGreaterThanOrEqual(everyDays * day)
  expect(clock.now - asked).toBeLessThan((everyDays + 5) * day)
})

it(
  `asks ${people} people for a year, each when they are due and never early, though one of two instances dies again and again`,
  async () => {
    const begun = await begin(people)
    const { database, sending, sent, clock } = begun
    const start = clock.now
    for (let turns = 1; clock.now < start + 365 * day; turns += 1) {
      const lease = await untilLeased(begun)
      const end = lease.recipient.unknowns === 0 ? turns % endsOneIn : null
      // The lease is of a process that ended before it sent anything.
      if (end === 0) continue
      clock.isDying = end === endsOneIn / 2
      await deliver(sending, lease).catch((error) => {
        if (!clock.isDying) throw error
      })
      clock.isDying = false
    }

    const days = new Map<string, number>()
    let late = 0
    for (let n = 0; n < people; n += 1) {
      const mails = [...sent.get(`p${n}@example.com`)!.values()].sort(([a], [b]) => a! - b!)
      expect(Math.max(...mails.map((copies) => copies.length))).toBeLessThanOrEqual(2)
      const asks = mails.map((copies) => copies[0]!)
      for (const [at, ask] of asks.entries()) {
        const local = new TZDate(ask, zoneOf(n))
        expect([1, 2, 3, 4, 5]).toContain(local.getDay())
        expect(local.getHours()).toBeGreaterThanOrEqual(9)
        expect(local.getHours()).toBeLessThan(12)
        const key = local.toISOString().slice(0, 10)
        days.set(key, (days.get(key) ?? 0) + 1)
        if (at === 0) expect(ask - start).toBeLessThan((everyDays + 5) * day)
        else {
          // Its outcome is stored by the second copy when a process ended with the first.
          const last = mails[at - 1]!.at(-1)!
          expect(ask - last).toBeGreaterThanOrEqual(everyDays * day - 60_000)
          late = Math.max(late, workingMornings(last + everyDays * day, ask, zoneOf(n)))
        }
      }
      expect(asks.length).toBeGreaterThanOrEqual(3)
    }
    const counts = [...days.values()]
    const total = counts.reduce((sum, each) => sum + each, 0)
    const mean = total / 261
    console.log(
      `${people} people, ${total} asks in a year, ${mean.toFixed(1)} a working day, ${Math.max(...counts)} on the busiest, ${late} working days late at most`,
    )
    expect(late).toBeLessThanOrEqual(2)
    if (isLong) expect(Math.max(...counts)).toBeLessThanOrEqual(2 * mean)
    const kept = await findCampaign(database, 'main', 'c1')
    expect(kept!.status).toBe('running')
  },
  isLong ? 600_000 : 60_000,
)
