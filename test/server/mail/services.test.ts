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

/** A service that answers so; what it was asked is in `asked`. */
async function serviceAnswering(status: number) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray()
    asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
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

it.each([
  [202, { outcome: 'accepted' }],
  [422, { outcome: 'refused', what: 'message' }],
  [401, { outcome: 'away' }],
  [429, { outcome: 'away' }],
  [503, { outcome: 'away' }],
])('an answer of %i is %j', async (status, delivery) => {
  const { url } = await serviceAnswering(status)
  expect(await httpMailer('resend', 'k', url)(letter)).toEqual(delivery)
})

it('is away when nothing answers', async () => {
  expect(await httpMailer('resend', 'k', 'http://127.0.0.1:9')(letter)).toEqual({ outcome: 'away' })
})
