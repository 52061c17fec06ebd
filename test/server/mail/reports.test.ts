import { describe, expect, it } from 'vitest'
import { readDeliveryReport } from '../../../server/mail/events/delivery-report.ts'
import { processorTimeOf } from '../../support/processor.ts'

const mail = { workspaceId: 'main', invitation: 'abc123' }

interface Given {
  readonly status?: string
  readonly feedback?: string
  readonly returned?: string
  readonly to?: string
  readonly encoding?: string
}

const failed = (given = '') => `Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; ada@example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <ada@example.com>:
    User unknown
${given}`

/** A report as mail servers write them. */
function report({ status, feedback, returned, to = 'ask@acme.example', encoding }: Given): string {
  const kind = feedback ? 'feedback-report' : 'delivery-status'
  const body = feedback ?? status ?? failed()
  const isBase64 = encoding === 'base64'
  return `Return-Path: <>
From: MAILER-DAEMON@mx.example.com
To: <${to}>
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=${kind};
\tboundary="==B(1)+?"

This is a MIME-encapsulated message.

--==B(1)+?
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you.

--==B(1)+?
Content-Type: message/${kind}${encoding ? `\nContent-Transfer-Encoding: ${encoding}` : ''}

${isBase64 ? Buffer.from(body).toString('base64') : body}

--==B(1)+?
Content-Type: message/rfc822

${returned ?? 'From: ask@acme.example\nTo: ada@example.com\nMessage-ID: <abc123.1.main@acme.example>\nSubject: hi\n\nThe mail itself.'}

--==B(1)+?--
`
}

const bounced = { event: { reason: 'bounced', mail, email: 'ada@example.com' } }
const crlf = (text: string) => text.replace(/\n/g, '\r\n')

describe('a delivery status', () => {
  it.each<[string, Given]>([
    ['of Postfix', {}],
    ['with the headers alone', { returned: 'Message-Id: <abc123.2.main@acme.example>' }],
    ['in base64', { encoding: 'base64' }],
    [
      'without the mail, sent to an address of its own',
      { returned: 'X: y', to: 'b+abc123.1.main@acme.example' },
    ],
    [
      'of a mail that was addressed otherwise',
      { status: failed('Original-Recipient: rfc822;ada@example.com') },
    ],
  ])('%s says whose address bounced, with either kind of line end', (_, given) => {
    expect(readDeliveryReport(report(given))).toEqual(bounced)
    expect(readDeliveryReport(crlf(report(given)))).toEqual(bounced)
  })

  it.each([
    ['delayed', failed().replace('failed', 'delayed'), 'only late'],
    ['delivered', failed().replace('failed', 'delivered'), 'only late'],
    [
      'refused by policy',
      failed().replaceAll('5.1.1', '5.7.1').replace('User unknown', 'Blocked'),
      'not about',
    ],
    ['of a full mailbox', failed().replaceAll('5.1.1', '5.2.2').replace('User unknown', 'Full'), 'not about'],
  ])('that it is %s suppresses nobody', (_, status, why) => {
    expect(readDeliveryReport(report({ status }))).toEqual({ event: null, why: expect.stringContaining(why) })
  })
})

describe('a feedback report', () => {
  const feedback = (type: string, more = 'Original-Rcpt-To: <ada@example.com>\n') =>
    `Feedback-Type: ${type}\nUser-Agent: SomeGenerator/1.0\nVersion: 1\n${more}`

  it('says who complained, also with the address taken out', () => {
    const complained = { event: { reason: 'complained', mail, email: 'ada@example.com' } }
    expect(readDeliveryReport(report({ feedback: feedback('abuse') }))).toEqual(complained)
    expect(readDeliveryReport(report({ feedback: feedback('abuse', '') }))).toEqual({
      event: { ...complained.event, email: null },
    })
  })

  it('that something is no spam suppresses nobody', () => {
    expect(readDeliveryReport(report({ feedback: feedback('not-spam') })).event).toBeNull()
  })
})

it.each([
  ['a mail that is no report', 'From: a@example.com\nContent-Type: text/plain\n\nI am on holiday.'],
  ['nothing', ''],
  ['a report without parts', 'Content-Type: multipart/report; boundary=b\n\n'],
  ['a report about the mail of somebody else', report({ returned: 'Message-ID: <x@example.com>' })],
])('%s suppresses nobody, and says why', (_, message) => {
  expect(readDeliveryReport(message)).toEqual({ event: null, why: expect.stringMatching(/^it /) })
})

it('is read in a time that grows with its length alone', () => {
  const took = processorTimeOf(() => {
    for (const piece of ['\n', '\n ', '=', '--==B(1)+?\n', 'a:', ' \n\n', '+a@'])
      readDeliveryReport(report({ status: piece.repeat(100_000) }))
  })
  expect(took).toBeLessThan(5000)
})
