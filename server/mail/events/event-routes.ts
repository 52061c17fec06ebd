import * as z from 'zod'
import type { Ctx } from '../../context.ts'
import { reportTaken } from '../../contract/mail.ts'
import { readText } from '../../http/input.ts'
import { countWrongKey } from '../../http/limits.ts'
import { Refusal } from '../../http/problem.ts'
import { call, ok, refusals, routes } from '../../openapi/call.ts'
import { readDeliveryReport } from './delivery-report.ts'
import type { EventService } from './event-services.ts'
import type { ReadEvents } from './mail-event.ts'
import { readMailgun } from './mailgun.ts'
import { readPostmark } from './postmark.ts'
import { readResend } from './resend.ts'
import { readSendgrid } from './sendgrid.ts'
import { readSes } from './ses.ts'
import { suppressFor } from './suppress-for.ts'

const readers: Readonly<Record<EventService, ReadEvents>> = {
  resend: readResend,
  postmark: readPostmark,
  sendgrid: readSendgrid,
  ses: readSes,
  mailgun: readMailgun,
}

/**
 * `POST /mail-events/:service`: what a mail service tells of its mails, believed by its own signature. Without a
 * secret in `MAIL_EVENTS` there is no such address.
 */
export async function takeMailEvents(c: Ctx): Promise<Response> {
  const service = c.req.param('service') as EventService
  const { mailEvents, now } = c.var.services
  const secret = mailEvents.get(service)
  if (!secret) throw new Refusal('not-found')
  await countWrongKey(c, 0)
  const body = await readText(c, ['application/json', 'text/plain'])
  const events = await readers[service]({ headers: c.req.raw.headers, body, now: now() }, secret)
  if (events === 'unsigned') {
    await countWrongKey(c, 1)
    throw new Refusal('unauthorized', `it is not signed as ${service} signs, with the secret of MAIL_EVENTS`)
  }
  let suppressed = 0
  for (const event of events) if (await suppressFor(c, event)) suppressed += 1
  return c.json({ suppressed }, 200)
}

/** The keyed calls under `/v1/mail-reports`. */
export const mailReports = routes()

const take = call({
  method: 'post',
  path: '/',
  operationId: 'reportMail',
  summary:
    'Take a report of a mail server: a message as it came, of a mail that bounced or was complained of',
  description:
    'A delivery status (RFC 3464) or a feedback report (RFC 5965). Suppresses the person whom the mail was sent to, when the report is about their address or their complaint.',
  request: { body: { required: true, content: { 'message/rfc822': { schema: z.string() } } } },
  responses: {
    200: ok('What became of it', reportTaken),
    ...refusals('bad-request', 'bad-encoding', 'body-too-large', 'unsupported-media-type'),
  },
})
mailReports.openapi(take, async (c) => {
  const read = readDeliveryReport(await readText(c, ['message/rfc822', 'text/plain']))
  const nobody = (why: string) => c.json({ suppressed: null, reason: null, why }, 200)
  if (!read.event) return nobody(read.why)
  if (read.event.mail.workspaceId !== c.var.workspace.id)
    return nobody('it is about no mail of this workspace')
  const suppressed = await suppressFor(c, read.event)
  if (!suppressed) return nobody('nobody with the address it names was sent this mail')
  return c.json({ suppressed, reason: read.event.reason, why: null }, 200)
})
