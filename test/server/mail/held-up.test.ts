import { afterEach, describe, expect, it } from 'vitest'
import { clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import { byAddress, type MailServer, type startMailServer } from '../../support/mailServer.ts'

let mailServer: MailServer
let collector: Collector

afterEach(async () => {
  await Promise.all([collector?.close(), mailServer?.close()])
}, 30_000)

async function begin(refuse?: Parameters<typeof startMailServer>[0]) {
  ;({ mailServer, collector } = await startMailing(refuse))
}

/** A campaign to these people, with rests from other mail only where they are asked for. */
async function campaignTo(names: readonly string[], plan: object = {}) {
  const client = clientOf(collector)
  const from = { address: 'ask@acme.example' }
  const { body } = await client.post('/v1/campaigns', { surveyId: 'demo', restDays: 0, from, ...plan })
  const people = names.map((name) => ({ email: `${name}@example.com` }))
  await client.post(`/v1/campaigns/${body.id}/people`, people)
  expect((await client.post(`/v1/campaigns/${body.id}/start`)).status).toBe(200)
  return body.id as string
}

const read = async (id: string) => (await clientOf(collector).get(`/v1/campaigns/${id}`)).body
const some = (many: number, name: string) => Array.from({ length: many }, (_, n) => `${name}${n}`)

describe('mailboxes that hang', () => {
  it('hold up neither their campaign nor another, wherever they hang', async () => {
    await begin()
    const hanging = await campaignTo(['hang-60.a', 'wait-60.b', ...some(30, 'p')])
    const other = await campaignTo(some(30, 'q'))
    await expect.poll(() => read(other), { timeout: 20_000 }).toMatchObject({ status: 'finished' })
    // A place that hangs is given to others after seconds.
    await expect
      .poll(() => read(hanging), { timeout: 30_000 })
      .toMatchObject({ counts: { sent: 30, waiting: 2 } })
  }, 60_000)

  it('of a whole campaign leave another its speed', async () => {
    await begin()
    await campaignTo(some(50, 'wait-60.x'))
    await expect.poll(() => mailServer.asked.length, { timeout: 20_000 }).toBeGreaterThan(1)
    const began = performance.now()
    const other = await campaignTo(some(100, 'q'))
    await expect.poll(() => read(other), { timeout: 20_000 }).toMatchObject({ status: 'finished' })
    const took = performance.now() - began
    console.log(`100 mails beside a campaign that hangs: ${Math.round(took)} ms`)
    expect(mailServer.received.filter(({ to }) => to.startsWith('wait'))).not.toHaveLength(50)
  }, 60_000)
})

it.each([
  ['loses the connection at one address', 'cut.a'],
  ['closes the connection at one address', '421-4.7.0-later.a'],
  ['puts one address off', '450-4.2.0-greylisted.a'],
])(
  'goes on with everybody else when the server %s',
  async (_, name) => {
    await begin()
    const id = await campaignTo([name, ...some(20, 'p')])
    await expect.poll(() => read(id), { timeout: 20_000 }).toMatchObject({ counts: { sent: 20, waiting: 1 } })
    const its = async () => {
      const { items } = (await clientOf(collector).get(`/v1/campaigns/${id}/dry-run`)).body
      return items.find(({ email }: { email: string }) => email.startsWith(name))
    }
    await expect.poll(its).toMatchObject({ outcome: 'later', reason: 'deferred' })
    expect(await read(id)).toMatchObject({ counts: { waitingFor: { deferred: 1 } } })
  },
  30_000,
)

describe('a sender that is put off', () => {
  it('rests its campaign alone, which says why, and goes on at once when it is started again', async () => {
    let isSlow = true
    await begin((address, at) =>
      isSlow && at === 'sender' && address.startsWith('slow') ? { code: 451, text: '4.7.1 slow down' } : null,
    )
    const slow = await campaignTo(some(5, 'a'), { from: { address: 'slow@acme.example' } })
    const other = await campaignTo(some(50, 'b'))
    await expect.poll(() => read(other), { timeout: 20_000 }).toMatchObject({ status: 'finished' })
    expect(await read(slow)).toMatchObject({
      ...{ status: 'running', counts: { waiting: 5, failed: 0 } },
      trouble: { what: 'deferred', code: 451, tries: 1, text: expect.stringContaining('slow down') },
    })
    isSlow = false
    for (const step of ['pause', 'start']) await clientOf(collector).post(`/v1/campaigns/${slow}/${step}`)
    await expect
      .poll(() => read(slow), { timeout: 20_000 })
      .toMatchObject({ status: 'finished', trouble: null })
  }, 60_000)
})

describe('a server that cannot be used', () => {
  it('is the trouble of all campaigns that wait for it, in their status, the checkup and the metrics', async () => {
    let isAway = true
    await begin(() => (isAway ? { code: 421, text: '4.3.2 closing' } : null))
    const ids = [await campaignTo(['a']), await campaignTo(['b'])]
    for (const id of ids)
      await expect
        .poll(() => read(id))
        .toMatchObject({ status: 'running', trouble: { what: 'away', code: 421 } })
    isAway = false
    for (const id of ids)
      await expect
        .poll(() => read(id), { timeout: 10_000 })
        .toMatchObject({ status: 'finished', trouble: null })
  }, 60_000)

  it('is asked about a sender by a dry run, without a mail', async () => {
    await begin((address, at) =>
      at === 'sender' && address.startsWith('bad')
        ? { code: 553, text: '5.7.1 not your address' }
        : byAddress(address, at),
    )
    const client = clientOf(collector)
    const ask = async (address: string) => {
      const { body } = await client.post('/v1/campaigns', { surveyId: 'demo', from: { address } })
      return (await client.get(`/v1/campaigns/${body.id}/dry-run`)).body.sender
    }
    expect(await ask('ask@acme.example')).toEqual({ taken: true, code: null, text: '' })
    expect(await ask('bad@acme.example')).toMatchObject({
      ...{ taken: false, code: 553, text: expect.stringContaining('not your address') },
    })
    await mailServer.close()
    expect(await ask('ask@acme.example')).toMatchObject({ taken: false, code: null })
    expect(mailServer.received).toEqual([])
  })
})
