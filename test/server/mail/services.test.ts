import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { httpMailer, type ServiceName } from '../../../server/mail/http-mailer.ts'
import type { Email } from '../../../server/mail/mailer.ts'

interface Asked {
  readonly headers: IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: each service has its own shape
  readonly body: any
}

let close = async () => {}
afterEach(() => close())

/** A service that answers so, with no status by hanging up; what it was asked is in `asked`. */
async function serviceAnswering(status: number, body = '{}') {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
    if (status === 0) return void request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = async () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const letter: Email = {
  from: { name: 'Acme "Ask"', address: 'ask@acme.example' },
  to: { name: '', address: 'ada@example.com' },
  replyTo: 'help@acme.example',
  ...{ subject: 'How was it?', html: '<p>9</p>', text: '9' },
  messageId: '<i1.1@acme.example>',
  headers: { 'List-Unsubscribe': '<https://ask.example/u/t>' },
}

const inShape: Record<ServiceName, [header: [string, string], body: object]> = {
  resend: [
    ['authorization', 'Bearer k'],
    {
      ...{
        from: '"Acme \\"Ask\\"" <ask@acme.example>',
        to: ['ada@example.com'],
        reply_to: 'help@acme.example',
      },
      ...{ subject: 'How was it?', html: '<p>9</p>', text: '9' },
      headers: { ...letter.headers, 'Message-ID': letter.messageId },
    },
  ],
  postmark: [
    ['x-postmark-server-token', 'k'],
    {
      ...{ From: '"Acme \\"Ask\\"" <ask@acme.example>', To: 'ada@example.com', ReplyTo: 'help@acme.example' },
      ...{ Subject: 'How was it?', HtmlBody: '<p>9</p>', TextBody: '9', TrackLinks: 'None' },
      Headers: [
        { Name: 'List-Unsubscribe', Value: '<https://ask.example/u/t>' },
        { Name: 'Message-ID', Value: letter.messageId },
      ],
    },
  ],
  sendgrid: [
    ['authorization', 'Bearer k'],
    {
      personalizations: [{ to: [{ email: 'ada@example.com' }] }],
      from: { email: 'ask@acme.example', name: 'Acme "Ask"' },
      content: [
        { type: 'text/plain', value: '9' },
        { type: 'text/html', value: '<p>9</p>' },
      ],
      tracking_settings: { click_tracking: { enable: false } },
    },
  ],
}

describe.each(Object.keys(inShape) as ServiceName[])('%s', (name) => {
  it('gets the request in its documented format', async () => {
    const { url, asked } = await serviceAnswering(200)
    expect(await httpMailer(name, 'k', url)(letter)).toEqual({ outcome: 'accepted' })
    const [[header, value], body] = inShape[name]
    expect(asked).toHaveLength(1)
    expect(asked[0]!.headers[header]).toBe(value)
    expect(asked[0]!.body).toMatchObject(body)
  })
})

it('gets the same idempotency key each time, in every service', async () => {
  const { url, asked } = await serviceAnswering(200)
  for (const name of ['resend', 'postmark', 'sendgrid'] as const) await httpMailer(name, 'k', url)(letter)
  expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(3).fill(letter.messageId))
})

it.each([
  [202, '{}', { outcome: 'accepted' }],
  [422, '{}', { outcome: 'refused', what: 'message', reply: { code: 422 } }],
  [401, '{}', { outcome: 'away', reply: { code: 401 } }],
  [429, '{}', { outcome: 'away' }],
  [503, '<html>', { outcome: 'away', reply: { code: 503, text: '<html>' } }],
  [500, '{}', { outcome: 'unknown' }],
  [504, '', { outcome: 'unknown' }],
  [422, { message: 'No', errors: null }, { what: 'message', reply: { text: 'No' } }],
  [422, { message: 'No', errors: { to: [] } }, { what: 'message', reply: { text: 'No' } }],
  [422, 'null', { what: 'message', reply: { text: 'null' } }],
  // Postmark
  [
    422,
    { ErrorCode: 406, Message: 'Inactive recipient' },
    { what: 'address', reply: { text: 'Inactive recipient' } },
  ],
  [422, { ErrorCode: 401, Message: 'Sender signature not confirmed' }, { what: 'sender' }],
  [422, { ErrorCode: 300, Message: "Invalid 'To' address: 'x'." }, { what: 'mailbox' }],
  // Resend
  [
    403,
    { name: 'validation_error', message: 'The acme.example domain is not verified.' },
    { outcome: 'refused', what: 'sender' },
  ],
  [422, { name: 'invalid_from_address', message: 'Invalid `from` field.' }, { what: 'sender' }],
  [409, { name: 'invalid_idempotent_request', message: 'Same key, other body' }, { outcome: 'accepted' }],
  [409, { name: 'concurrent_idempotent_requests', message: 'In progress' }, { outcome: 'later' }],
  // SendGrid
  [
    403,
    { errors: [{ field: 'from', message: 'The from address does not match a verified Sender Identity.' }] },
    { outcome: 'refused', what: 'sender' },
  ],
  [
    400,
    { errors: [{ field: 'personalizations.0.to.0.email', message: 'Not a valid address.' }] },
    { what: 'mailbox' },
  ],
])('an answer of %i %j is %j', async (status, body, delivery) => {
  const { url } = await serviceAnswering(status, typeof body === 'string' ? body : JSON.stringify(body))
  expect(await httpMailer('resend', 'k', url)(letter)).toMatchObject(delivery)
})

it('is away when nothing answers', async () => {
  expect(await httpMailer('resend', 'k', 'http://127.0.0.1:9')(letter)).toMatchObject({ outcome: 'away' })
})

it('says that the effect is unknown when the service closes the connection without an answer', async () => {
  const { url } = await serviceAnswering(0)
  expect(await httpMailer('resend', 'k', url)(letter)).toMatchObject({ outcome: 'unknown' })
})
