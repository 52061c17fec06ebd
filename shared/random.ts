/**
 * A seeded source of numbers in [0, 1): mulberry32 by Tommy Ettinger, in the public domain.
 * The same seed gives the same numbers on every machine; good enough to draw samples with.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A random sample of `size` items without replacement (all of them if there are fewer), by Fisher and Yates. */
export function draw<T>(items: readonly T[], size: number, random: () => number): T[] {
  const pool = [...items]
  const drawn = Math.min(size, pool.length)
  for (let at = 0; at < drawn; at++) {
    const other = at + Math.floor(random() * (pool.length - at))
    ;[pool[at], pool[other]] = [pool[other]!, pool[at]!]
  }
  return pool.slice(0, drawn)
}
