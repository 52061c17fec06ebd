import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from '../config.ts'

/** This machine, as IPv4, IPv6, and IPv4 written as IPv6. */
const loopback = /^(::1$|(::ffff:)?127\.)/

/**
 * The network address of the client: the other end of the connection, or what the trusted proxy says.
 * `null` when it is not known, or when it is this machine and that is not to be limited.
 */
export function addressOf(c: Context, { proxyHeader, limitsOwnMachine }: Config): string | null {
  // The last address in the header is the one the proxy itself saw; those before it anybody can write.
  if (proxyHeader) return c.req.header(proxyHeader)?.split(',').at(-1)?.trim() || null
  const { address } = getConnInfo(c).remote
  // Behind a proxy on this machine that no variable names, everybody would share one address.
  if (!limitsOwnMachine && loopback.test(address ?? '')) return null
  return address ?? null
}
