import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServiceName } from '../../server/mail/http-mailer.ts'
import type { Service } from './mailEvents.ts'
import { byAddress, type Received, type Refuse, startMailServer } from './mailServer.ts'

/** What a recipient is to a service that takes mail. */
type Case = 'dead' | 'ours' | 'later' | 'lost' | 'taken'

/** The key or password of each service. */
export const serviceKey = 'key-of-the-service'

function caseOf(address: string): Case {
  const [at, message] = (['address', 'message'] as const).map((at) => byAddress(address, at))
  if (message && 'drop' in message) return 'lost'
  const refused = at ?? message
  if (!refused || 'wait' in refused) return 'taken'
  if ('drop' in refused || refused.code < 500) return 'later'
  return /^5\.1\.1|^5\.2\.1|user unknown/.test(refused.text) ? 'dead' : 'ours'
}

type Reply = readonly [status: number, body: object | string]

/** One double: who asks and for whom, and what the service's API reference says that it answers. */
interface Double {
  readonly keyHeader: (headers: IncomingMessage['headers']) => unknown
  // biome-ignore lint/suspicious/noExplicitAny: each service has its own shape
  readonly read: (body: any) => { to: string; id: string }
  readonly unauthorized: Reply
  readonly taken: Reply
  /** Too many requests: with this one nothing is done. */
  readonly crowded: Reply
  /** Something broke after the mail was taken. */
  readonly broken: Reply
  /** What is not here is taken; whether the mailbox exists is told by an event. */
  readonly refusals: Partial<Record<Case, Reply>>
  /** The same key again does nothing and answers as before. */
  readonly isIdempotent?: true
}

const bare = (mailbox: string) => mailbox.match(/<([^>]+)>$/)?.[1] ?? mailbox
const bearer = ({ authorization }: IncomingMessage['headers']) => authorization?.replace(/^Bearer /, '')

