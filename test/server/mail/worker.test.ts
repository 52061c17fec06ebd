import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@libsql/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clientOf, send } from '../../support/client.ts'
import { startSqld } from '../../support/sqld.ts'
import { startWorkerdCollector } from '../../support/workerd.ts'

interface Mail {
  readonly to: string[]
  readonly headers: Record<string, string>
  readonly html: string
}

let mails: Mail[]
/** The service answers no more from so many mails on. */
let most: number
let variables: Record<string, string>
let close: () => void

beforeEach(async () => {
  mails = []
  most = Number.POSITIVE_INFINITY
  const service = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    mails.push(JSON.parse(Buffer.concat(chunks).toString()))
    if (mails.length <= most) response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  close = () => {
    service.close()
    service.closeAllConnections()
  }
  variables = {
    PUBLIC_URL: 'https://ask.example',
    MAIL_SERVICE: 'resend',
    MAIL_KEY: 'k',
    MAIL_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
  }
})
afterEach(() => close())

it('on Workers, a scheduled run sends what is due through a mail service, and the next one nothing', async () => {
  const collector = await startWorkerdCollector(variables)
  const client = clientOf(collector)
  try {
    const from = { address: 'ask@acme.example', name: 'Acme' }
    const { body: campaign } = await client.post('/v1/campaigns', { surveyId: 'demo', from })
    const csv =
      'Email,Name,plan\nada@example.com,"Ada, Countess",pro\nbo@example.com,,\nnobody,,\nBO@example.com,,\n'
    const { body: added } = await send(`${collector.url}/v1/campaigns/${campaign.id}/people`, {
      method: 'POST',
      headers: { authorization: `Bearer ${collector.key}`, 'content-type': 'text/csv' },
      body: csv,
    })
    expect(added).toMatchObject({ added: 3, duplicates: 1, refused: [{ line: 4 }] })
    await client.post(`/v1/campaigns/${campaign.id}/start`)
    expect(mails).toEqual([])
    await collector.tick()
    expect(mails.map(({ to }) => to[0]).sort()).toEqual([
      '"Ada, Countess" <ada@example.com>',
      'bo@example.com',
    ])
    await collector.tick()
    expect(mails).toHaveLength(2)
    const { body } = await client.get(`/v1/campaigns/${campaign.id}`)
    expect(body).toMatchObject({ status: 'finished', counts: { sent: 2, skipped: { 'invalid-address': 1 } } })
    const [, path] = mails[0]!.headers['List-Unsubscribe']!.match(/^<https:\/\/ask\.example(\/u\/\S+)>$/)!
    const shown = await send(collector.url + path)
    expect([shown.status, shown.body]).toEqual([200, expect.stringContaining('Stop getting these emails?')])
    expect((await send(collector.url + path, { method: 'POST' })).body).toContain(
      'You will no longer receive these emails',
    )
    expect((await client.get('/v1/suppressions')).body.items).toHaveLength(1)
  } finally {
    await collector.close()
  }
})

it('on Workers, two scheduled runs at once and one that is cut off miss nobody and send nobody three', async () => {
  const sqld = await startSqld()
  const start = () => startWorkerdCollector({ ...variables, DATABASE_URL: sqld.url })
  let collector = await start()
  try {
    const client = clientOf(collector)
    const campaignTo = async (name: string) => {
      const from = { address: 'ask@acme.example' }
      const { body } = await client.post('/v1/campaigns', { surveyId: 'demo', from, restDays: 0 })
      const people = Array.from({ length: 40 }, (_, n) => ({ email: `${name}${n}@example.com` }))
      await client.post(`/v1/campaigns/${body.id}/people`, people)
      await client.post(`/v1/campaigns/${body.id}/start`)
      return body.id as string
    }
    const copies = (name: string) => {
      const all = mails.map(({ to }) => to[0]!).filter((to) => to.startsWith(name))
      return [...Map.groupBy(all, (to) => to).values()].map(({ length }) => length)
    }
    await campaignTo('both')
    await Promise.all([collector.tick(), collector.tick()])
    expect(copies('both')).toEqual(Array(40).fill(1))

    const id = await campaignTo('cut')
    most = mails.length + 10
    const cut = collector.tick().catch(() => {})
    await expect.poll(() => mails.length).toBeGreaterThan(most)
    await collector.close()
    await cut
    most = Number.POSITIVE_INFINITY
    collector = await start()
    await collector.tick()
    // As if their leases had ended, quarter of an hour later.
    const database = createClient({ url: sqld.url })
    await database.execute("UPDATE recipients SET due_at = 0 WHERE state = 'sending'")
    database.close()
    await collector.tick()
    expect(copies('cut')).toHaveLength(40)
    expect(Math.max(...copies('cut'))).toBe(2)
    // That nobody is left is seen by this run or by that of the next minute.
    await collector.tick()
    expect(copies('cut')).toHaveLength(40)
    const { body } = await clientOf(collector).get(`/v1/campaigns/${id}`)
    expect(body).toMatchObject({ status: 'finished', counts: { sent: 40 } })
  } finally {
    await collector.close()
    await sqld.close()
  }
})
