/**
 * A text as a whole number of 32 bits, the same each time. FNV-1a, its bits mixed at the end as murmur3 does, as
 * texts that differ in the last letter alone would otherwise get neighbouring numbers.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
