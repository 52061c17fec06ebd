import { afterEach, describe, expect, it, vi } from 'vitest'
import { longestSend } from '../../../server/mail/smtp.ts'
import { leaseTime } from '../../../server/storage/campaign-queue.ts'
import { clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer, startMailServer } from '../../support/mailServer.ts'

const minute = 60_000
let mailServer: MailServer
let collector: Collector
/** Milliseconds that the server's clock is ahead. */
let ahead = 0
const clock = Date.now

afterEach(async () => {
  await collector?.close()
  await mailServer?.close()
  vi.restoreAllMocks()
})

async function begin(refuse?: Parameters<typeof startMailServer>[0]) {
  ahead = 0
  vi.spyOn(Date, 'now').mockImplementation(() => clock() + ahead)
  ;({ mailServer, collector } = await startMailing(refuse))
}

async function campaignTo(names: readonly string[], plan: object = {}) {
  const client = clientOf(collector)
  const given = { surveyId: 'demo', from: { address: 'ask@acme.example' }, ...plan }
  const { body } = await client.post('/v1/campaigns', given)
  const people = names.map((name) => ({ email: `${name}@example.com` }))
  expect((await client.post(`/v1/campaigns/${body.id}/people`, people)).body.added).toBe(names.length)
  await start(body.id)
  return body.id as string
}

const start = async (id: string) =>
  expect((await clientOf(collector).post(`/v1/campaigns/${id}/start`)).status).toBe(200)
const read = async (id: string) => (await clientOf(collector).get(`/v1/campaigns/${id}`)).body
const people = async (id: string) => (await clientOf(collector).get(`/v1/campaigns/${id}/dry-run`)).body.items
const suppressed = async () =>
  (await clientOf(collector).get('/v1/suppressions')).body.items.map(({ email }: { email: string }) => email)
const copiesTo = (name: string) => mailServer.received.filter(({ to }) => to === `${name}@example.com`)

/** Lets time pass, and the server look what is due. */
async function pass(time: number, id: string) {
  ahead += time
  await start(id)
  await new Promise((resolve) => setTimeout(resolve, 300))
}

it('waits for an answer to a mail shorter than the lease of its recipient', () => {
  expect(longestSend).toBeGreaterThan(10 * minute)
  expect(leaseTime).toBeGreaterThan(longestSend + 2 * minute)
})

describe('a reply that is lost after the mail', () => {
  it('sends the same mail once more, minutes later, and then calls it uncertain', async () => {
    await begin()
    const id = await campaignTo(['drop.ada', 'bo', 'cy'])
    await expect.poll(() => read(id)).toMatchObject({ counts: { sent: 2, waiting: 1, uncertain: 0 } })
    expect(copiesTo('drop.ada')).toHaveLength(1)
    await pass(3 * minute, id)
    expect(copiesTo('drop.ada')).toHaveLength(1)
    await pass(3 * minute, id)
    await expect
      .poll(() => read(id))
      .toMatchObject({
        ...{ status: 'finished', counts: { sent: 2, waiting: 0, failed: 0, uncertain: 1 } },
        trouble: { what: 'unknown' },
      })
    const [first, second] = copiesTo('drop.ada').map(({ raw }) => decoded(raw))
    expect(second).toEqual(first)
    ahead += 24 * 60 * minute
    expect((await clientOf(collector).post(`/v1/campaigns/${id}/retry`)).body.status).toBe('finished')
    expect(copiesTo('drop.ada')).toHaveLength(2)
    expect(await people(id)).toContainEqual(
      expect.objectContaining({ email: 'drop.ada@example.com', outcome: 'not', reason: 'uncertain' }),
    )
    expect(await suppressed()).toEqual([])
  })

  it('counts a mail as sent that is accepted the second time', async () => {
    let isLost = true
    await begin((_, at) => (isLost && at === 'message' ? { drop: true } : null))
    const id = await campaignTo(['ada'])
    await expect.poll(() => read(id)).toMatchObject({ trouble: { what: 'unknown', tries: 1 } })
    isLost = false
    await pass(6 * minute, id)
    await expect
      .poll(() => read(id))
      .toMatchObject({
        ...{ status: 'finished', counts: { sent: 1, uncertain: 0 }, trouble: null },
      })
    expect(mailServer.received).toHaveLength(2)
  })

  it('rests a campaign of which every reply is lost', async () => {
    await begin((_, at) => (at === 'message' ? { drop: true } : null))
    const id = await campaignTo(Array.from({ length: 12 }, (_, n) => `p${n}`))
    await expect.poll(() => read(id)).toMatchObject({ trouble: { what: 'unknown', tries: 3 } })
    await pass(9 * minute, id)
    expect(mailServer.received).toHaveLength(3)
    await pass(2 * minute, id)
    expect(mailServer.received).toHaveLength(4)
  })
})

