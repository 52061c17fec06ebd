import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { messageIdsIn } from '../../support/mailEvents.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

let mailServer: MailServer
let collector: Collector
let messageIds: Map<string, string>

beforeAll(async () => {
  ;({ mailServer, collector } = await startMailing())
  const client = clientOf(collector)
  const { body } = await client.post('/v1/campaigns', {
    surveyId: 'demo',
    from: { address: 'ask@acme.example' },
  })
  const people = ['bo', 'victim'].map((name) => ({ email: `${name}@example.com` }))
  await client.post(`/v1/campaigns/${body.id}/people`, people)
  await client.post(`/v1/campaigns/${body.id}/start`)
  await vi.waitUntil(() => mailServer.received.length === people.length, 15_000)
  messageIds = await messageIdsIn(mailServer.received)
})
afterAll(() => Promise.all([collector?.close(), mailServer?.close()]))

async function suppressed(): Promise<Record<string, string>> {
  const { items } = (await clientOf(collector).get('/v1/suppressions')).body
  return Object.fromEntries(
    items.map(({ email, reason }: Record<string, string>) => [email!.split('@')[0]!, reason]),
  )
}

const dsn = (name: string, address: string) => `To: ask@acme.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ${address}
Action: failed
Status: 5.1.1

--b
Content-Type: text/rfc822-headers

Message-ID: ${messageIds.get(name)}

--b--
`
const send = async (body: string, key = collector.key) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'message/rfc822' }
  const response = await fetch(`${collector.url}/v1/mail-reports`, { method: 'POST', headers, body })
  return { status: response.status, body: await response.json() }
}

it('reports of mail servers suppress the person whose mail came back, with a key of their workspace alone', async () => {
  const other = await clientOf(collector).post('/v1/workspaces', { name: 'Other' })
  expect((await send(dsn('bo', 'bo@example.com'), other.body.key)).body.suppressed).toBeNull()
  expect((await send(dsn('bo', 'victim@example.com'))).body.suppressed).toBeNull()
  expect((await send(dsn('bo', 'bo@example.com'), 'sayso_no-such-key-at-all')).status).toBe(401)
  expect(await suppressed()).not.toHaveProperty('bo')
  const taken = { suppressed: 'bo@example.com', reason: 'bounced', why: null }
  expect(await send(dsn('bo', 'Bo@Example.com'))).toEqual({ status: 200, body: taken })
  expect((await suppressed()).bo).toBe('bounced')
  expect(await suppressed()).not.toHaveProperty('victim')
})
