import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyTooLarge } from '../../../server/campaigns/mail-size.ts'
import { seededRandom } from '../../bench/random.ts'
import { clientOf, send } from '../../support/client.ts'
import type { Collector } from '../../support/collector.ts'
import { hostileStrings } from '../../support/hostileStrings.ts'
import { startMailing } from '../../support/mailing.ts'
import type { MailServer } from '../../support/mailServer.ts'

const isLong = process.env.SAYSO_LONG === '1'
const seed = Number(process.env.SAYSO_SEED ?? 20261129)
let mailServer: MailServer
let collector: Collector

beforeAll(async () => {
  ;({ mailServer, collector } = await startMailing())
})
afterAll(() => Promise.all([collector?.close(), mailServer?.close()]))

/** A campaign to these people, what its dry run says of each, and the HTML that each was sent. */
async function sendTo(people: readonly object[], plan: object) {
  const client = clientOf(collector)
  const question = 'How likely are you to recommend {plan} to a friend?'
  const { body: survey } = await client.post('/v1/surveys', { metric: 'nps', name: 'Sizes', question })
  const from = { address: 'ask@acme.example' }
  const { body } = await client.post('/v1/campaigns', { surveyId: survey.id, from, restDays: 0, ...plan })
  const added = await client.post(`/v1/campaigns/${body.id}/people`, people)
  expect(added.body).toMatchObject({ added: people.length, refused: [] })
  const { items, reasons } = (await client.get(`/v1/campaigns/${body.id}/dry-run?limit=1000`)).body
  mailServer.received.length = 0
  expect((await client.post(`/v1/campaigns/${body.id}/start`)).status).toBe(200)
  const read = async () => (await client.get(`/v1/campaigns/${body.id}`)).body
  await expect.poll(read, { timeout: 60_000 }).toMatchObject({ status: 'finished' })
  const sent = new Map<string, string>()
  for (const { to, raw } of mailServer.received) sent.set(to, (await PostalMime.parse(raw)).html!)
  return { id: body.id, items, reasons, sent, counts: (await read()).counts }
}

const linksIn = (html: string) =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&'))

describe('a table', () => {
  it(`of whatever rows: who passes the dry run gets a mail of at most 100 kB with links that open (seed ${seed})`, async () => {
    const random = seededRandom(seed)
    const below = (most: number) => Math.floor(random() * most)
    const strings = hostileStrings(200)
    const pieces = ['x', '"', '&', 'ä', '語', '\n', '<b>', '👍', ...strings]
    const value = () => {
      const most = [10, 100, 500][below(3)]!
      const piece = pieces[below(pieces.length)]!
      return piece
        .repeat(Math.ceil(most / piece.length))
        .slice(0, most)
        .toWellFormed()
        .replaceAll('\0', '')
    }
    const outcomes = { sent: 0, refused: 0 }
    for (let table = 0; table < (isLong ? 60 : 6); table += 1) {
      const holes = ['{a}', '{b}{a}', 'Dear {name}, {plan}\n']
      const intro = holes[below(3)]!.repeat(1 + below(280)).slice(0, 2000)
      const people = Array.from({ length: 12 }, (_, n) => ({
        email: `p${n}@example.com`,
        ...(random() < 0.5 && { language: ['de', 'ar', 'ja'][below(3)] }),
        properties: { a: value() || 'x', b: value() || 'x', plan: value() || 'x' },
      }))
      const { items, reasons, sent } = await sendTo(people, { intro, subject: 'For {plan}' })
      for (const { email, outcome, reason, said } of items) {
        const html = sent.get(email)
        if (html === undefined) {
          expect([outcome, reason], email).toEqual(['not', 'too-large'])
          expect(said).toMatch(/the mail would have \d{6,} bytes/)
          outcomes.refused += 1
          continue
        }
        expect(outcome).toBe('send')
        expect(Buffer.byteLength(html)).toBeLessThanOrEqual(100_000)
        const links = [...new Set(linksIn(html))]
        for (const link of links) expect(link.length).toBeLessThanOrEqual(300)
        expect(links.filter((link) => link.includes('/i/'))).toHaveLength(11)
        outcomes.sent += 1
      }
      expect(reasons['too-large'] ?? 0).toBe(people.length - sent.size)
      const [html] = sent.values()
      for (const link of html ? new Set(linksIn(html)) : []) expect((await send(link)).status).toBe(200)
    }
    expect(Math.min(outcomes.sent, outcomes.refused), JSON.stringify(outcomes)).toBeGreaterThan(10)
  }, 600_000)

  it('with one row too many sends to all the others, and says of that one why', async () => {
    const people = [
      { email: 'long@example.com', properties: { bio: 'x'.repeat(500) } },
      { email: 'short@example.com', properties: { bio: 'x' } },
    ]
    const { id, items, sent, counts } = await sendTo(people, { intro: '{bio}'.repeat(200) })
    expect([...sent.keys()]).toEqual(['short@example.com'])
    expect(items).toMatchObject([
      {
        email: 'long@example.com',
        outcome: 'not',
        reason: 'too-large',
        said: expect.stringContaining('bytes'),
      },
      { email: 'short@example.com', outcome: 'send' },
    ])
    expect(counts).toMatchObject({ sent: 1, skipped: { 'too-large': 1 } })
    await clientOf(collector).patch(`/v1/campaigns/${id}`, { intro: 'Hi' })
    await expect.poll(() => mailServer.received.map(({ to }) => to)).toContain('long@example.com')
  })
})

it.each([
  [`<a href="https://ask.example/${'x'.repeat(280)}">9</a>`, null],
  [`<a href="https://ask.example/${'x'.repeat(281)}">9</a>`, expect.stringContaining('links of 301')],
  ['x'.repeat(100_000), null],
  ['x'.repeat(100_001), expect.stringContaining('100001 bytes')],
])('of a mail is said when it is too large', (html, why) => expect(whyTooLarge({ html })).toEqual(why))
