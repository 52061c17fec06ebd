/** Enough of a browser's storage, over a map: what is kept are its own properties, as in `Object.keys(localStorage)`. */
export function storageOver(map: Map<string, string>): object {
  return new Proxy(
    {
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
      removeItem: (key: string) => void map.delete(key),
    },
    {
      ownKeys: () => [...map.keys()],
      getOwnPropertyDescriptor: (_, key) =>
        map.has(`${String(key)}`)
          ? { value: map.get(`${String(key)}`), enumerable: true, configurable: true }
          : undefined,
    },
  )
}
