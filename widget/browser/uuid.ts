/**
 * A random version 4 UUID. Pages over plain http have no `crypto.randomUUID`, only
 * `getRandomValues`: the template is RFC 9562's, each of its digits replaced by a random one.
 */
export function newUuid(source: Crypto = crypto): string {
  return (
    source.randomUUID?.() ??
    '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
      (+digit ^ (source.getRandomValues(new Uint8Array(1))[0]! & (15 >> (+digit / 4)))).toString(16),
    )
  )
}