it.runIf(process.env.SAYSO_LONG === '1')(
  'sends one copy where the answer to the mail takes 70 seconds',
  async () => {
    await begin()
    const id = await campaignTo(['wait-70.ada'])
    await expect
      .poll(() => read(id), { timeout: 90_000 })
      .toMatchObject({ status: 'finished', counts: { sent: 1 } })
    expect(mailServer.received).toHaveLength(1)
  },
  120_000,
)

describe('a refusal', () => {
  it('suppresses a person only when it is about their mailbox, and keeps what was said', async () => {
    await begin()
    const dead = ['550-5.1.1-user_unknown.a', '550-5.2.1-mailbox_disabled.b', '550-no_such_user.c']
    const ours = [
      '550-5.7.1-relaying_denied.d',
      '550-listed_by_a_blocklist.e',
      'data-550-5.7.26-DMARC_policy.f',
      'data-550-mailbox_unavailable.g',
      '553-5.7.1-sender_not_owned.h',
      '550-5.4.1-access_denied.i',
      '550-5.3.4-too_big.j',
      '550-5.6.0-bad_content.k',
      '551-relay_not_permitted.l',
      '550-5.2.2-mailbox_full.m',
    ]
    // One at a time between people who get it, so that nothing is in a row.
    const all = [...dead, ...ours]
    const id = await campaignTo(['first', ...all.flatMap((name, n) => [name, `fine${n}`])])
    await expect
      .poll(() => read(id))
      .toMatchObject({
        status: 'finished',
        counts: { sent: all.length + 1, failed: all.length, bounced: dead.length },
      })
    expect((await suppressed()).sort()).toEqual(dead.map((name) => `${name}@example.com`).sort())
    const items = await people(id)
    const said = (name: string) => items.find((each: { email: string }) => each.email.startsWith(name))
    expect(said('550-5.7.1')).toMatchObject({
      ...{ outcome: 'not', reason: 'refused', code: 550 },
      said: expect.stringContaining('5.7.1 relaying denied'),
    })
    expect(said('550-5.1.1')).toMatchObject({ reason: 'bounced', code: 550 })
    expect(said('550-5.2.2')).toMatchObject({ reason: 'mailbox', said: expect.stringContaining('full') })
  })

  it('of everybody because of us pauses the campaign, which says why and goes on with all of them', async () => {
    let isWrong = true
    await begin((address, at) =>
      isWrong && at === 'address' ? { code: 550, text: `<${address}>: 5.7.1 relaying denied` } : null,
    )
    const names = Array.from({ length: 20 }, (_, n) => `p${n}`)
    const id = await campaignTo(names)
    await expect
      .poll(() => read(id))
      .toMatchObject({
        ...{ status: 'paused', counts: { waiting: 20, failed: 0, bounced: 0 } },
        trouble: { what: 'refused', code: 550, text: expect.stringContaining('relaying denied'), tries: 3 },
      })
    expect(JSON.stringify((await read(id)).trouble)).not.toContain('@example.com')
    expect(mailServer.asked).toHaveLength(3)
    expect(await suppressed()).toEqual([])
    isWrong = false
    await start(id)
    await expect
      .poll(() => read(id))
      .toMatchObject({
        ...{ status: 'finished', counts: { sent: 20, failed: 0 }, trouble: null },
      })
  })

  it('of the sender pauses its campaign at once, and no other', async () => {
    await begin((address, at) =>
      at === 'sender' && address.startsWith('bad') ? { code: 553, text: '5.7.1 not your address' } : null,
    )
    const bad = await campaignTo(['a', 'b', 'c'], { from: { address: 'bad@acme.example' } })
    const good = await campaignTo(['d', 'e'])
    await expect.poll(() => read(good)).toMatchObject({ status: 'finished', counts: { sent: 2 } })
    await expect
      .poll(() => read(bad))
      .toMatchObject({
        ...{ status: 'paused', counts: { waiting: 3, failed: 0 } },
        trouble: { code: 553, tries: 1 },
      })
    expect(await suppressed()).toEqual([])
  })

  it('is tried again when asked, except of an address that does not exist', async () => {
    let isFull = true
    await begin((address, at) => {
      if (at !== 'address') return null
      if (address.startsWith('gone')) return { code: 550, text: '5.1.1 no such user' }
      return isFull && address.startsWith('full') ? { code: 552, text: '5.2.2 full' } : null
    })
    const id = await campaignTo(['gone', 'full', 'fine'])
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished', counts: { sent: 1, failed: 2 } })
    isFull = false
    expect((await clientOf(collector).post(`/v1/campaigns/${id}/retry`)).body.status).toBe('running')
    await expect.poll(() => read(id)).toMatchObject({ status: 'finished', counts: { sent: 2, failed: 1 } })
  })
})

/** The mail without its date and the boundaries of its parts, which each copy has of its own. */
function decoded(raw: Buffer): string {
  return raw
    .toString()
    .replace(/^Date: .*$/m, '')
    .replaceAll(/--_NmP-[\w-]+/g, '')
}
