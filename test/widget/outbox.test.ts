import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NewResponse } from '../../shared/response.ts'
import { forgetAll, recall, remember } from '../../widget/memory.ts'
import { forgetUnsent, keepUnsent, unsentTo } from '../../widget/outbox.ts'

const collector = 'https://c.example'
const response = (id: string, revision: number): NewResponse => ({
  ...{ surveyId: 'demo', id, writeKey: 'w', revision, rating: 9 },
})

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
})
afterEach(() => vi.unstubAllGlobals())

test('the newest state of each response is kept', () => {
  keepUnsent(collector, response('a', 1))
  keepUnsent(collector, response('b', 1))
  keepUnsent(collector, response('a', 2))
  expect(unsentTo(collector)).toEqual([response('a', 2), response('b', 1)])
})

test('what is confirmed goes, what was said since stays', () => {
  keepUnsent(collector, response('a', 2))
  forgetUnsent(response('a', 1))
  expect(unsentTo(collector)).toEqual([response('a', 2)])
  forgetUnsent(response('a', 2))
  expect(unsentTo(collector)).toEqual([])
  expect(recall('').unsent).toBeUndefined()
})

test('a confirmation of something unknown writes nothing', () => {
  forgetUnsent(response('a', 1))
  expect(kept.size).toBe(0)
})

test('each collector gets its own', () => {
  keepUnsent(collector, response('a', 1))
  expect(unsentTo('https://other.example')).toEqual([])
})

test('what surveys are remembered by stands beside it', () => {
  remember('demo', 'answered', 5)
  keepUnsent(collector, response('a', 1))
  expect(recall('demo').answered).toBe(5)
})

test('without consent nothing is kept, and taken back everything goes', () => {
  keepUnsent(collector, response('a', 1))
  forgetAll()
  expect(kept.size).toBe(0)
  vi.stubGlobal('sayso', { forgetful: true })
  keepUnsent(collector, response('a', 1))
  remember('demo', 'answered', 5)
  expect(kept.size).toBe(0)
})

test.each(['7', '"x"', '[]', '{"":{"unsent":7}}', '{"":{"unsent":{"a":null}}}', '{"":null}'])(
  'storage that holds %s breaks nothing',
  (value) => {
    kept.set('sayso', value)
    expect(unsentTo(collector)).toEqual([])
    forgetUnsent(response('a', 1))
    keepUnsent(collector, response('b', 1))
    expect(unsentTo(collector)).toEqual([response('b', 1)])
  },
)

test('storage that is full breaks nothing', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  keepUnsent(collector, response('a', 1))
  expect(unsentTo(collector)).toEqual([])
})
