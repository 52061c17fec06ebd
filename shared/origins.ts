import { hash32 } from './hash32.ts'

/** `scheme://host:port`, as browsers write an origin; an IPv6 host stands in brackets. */
const shape = /^([a-z][\w+.-]*:\/\/)(\[[^\]]*\]|[^:/?#@]*)(:\d+)?$/

/**
 * Every entry of `allowedOrigins` that permits pages of this origin: the origin itself, its host with any port
 * (`http://localhost:*`), everything below a domain it is in (`https://*.example.com`), any host of an app's
 * scheme (`myapp://*`), and `*`. An opaque origin, which browsers call `null`, has no host to go by.
 */
export function entriesFor(origin: string): string[] {
  const [, scheme, host = '', port = ''] = origin.toLowerCase().match(shape) ?? []
  if (!scheme) return ['*', origin]
  const labels = host.startsWith('[') ? [] : host.split('.')
  const hosts = [host, ...labels.slice(1).map((_, at) => `*.${labels.slice(at + 1).join('.')}`)]
  if (!/^https?:/.test(scheme)) hosts.push('*')
  return ['*', ...hosts.flatMap((each) => [`${scheme}${each}${port}`, `${scheme}${each}:*`])]
}

/** Whether pages of this origin may use surveys of a workspace with these entries. */
export function allowsOrigin(entries: readonly string[], origin: string): boolean {
  const permitting = entriesFor(origin)
  return entries.some((entry) => permitting.includes(entry))
}

/**
 * The entries as the script of a survey carries them: hashed, as the list of a workspace's sites is nobody else's
 * to read. `undefined` when every origin is allowed.
 */
export function hashedEntries(entries: readonly string[]): number[] | undefined {
  return entries.includes('*') ? undefined : entries.map(hash32)
}

/** Whether a page of this origin is among hashed entries. */
export function isAmongHashed(hashed: readonly number[], origin: string): boolean {
  return entriesFor(origin).some((entry) => hashed.includes(hash32(entry)))
}
