import { afterEach, expect, test, vi } from 'vitest'
import { recall, remember } from '../../widget/memory.ts'

/** Enough of a browser's storage, over a plain map. */
function storage(entries: Record<string, string> = {}) {
  const map = new Map(Object.entries(entries))
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  }
}

afterEach(() => vi.unstubAllGlobals())

test('remembers each survey by itself, under one key', () => {
  const kept = storage()
  vi.stubGlobal('localStorage', kept)
  remember('a', 'dismissed', 1)
  remember('b', 'answered', 2)
  remember('a', 'answered', 3)
  expect(recall('a')).toEqual({ dismissed: 1, answered: 3 })
  expect(recall('b')).toEqual({ answered: 2 })
  expect([...kept.map.keys()]).toEqual(['sayso'])
})

test('reading leaves nothing behind', () => {
  const kept = storage()
  vi.stubGlobal('localStorage', kept)
  expect(recall('a')).toEqual({})
  expect(kept.map.size).toBe(0)
})

test.each(['not json', 'null', '[]', '7', '{"a":null}', '{"a":5}'])(
  'holding %s is as good as empty',
  (value) => {
    vi.stubGlobal('localStorage', storage({ sayso: value }))
    expect(recall('a').answered).toBeUndefined()
    remember('a', 'answered', 9)
    expect(recall('a').answered).toBe(9)
  },
)

test('without storage nothing is remembered and nothing breaks', () => {
  vi.stubGlobal('localStorage', undefined)
  remember('a', 'answered', 1)
  expect(recall('a')).toEqual({})
})

test('storage that throws when it is read or full breaks nothing', () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
  remember('a', 'answered', 1)
  expect(recall('a')).toEqual({})
})
