import { jsonOf } from '../http/input.ts'
import type { Delivery, RefusedFor } from './mailer.ts'

/** The fields of a failure in the bodies of the services: Postmark, Resend, SendGrid in this order. */
interface Failure {
  readonly ErrorCode?: number
  readonly Message?: string
  readonly name?: string
  readonly message?: string
  readonly errors: readonly { readonly message?: string; readonly field?: string }[]
}

/** The answer of a service's HTTP API as a delivery. The codes follow the services' public documentation. */
export function deliveryOfService(status: number, body: string): Delivery {
  if (status < 300) return { outcome: 'accepted' }
  const failure = parsed(body)
  const reply = { code: status, text: textOf(failure) || body.trim() }
  // Resend: an earlier attempt under this key was taken, or is still being processed.
  if (failure.name === 'invalid_idempotent_request') return { outcome: 'accepted' }
  if (failure.name === 'concurrent_idempotent_requests') return { outcome: 'later', reply }
  // A gateway may give up on a request that its server still carries out.
  if (status === 500 || status === 502 || status === 504) return { outcome: 'unknown', reply }
  if (status === 401 || status === 429 || status === 503) return { outcome: 'away', reply }
  if (isAboutSender(failure, status, reply.text)) return { outcome: 'refused', what: 'sender', reply }
  if (status === 400 || status === 413 || status === 422)
    return { outcome: 'refused', what: refusedFor(failure, reply.text), reply }
  return { outcome: 'away', reply }
}

/** Postmark: unknown or unconfirmed sender, account that may not send, or not as this domain, or an unknown stream. */
const senderCodes = [400, 401, 405, 412, 1221, 1226, 1235]

function isAboutSender({ ErrorCode, name, errors }: Failure, status: number, text: string): boolean {
  if (ErrorCode !== undefined && senderCodes.includes(ErrorCode)) return true
  if (name === 'invalid_from_address' || errors.some(({ field }) => field?.startsWith('from'))) return true
  const isRefusal = status === 400 || status === 403 || status === 422
  return (
    isRefusal && /\bfrom\b.{0,40}\b(address|domain|field)|sender|domain\b.{0,60}\bnot verified/i.test(text)
  )
}

/** Postmark's 406 is an address that bounced for good, complained or unsubscribed there. */
function refusedFor({ ErrorCode, errors }: Failure, text: string): RefusedFor {
  if (ErrorCode === 406) return 'address'
  const isRecipient = errors.some(({ field }) => /(^|\.)to(\.|$)/.test(field ?? ''))
  return isRecipient || /[`'"]to[`'"]/i.test(text) ? 'mailbox' : 'message'
}

function parsed(body: string): Failure {
  try {
    const value = jsonOf(body) as Partial<Failure> | null
    const errors = Array.isArray(value?.errors) ? value.errors : []
    return { ...value, errors: errors.filter((each) => each !== null) }
  } catch {
    return { errors: [] }
  }
}

function textOf({ Message, message, errors }: Failure): string {
  const texts = [Message ?? message, ...errors.map((each) => each.message)]
  return texts.filter((text) => typeof text === 'string').join('; ')
}

/** Errors of `fetch` before a connection stood: nothing was sent. */
const beforeConnecting =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL)/

/** Whether a request that failed certainly did nothing. Without a known cause it may have been carried out. */
export function hasNoEffect(error: unknown): boolean {
  const cause = (error as { cause?: { code?: unknown } }).cause
  const code = cause?.code
  if (typeof code === 'string') return beforeConnecting.test(code)
  return (cause as { message?: unknown } | undefined)?.message === 'bad port'
}
