import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { clientOf, send } from '../../support/client.ts'
import { startWorkerdCollector } from '../../support/workerd.ts'

it('on Workers, a scheduled run sends what is due through a mail service, and the next one nothing', async () => {
  const mails: { to: string[]; headers: Record<string, string>; html: string }[] = []
  const service = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    mails.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const collector = await startWorkerdCollector({
    PUBLIC_URL: 'https://ask.example',
    MAIL_SERVICE: 'resend',
    MAIL_KEY: 'k',
    MAIL_URL: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
  })
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
    service.close()
    service.closeAllConnections()
    await collector.close()
  }
})
