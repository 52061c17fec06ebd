import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import {
  convertIPv4BinaryToString,
  convertIPv4MappedIPv6ToIPv4,
  convertIPv6BinaryToString,
  convertIPv6ToBinary,
  isIPv4MappedIPv6,
} from 'hono/utils/ipaddr'
import type { Ctx, Env } from '../context.ts'
import type { Limited } from '../services.ts'
import { countOf, mostFields } from './input.ts'
import { invalid, problemResponse, Refusal } from './problem.ts'

/** The most bytes that the body of a call without a key may have. */
export const maxPublicBytes = 32 * 1024

/** A body counts as one more request for so many bytes, so that no address can fill the disk. */
const bytesPerCount = 1024

/** Counts more against a limit, of nothing only looks; throws a 429 with Retry-After when it is exceeded. */
export async function countAgainst(c: Ctx, limited: Limited, name: string, weight = 1): Promise<void> {
  const { wait, quota } = await c.get('services').limit(limited, name, weight)
  // Wrong keys are counted apart, by the same limit: the one of the address itself is told.
  if (quota && weight > 0) c.set('quotas', { ...c.get('quotas'), [limited]: quota })
  if (wait > 0) throw new Refusal('too-many-requests', `try again in ${wait} seconds`, undefined, wait)
}

/** Counts a request against the network it comes from, which is stored nowhere but in that count. */
async function countAddress(c: Ctx, weight: number): Promise<void> {
  await countAgainst(c, 'address', networkOf(c.get('services').addressOf(c)), weight)
}

/** Counts wrong keys by network, apart from its other requests; with a weight of 0 it only looks. */
export async function countWrongKey(c: Ctx, weight: 0 | 1): Promise<void> {
  await countAgainst(c, 'address', `key ${networkOf(c.get('services').addressOf(c))}`, weight)
}

/** Limits requests without a key by address. Calls with a key are counted by it, or apart when it is wrong. */
export const limitAddresses: MiddlewareHandler<Env> = async (c, next) => {
  const isKeyed = /^\/(v1\/(?!public\/)|delighted\/)/.test(c.req.path)
  if (!isKeyed) await countAddress(c, weightOf(Number(c.req.header('content-length') ?? 0)))
  await next()
}

const weightOf = (bytes: number) => (bytes > bytesPerCount ? Math.ceil(bytes / bytesPerCount) : 1)

/** Counts the bytes of a body that did not say its length, once it was read; it must be limited before. */
const weighUnsaid: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.header('transfer-encoding')) {
    const { byteLength } = await c.req.arrayBuffer()
    if (byteLength > bytesPerCount) await countAddress(c, weightOf(byteLength) - 1)
  }
  await next()
}

/** Refuses a query with more parameters than anything here takes, before it is parsed. */
export const limitQuery: MiddlewareHandler<Env> = async (c, next) => {
  if (countOf(c.req.url, '&', mostFields) === mostFields)
    throw invalid('query', `must have at most ${mostFields} parameters`)
  await next()
}

/** An IPv4 address, or the /64 that one customer of an IPv6 provider has to themselves. */
export function networkOf(address: string): string {
  const bits = ipv6Of(address)
  if (bits === null) return address
  if (isIPv4MappedIPv6(bits)) return convertIPv4BinaryToString(convertIPv4MappedIPv6ToIPv4(bits))
  return convertIPv6BinaryToString((bits >> 64n) << 64n)
}

/** The bits of an IPv6 address; `null` for anything else, since a proxy may write what it likes. */
function ipv6Of(address: string): bigint | null {
  if (!address.includes(':')) return null
  try {
    return convertIPv6ToBinary(address)
  } catch {
    return null
  }
}

/**
 * Refuses a body over a size. One that says its length is refused before any of it is read: Hono's
 * `bodyLimit` opens the body first, and on Node a body that was opened and not read breaks the next
 * request on the connection.
 */
export function atMost(bytes: number): MiddlewareHandler {
  const refuse = (c: Context) =>
    problemResponse(new Refusal('body-too-large', `at most ${bytes} bytes`), c.get('requestId'))
  const whileRead = bodyLimit({ maxSize: bytes, onError: refuse })
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding')) return whileRead(c, next)
    return Number(length) > bytes ? refuse(c) : next()
  }
}

/** For calls without a key: at most `maxPublicBytes`, all of them counted against the address. */
export const limitPublicBody = [atMost(maxPublicBytes), weighUnsaid] as const
