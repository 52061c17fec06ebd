import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, clientOf } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

let mailServer: MailServer
let collector: Collector
let owner: Client
let tenant: Client
let id: string
let surveyId: string
beforeAll(async () => {
  ;({ mailServer, collector } = await startMailing())
  owner = clientOf(collector)
  const made = (await owner.post('/v1/workspaces', { name: 'Acme' })).body
  id = made.id
  tenant = clientOf({ url: collector.url, key: made.key })
  surveyId = (await tenant.post('/v1/surveys', { metric: 'nps' })).body.id
})
afterAll(async () => {
  await collector?.close()
  await mailServer?.close()
})

const make = (address: string) => tenant.post('/v1/campaigns', { surveyId, from: { address } })
const allow = (given: object) => owner.put(`/v1/workspaces/${id}/mail`, given)
const arrived = (mails: number) => expect.poll(() => mailServer.received.length).toBe(mails)
const campaign = async (of: string) => (await tenant.get(`/v1/campaigns/${of}`)).body

it('sends only as addresses that the server’s owner allowed, and says which', async () => {
  expect((await make('ceo@bank.example')).body).toMatchObject({
    ...{ status: 422, code: 'invalid' },
    errors: [{ field: 'from.address', detail: expect.stringContaining('no address yet') }],
  })
  expect((await allow({ from: ['Ask@acme.example', '@mail.acme.example'] })).body).toEqual({
    ...{ from: ['ask@acme.example', '@mail.acme.example'], aDay: null },
  })
  for (const address of ['ASK@acme.example', 'any@Mail.acme.example'])
    expect([address, (await make(address)).status]).toEqual([address, 201])
  for (const address of [
    'ask@acme.example.org',
    'x@acme.example',
    'x@sub.mail.acme.example',
    'ask@bank.example',
  ])
    expect((await make(address)).body.errors[0].detail).toContain('ask@acme.example, @mail.acme.example')
  expect((await tenant.get('/v1/workspace')).body.mail).toEqual({
    ...{ from: ['ask@acme.example', '@mail.acme.example'], aDay: null },
  })
})

it('cannot allow itself anything', async () => {
  expect((await tenant.put(`/v1/workspaces/${id}/mail`, { from: ['@bank.example'] })).status).toBe(404)
  for (const change of [{ mail: { from: null } }, { mailFrom: ['@bank.example'] }, { mailsADay: null }])
    expect((await tenant.patch('/v1/workspace', change)).status).toBe(422)
  for (const from of [['bank'], ['a@b'], 'x@y.example', ['x@y.example, z@y.example']])
    expect((await allow({ from })).status).toBe(422)
})

it('sends no more a day than it may, goes on when it may, and stops when it may not', async () => {
  await allow({ from: ['@acme.example'], aDay: 2 })
  const { body } = await make('ask@acme.example')
  const people = ['a', 'b', 'c', 'd'].map((name) => ({ email: `${name}@example.com` }))
  await tenant.post(`/v1/campaigns/${body.id}/people`, people)
  expect((await tenant.post(`/v1/campaigns/${body.id}/start`)).status).toBe(200)
  await arrived(2)
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(mailServer.received).toHaveLength(2)
  expect(await campaign(body.id)).toMatchObject({ status: 'running', counts: { sent: 2, waiting: 2 } })

  await allow({ from: ['@acme.example'], aDay: 3 })
  await arrived(3)
  await allow({ from: ['@other.example'] })
  await expect.poll(() => campaign(body.id)).toMatchObject({ status: 'paused', counts: { waiting: 1 } })
  expect((await tenant.post(`/v1/campaigns/${body.id}/start`)).body).toMatchObject({
    ...{ code: 'conflict', detail: expect.stringContaining('@other.example') },
  })
  expect(mailServer.received).toHaveLength(3)
})

it('leaves the owner’s workspace free, until it says otherwise', async () => {
  const from = { address: 'anybody@example.com' }
  expect((await owner.post('/v1/campaigns', { surveyId: 'demo', from })).status).toBe(201)
  await owner.put('/v1/workspaces/main/mail', { from: ['us@example.com'] })
  expect((await owner.post('/v1/campaigns', { surveyId: 'demo', from })).status).toBe(422)
})
