import { parseJson } from '../../http/input.ts'
import { mailIdOf } from '../mail-id.ts'
import { bytesOfBase64, eventOf, isFresh, isHmac, type ReadEvents, saysDead } from './mail-event.ts'

interface Event {
  readonly type?: string
  readonly data?: {
    readonly to?: readonly string[]
    readonly tags?: unknown
    readonly bounce?: { readonly type?: string; readonly subType?: string; readonly message?: string }
  }
}

/** Resend signs as Svix does (https://docs.svix.com/receiving/verifying-payloads/how-manual); the secret begins with `whsec_`. */
export const readResend: ReadEvents = async ({ headers, body, now }, secret) => {
  const [id, time, signatures] = ['svix-id', 'svix-timestamp', 'svix-signature'].map((name) =>
    headers.get(name),
  )
  const key = bytesOfBase64(secret.replace(/^whsec_/, ''))
  if (!id || !time || !signatures || !key?.length || !isFresh(Number(time) * 1000, now, true))
    return 'unsigned'
  const signed = `${id}.${time}.${body}`
  const macs = signatures
    .split(' ')
    .map((each) => (each.startsWith('v1,') ? bytesOfBase64(each.slice(3)) : null))
  const checks = await Promise.all(macs.map((mac) => mac !== null && isHmac(key, mac, signed)))
  if (!checks.includes(true)) return 'unsigned'
  const { type, data = {} } = parseJson(body) as Event
  return eventOf(reasonOf(type, data.bounce), mailIdOf(data.tags), data.to?.[0])
}

/** Resend sends by Amazon's SES and keeps its kinds of bounces. */
function reasonOf(type: string | undefined, bounce: NonNullable<Event['data']>['bounce'] = {}) {
  if (type === 'email.complained') return 'complained'
  if (type !== 'email.bounced' || bounce.type !== 'Permanent') return null
  const isSure = ['NoEmail', 'Suppressed', 'OnAccountSuppressionList'].includes(bounce.subType ?? '')
  return isSure || saysDead(null, bounce.message) ? 'bounced' : null
}
