import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from '../config.ts'

/**
 * The network address of the client: what the trusted proxy says, else the other end of the connection.
 * What cannot be known is the address of everybody of whom it is not known, so that they are limited too.
 */
export function addressOf(
  c: Context,
  { proxyHeader, proxyHops }: Pick<Config, 'proxyHeader' | 'proxyHops'>,
): string {
  const told = proxyHeader ? c.req.header(proxyHeader) : undefined
  return (told && addressIn(told, proxyHops)) || getConnInfo(c).remote.address || 'unknown'
}

/**
 * The client's address in the header of a proxy: each proxy adds the address it saw at the end, so of those
 * before the last `hops` anybody can write what they like. `null` when the address is none.
 */
export function addressIn(header: string, hops: number): string | null {
  const addresses = header.split(',')
  const told = addresses.at(-Math.min(hops, addresses.length))!.trim()
  const withoutPort = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(told)
  const address = withoutPort?.[1] ?? withoutPort?.[2] ?? told
  return isIP(address) > 0 ? address : null
}

/** This machine, as IPv4, IPv6, and IPv4 written as IPv6. */
const loopback = /^(::1$|(::ffff:)?127\.)/

/** Whether a request comes from a proxy on this machine that no variable names: to the limits it is everybody. */
export function isUnnamedProxy(c: Context, { proxyHeader }: Pick<Config, 'proxyHeader'>): boolean {
  if (proxyHeader || !(c.req.header('x-forwarded-for') || c.req.header('forwarded'))) return false
  return loopback.test(getConnInfo(c).remote.address ?? '')
}
