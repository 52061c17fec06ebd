import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

let mailServer: MailServer
let collector: Collector

beforeAll(async () => {
  ;({ mailServer, collector } = await startMailing())
})
afterAll(() => Promise.all([collector?.close(), mailServer?.close()]))

const people = 200
const names = ['ada', 'josé', 'søren', 'νίκος', 'жанна']
const domains = [
  ['example.com', 'example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['école.example', 'xn--cole-9oa.example'],
] as const

/** Ten spellings of one person's address: by case, in composed and decomposed letters, and with the domain in punycode. */
function spellingsOf(n: number): string[] {
  const [unicode, ascii] = domains[n % domains.length]!
  const name = `${names[n % names.length]}.p${n}`
  const all = [unicode, ascii].flatMap((domain) => {
    const [plain, capital] = [`${name}@${domain}`, `${name.toUpperCase()}@${domain.toUpperCase()}`]
    return [
      plain,
      plain.normalize('NFD'),
      capital,
      capital.normalize('NFD'),
      `${name}@${domain.toUpperCase()}`,
    ]
  })
  return all
}

const personOf = (address: string) => Number(address.match(/p(\d+)@/i)![1])

it('mails each of 200 people once who stand in a list under ten spellings, and one unsubscribe stops all', async () => {
  const client = clientOf(collector)
  const all = Array.from({ length: people }, (_, n) => spellingsOf(n))
  const campaign = async (spelled: readonly string[]) => {
    const from = { address: 'ask@bücher.example' }
    const survey = (await client.post('/v1/surveys', { metric: 'nps', name: 'Spellings' })).body.id
    const { body } = await client.post('/v1/campaigns', { surveyId: survey, from, restDays: 0 })
    const list = spelled.map((email) => ({ email }))
    const { added, duplicates, refused } = (await client.post(`/v1/campaigns/${body.id}/people`, list)).body
    mailServer.received.length = 0
    await client.post(`/v1/campaigns/${body.id}/start`)
    const read = async () => (await client.get(`/v1/campaigns/${body.id}`)).body
    await expect.poll(read, { timeout: 30_000 }).toMatchObject({ status: 'finished' })
    return { added, duplicates, refused, counts: (await read()).counts }
  }
  const rounds = Array.from({ length: 10 }, (_, round) => all.map((spellings) => spellings[round]!)).flat()
  expect(await campaign(rounds)).toMatchObject({
    ...{ added: people, duplicates: 9 * people, refused: [] },
    counts: { people, sent: people, failed: 0 },
  })
  const mailed = mailServer.received.map(({ to }) => personOf(to))
  expect([mailed.length, new Set(mailed).size]).toEqual([people, people])
  const leaving = mailServer.received.filter(({ to }) => personOf(to) % 2 === 0)
  for (const { to, raw } of mailServer.received) {
    const [header] = raw.toString('latin1').split('\r\n\r\n')
    expect(header).toMatch(/^Message-ID: <[\w.]+@xn--bcher-kva\.example>\r$/m)
    // A server that takes letters before the @ takes them after it.
    if (to.startsWith('ada'))
      expect(header).toMatch(/^To: ada[\w.]+@(example\.com|xn--[a-z\d-]+\.example)\r$/m)
  }
  for (const { raw } of leaving) {
    const { headers } = await PostalMime.parse(raw)
    const link = headers.find(({ key }) => key === 'list-unsubscribe')!.value.slice(1, -1)
    expect((await send(link, { method: 'POST' })).status).toBe(200)
  }
  for (const spelled of spellingsOf(2))
    expect((await client.get(`/v1/respondents/${encodeURIComponent(spelled)}`)).body).toMatchObject({
      suppressions: [{ reason: 'unsubscribed' }],
    })
  // Each of the ten in a campaign of its own would be found out, too: here each person comes under another one.
  const others = all.map((spellings, n) => spellings[(n >> 1) % 10]!)
  expect(await campaign(others)).toMatchObject({
    counts: { sent: people / 2, skipped: { unsubscribed: people / 2 } },
  })
  expect(mailServer.received.filter(({ to }) => personOf(to) % 2 === 0)).toEqual([])
}, 60_000)
