import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keyringOf } from '../../../server/links/keyring.ts'
import { linksOf } from '../../../server/links/link-urls.ts'
import { scaleOf } from '../../../shared/survey.ts'
import { clientOf, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { secretsOf } from '../../support/linkSecrets.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

const secret = 'a-secret-of-more-than-thirty-two-characters'
let mailServer: MailServer
let collector: Collector

beforeAll(async () => {
  ;({ mailServer, collector } = await startMailing(undefined, { SAYSO_SECRET: secret }))
})
afterAll(() => Promise.all([collector?.close(), mailServer?.close()]))

/** The mail to one person with a row of many long columns. */
async function mailToAda(address: string) {
  const client = clientOf(collector)
  const from = { address: 'ask@acme.example' }
  const { body } = await client.post('/v1/campaigns', { surveyId: 'demo', from })
  const columns = Array.from({ length: 50 }, (_, n) => [`column ${n}`, `private ${n} `.padEnd(190, 'x')])
  const person = {
    email: address,
    id: `id of ${address}`,
    name: 'Ada Private',
    properties: Object.fromEntries(columns),
  }
  expect((await client.post(`/v1/campaigns/${body.id}/people`, [person])).body).toMatchObject({ added: 1 })
  await client.post(`/v1/campaigns/${body.id}/start`)
  await expect.poll(() => mailServer.received.some(({ to }) => to === address)).toBe(true)
  const mail = await PostalMime.parse(mailServer.received.find(({ to }) => to === address)!.raw)
  // Outlook for Windows has buttons of its own, with the same links.
  const all = [...mail.html!.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&'))
  const links = [...new Set(all)]
  const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')!.value.slice(1, -1)
  return { html: mail.html!, links, unsubscribe: header }
}

const answer = (link: string, rating: string) =>
  send(link, {
    method: 'POST',
    body: new URLSearchParams({ visit: crypto.randomUUID(), rating, scripted: '', comment: '' }),
  })

it('are short whatever the row holds, tell nothing of the person, and answer with all of it', async () => {
  const { html, links } = await mailToAda('ada@example.com')
  expect(Buffer.byteLength(html)).toBeLessThan(40_000)
  for (const link of links) {
    const path = new URL(link).pathname
    expect(link.length).toBeLessThanOrEqual(130)
    for (const part of path.split(/[/.]/))
      expect(Buffer.from(part, 'base64url').toString()).not.toMatch(/private|ada/i)
  }
  const scores = links.filter((link) => link.includes('/i/'))
  expect(scores).toHaveLength(11)
  for (const link of scores) expect((await send(link)).status).toBe(200)
  expect((await answer(scores[9]!, '9')).status).toBe(200)
  const { items } = (await clientOf(collector).get('/v1/surveys/demo/responses')).body
  expect(items[0]).toMatchObject({
    ...{ rating: 9, channel: 'email' },
    respondent: { id: 'id of ada@example.com', email: 'ada@example.com', name: 'Ada Private' },
    properties: { 'column 0': expect.stringContaining('private 0'), 'column 49': expect.anything() },
  })
})

it('are refused when anything in them was changed, or for another purpose', async () => {
  const { links } = await mailToAda('bo@example.com')
  const link = links.find((each) => each.includes('/i/'))!.replace(/\?.*/, '')
  expect((await send(link)).status).toBe(200)
  for (const wrong of [
    link.replace('/i/', '/d/'),
    link.replace('/i/', '/u/'),
    `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`,
    link.replace(/main\.([0-9a-z])/, (_, letter) => `main.${letter === 'a' ? 'b' : 'a'}`),
    link.replace('main.', 'other.'),
  ])
    expect((await send(wrong)).status, wrong).toBe(404)
})

it('unsubscribe by one POST, also when the person was erased, and end otherwise', async () => {
  const client = clientOf(collector)
  const { links, unsubscribe } = await mailToAda('cy@example.com')
  expect(
    (
      await send(`${collector.url}/v1/respondents/cy@example.com`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${collector.key}` },
      })
    ).status,
  ).toBe(200)
  expect((await send(links.find((each) => each.includes('/i/'))!)).status).toBe(410)
  expect((await send(unsubscribe, { method: 'POST' })).status).toBe(200)
  expect((await client.get('/v1/respondents/cy@example.com')).body).toMatchObject({
    suppressions: [{ reason: 'unsubscribed' }],
  })
})

it('of mails of before name the person themselves, and keep working', async () => {
  const keyring = await keyringOf('main', secretsOf(secret))
  const before = {
    ...{ workspaceId: 'main', surveyId: 'demo', invitation: 'ofbefore0001' },
    expiresAt: Date.now() + 1_000_000,
    ...{ respondent: { email: 'dora@example.com' }, properties: { plan: 'pro' } },
  }
  const { byRating, unsubscribe } = await linksOf(keyring, collector.url, before, scaleOf('nps', '0-10')!)
  expect((await answer(byRating[3]!.link, '3')).status).toBe(200)
  expect((await send(unsubscribe, { method: 'POST' })).status).toBe(200)
})

it('made by API carry what they are given, up to what every mail program opens', async () => {
  const client = clientOf(collector)
  const of = (length: number) => ({ properties: { a: 'x'.repeat(200), b: 'x'.repeat(length) } })
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p${n}`, 'x'.repeat(60)]))
  expect((await client.post('/v1/surveys/demo/invitations', of(200))).status).toBe(201)
  const { status, body } = await client.post('/v1/surveys/demo/invitations', { properties: many })
  expect([status, body.errors]).toEqual([
    422,
    [{ field: 'properties', detail: expect.stringContaining('2000') }],
  ])
})