const doubles: Record<ServiceName, Double> = {
  // https://resend.com/docs/api-reference/errors, /idempotency-keys
  resend: {
    keyHeader: bearer,
    read: ({ to, headers }) => ({ to: bare(to[0]), id: headers['Message-ID'] }),
    unauthorized: [401, { statusCode: 401, name: 'restricted_api_key', message: 'API key is invalid' }],
    taken: [200, { id: '49a3999c-0ce1-4ea6-ab68-afcd6dc2e794' }],
    crowded: [429, { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' }],
    broken: [500, { statusCode: 500, name: 'application_error', message: 'An unexpected error occurred.' }],
    refusals: {
      ours: [422, { statusCode: 422, name: 'validation_error', message: 'Invalid `subject` field.' }],
      later: [
        409,
        { statusCode: 409, name: 'concurrent_idempotent_requests', message: 'Same key in progress.' },
      ],
    },
    isIdempotent: true,
  },
  // https://postmarkapp.com/developer/api/overview
  postmark: {
    keyHeader: (headers) => headers['x-postmark-server-token'],
    read: ({ To, Headers }) => ({
      to: bare(To),
      id: Headers.find(({ Name }: { Name: string }) => Name === 'Message-ID').Value,
    }),
    unauthorized: [401, { ErrorCode: 10, Message: 'Bad or missing API token.' }],
    taken: [200, { ErrorCode: 0, Message: 'OK', MessageID: 'b7bc2f4a-e38e-4336-af7d-e6c392c2f817' }],
    crowded: [429, { ErrorCode: 0, Message: 'Rate limit exceeded.' }],
    broken: [500, { ErrorCode: 0, Message: 'Internal server error.' }],
    refusals: {
      dead: [
        422,
        {
          ErrorCode: 406,
          Message: 'You tried to send to a recipient that has been marked as inactive.',
        },
      ],
      ours: [422, { ErrorCode: 300, Message: 'Invalid email request: the subject is too long.' }],
    },
  },
  // https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/responses
  sendgrid: {
    keyHeader: bearer,
    read: ({ personalizations: [{ to }], headers }) => ({ to: to[0].email, id: headers['Message-ID'] }),
    unauthorized: [
      401,
      { errors: [{ message: 'The provided authorization grant is invalid', field: null }] },
    ],
    taken: [202, ''],
    crowded: [429, { errors: [{ message: 'too many requests', field: null }] }],
    broken: [500, { errors: [{ message: 'internal server error', field: null }] }],
    refusals: {
      ours: [400, { errors: [{ message: 'The subject is required.', field: 'subject', help: null }] }],
    },
  },
}

/** In their replies, what these two services answer over SMTP, the way that they are used here. */
const smtpReplies = {
  // https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html
  ses: {
    ours: { code: 554, text: 'Message rejected: Email address is not verified.' },
    later: { code: 454, text: 'Throttling failure: Maximum sending rate exceeded.' },
  },
  // https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/send-smtp
  mailgun: {
    ours: {
      code: 550,
      text: '5.7.1 Domain is not allowed to send: free accounts are for test purposes only',
    },
    later: { code: 421, text: '4.7.0 Domain is not allowed to send: recipient limit exceeded, try later' },
  },
}

function overSmtp(service: keyof typeof smtpReplies): Refuse {
  return (address, at) => {
    const which = caseOf(address)
    if (which === 'dead') return null
    if (which !== 'ours' && which !== 'later') return byAddress(address, at)
    return at === 'message' ? smtpReplies[service][which] : null
  }
}

/** One in so many requests meets a limit, and one a failure; who came too soon or got one is answered next time. */
const often = { crowded: 23, broken: 17 }

/** The five services. What they took is in `received`, beside that of others, and who took it in `takenBy`. */
export async function startMailServices(received: Received[], refuse: (address: string) => string) {
  const takenBy = new Map<string, Service>()
  const keys = new Set<string>()
  let asked = 0
  const http = createServer(async (request, response) => {
    const name = request.url!.slice(1) as ServiceName
    const double = doubles[name]
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
    const answer = ([status, said]: Reply) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(typeof said === 'string' ? said : JSON.stringify(said))
    }
    if (double.keyHeader(request.headers) !== serviceKey) return answer(double.unauthorized)
    asked += 1
    if (asked % often.crowded === 0) return answer(double.crowded)
    const { to, id } = double.read(body)
    const which = caseOf(refuse(to))
    const refusal = double.refusals[which]
    if (refusal) return answer(refusal)
    const key = `${request.headers['idempotency-key']}`
    if (!double.isIdempotent || !keys.has(key)) {
      received.push({ to, raw: Buffer.from(`Message-ID: ${id}\r\n\r\n`) })
      takenBy.set(to.split('@')[0]!, name)
    }
    keys.add(key)
    if (which === 'lost') return request.socket.destroy()
    if (asked % often.broken === 0) return answer(double.broken)
    await sleep(5)
    answer(double.taken)
  }).listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const smtp = await Promise.all(
    (['ses', 'mailgun'] as const).map(async (name) => {
      const refuseSmtp = overSmtp(name)
      const own: Received[] = []
      own.push = (...mails) => {
        for (const { to } of mails) takenBy.set(to.split('@')[0]!, name)
        return received.push(...mails)
      }
      const server = await startMailServer((address, at) => refuseSmtp(refuse(address), at), {
        ...{ password: serviceKey, received: own },
      })
      return { name, server }
    }),
  )
  return {
    takenBy,
    /** The variables of a collector that sends by a service. */
    variablesOf(service: Service): Record<string, string> {
      const found = smtp.find(({ name }) => name === service)?.server
      return found
        ? { SMTP_URL: `smtp://user:${serviceKey}@127.0.0.1:${found.port}` }
        : { MAIL_SERVICE: service, MAIL_KEY: serviceKey, MAIL_URL: `http://127.0.0.1:${port}/${service}` }
    },
    async close() {
      http.close()
      http.closeAllConnections()
      await Promise.all(smtp.map(({ server }) => server.close()))
    },
  }
}
