import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Call, Env } from '../context.ts'
import { problemResponse, Refusal } from './problem.ts'

/** What is counted: requests without a key by network address, calls by key, answers by survey. */
export type Limited = 'address' | 'key' | 'survey'

/** The most bytes that a call open to the world may bring. */
export const mostBytes = 32 * 1024

/** Counts one more against a limit; throws a 429 that says when to come back. */
export async function countAgainst(c: Call, limited: Limited, name: string): Promise<void> {
  const wait = await c.get('services').limit(limited, name)
  if (wait > 0) throw new Refusal('too-many-requests', `try again in ${wait} seconds`, undefined, wait)
}

/** Counts a request against the address it comes from, which is kept nowhere but in that count. */
export async function countAddress(c: Call): Promise<void> {
  const address = c.get('services').addressOf(c)
  if (address) await countAgainst(c, 'address', networkOf(address))
}

/** Limits what comes without a key by its address. Calls with a key are counted by that, or here when it is wrong. */
export const limitAddresses: MiddlewareHandler<Env> = async (c, next) => {
  const isKeyed = c.req.path.startsWith('/v1/') && !c.req.path.startsWith('/v1/public/')
  if (!isKeyed) await countAddress(c)
  await next()
}

/** An IPv4 address, or the /64 that one customer of an IPv6 provider has to themselves. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array(missing).fill('0'), ...(tail?.split(':').filter(Boolean) ?? [])]
    .slice(0, 4)
    .join(':')
}

/**
 * Refuses a body over a size: one that says its length before any of it is read, the others while
 * they are. Asking for the body of a request that is then refused would leave Node with a stream
 * that nobody empties, and break the next request on the connection.
 */
export function atMost(bytes: number): MiddlewareHandler {
  const refuse = () => problemResponse(new Refusal('body-too-large', `at most ${bytes} bytes`))
  const whileRead = bodyLimit({ maxSize: bytes, onError: refuse })
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding')) return whileRead(c, next)
    return Number(length) > bytes ? refuse() : next()
  }
}
