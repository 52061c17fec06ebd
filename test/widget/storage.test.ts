import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { isResting } from '../../shared/cadence.ts'
import { readStorage, remember } from '../../widget/browser/storage.ts'

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
  remember('a', { dismissed: 1 })
  remember('b', { answered: 2 })
  remember('a', { answered: 3 })
  expect(readStorage('a')).toEqual({ dismissed: 1, answered: 3, shown: 3 })
  expect(readStorage('b')).toEqual({ answered: 2, shown: 3 })
  expect([...kept.map.keys()]).toEqual(['sayso'])
})

test('reading leaves nothing behind', () => {
  const kept = storage()
  vi.stubGlobal('localStorage', kept)
  expect(readStorage('a')).toEqual({})
  expect(kept.map.size).toBe(0)
})

test.each(['not json', 'null', '[]', '7', '{"a":null}', '{"a":5}'])(
  'holding %s is as good as empty',
  (value) => {
    vi.stubGlobal('localStorage', storage({ sayso: value }))
    expect(readStorage('a').answered).toBeUndefined()
    remember('a', { answered: 9 })
    expect(readStorage('a').answered).toBe(9)
  },
)

test('without storage nothing is remembered and nothing breaks', () => {
  vi.stubGlobal('localStorage', undefined)
  remember('a', { answered: 1 })
  expect(readStorage('a')).toEqual({})
})

test('storage that throws when it is read or full breaks nothing', () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError')
  }
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
  remember('a', { answered: 1 })
  expect(readStorage('a')).toEqual({})
})

describe('whom it is remembered of', () => {
  beforeEach(() => vi.stubGlobal('localStorage', storage()))

  test('what one person did keeps nobody else from being asked', () => {
    remember('a', { answered: 1 }, 'ann')
    expect(readStorage('a', 'ann').answered).toBe(1)
    expect(readStorage('a', 'bea').answered).toBeUndefined()
    remember('a', { dismissed: 2 }, 'bea')
    expect(readStorage('a', 'bea')).toMatchObject({ dismissed: 2 })
    expect(readStorage('a', 'ann').answered).toBeUndefined()
  })

  test('what was done before anybody was named, or after, counts', () => {
    remember('a', { answered: 1 })
    expect(readStorage('a', 'ann').answered).toBe(1)
    remember('b', { answered: 2 }, 'ann')
    expect(readStorage('b').answered).toBe(2)
    expect(readStorage('a', 'ann').answered).toBe(1)
  })

  test('the number that draws the share stays the browser’s', () => {
    remember('', { drawn: 0.5 })
    remember('a', { answered: 1 }, 'ann')
    remember('a', { answered: 2 }, 'bea')
    expect(readStorage('', 'bea').drawn).toBe(0.5)
  })

  test('no name stands in the browser', () => {
    remember('a', { answered: 1 }, 'ann@example.com')
    expect(JSON.stringify(localStorage.getItem('sayso'))).not.toContain('ann')
  })
})

test('having answered one survey is having been shown any', () => {
  vi.stubGlobal('localStorage', storage())
  remember('a', { dismissed: 5 })
  remember('', { shown: 3 })
  expect(readStorage('b').shown).toBe(5)
})

describe('a clock that was years ahead', () => {
  const day = 24 * 60 * 60 * 1000
  const rests = { answered: 90 * day, dismissed: 30 * day, shown: 7 * day, told: 0 }
  const ahead = Date.now() + 3650 * day

  afterEach(() => vi.useRealTimers())

  test.each(['answered', 'dismissed', 'shown', 'told'])('does not silence what was %s for years', (deed) => {
    vi.stubGlobal('localStorage', storage())
    vi.useFakeTimers({ now: ahead })
    remember('a', { [deed]: Date.now() + (deed === 'told' ? 90 * day : 0), rests })
    vi.setSystemTime(ahead - 3650 * day)
    const now = Date.now()
    expect(readStorage('a')).toMatchObject({ [deed]: now })
    // Once and for all: the rest ends although the time is still to come.
    vi.setSystemTime(now + 91 * day)
    expect(readStorage('a')).toMatchObject({ [deed]: now })
    expect(isResting(rests, readStorage('a'), Date.now())).toBe(false)
  })

  test('leaves alone what is right: the end of a rest is yet to come', () => {
    vi.stubGlobal('localStorage', storage())
    const [answered, told] = [Date.now() - 5, Date.now() + 89 * day]
    remember('a', { answered, told, rests })
    expect(readStorage('a')).toMatchObject({ answered, told })
  })
})
