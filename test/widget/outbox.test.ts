import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { NewResponse, NewView } from '../../shared/response.ts'
import { clearStorage, hasUnsent, readStorage, remember } from '../../widget/browser/storage.ts'
import { forgetUnsent, keepUnsent, unsentTo } from '../../widget/collector/outbox.ts'
import { storageOver } from './storageOver.ts'

const collector = 'https://c.example'
const response = (id: string, revision: number): NewResponse => ({
  ...{ surveyId: 'demo', id, writeKey: 'w', revision, rating: 9 },
})

const view = (id: string, event: 'shown' | 'dismissed'): NewView => ({ surveyId: 'demo', id, event })

let kept: Map<string, string>
beforeEach(() => {
  kept = new Map()
  vi.stubGlobal('localStorage', storageOver(kept))
})
afterEach(() => vi.unstubAllGlobals())

test('the newest state of each response is kept', () => {
  keepUnsent(collector, response('a', 1))
  keepUnsent(collector, response('b', 1))
  keepUnsent(collector, response('a', 2))
  expect(unsentTo(collector)).toEqual([response('a', 2), response('b', 1)])
})

test('a tab that sends an older state again does not write it over what was said since', () => {
  keepUnsent(collector, response('a', 3))
  keepUnsent(collector, response('a', 2))
  expect(unsentTo(collector)).toEqual([response('a', 3)])
})

test('what is confirmed goes, what was said since stays', () => {
  keepUnsent(collector, response('a', 2))
  forgetUnsent(response('a', 1))
  expect(unsentTo(collector)).toEqual([response('a', 2)])
  forgetUnsent(response('a', 2))
  expect(unsentTo(collector)).toEqual([])
  expect(hasUnsent()).toBe(false)
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
  remember('demo', { answered: 5 })
  keepUnsent(collector, response('a', 1))
  expect(readStorage('demo').answered).toBe(5)
})

test('without consent nothing is kept, and taken back everything goes', () => {
  keepUnsent(collector, response('a', 1))
  clearStorage()
  expect(kept.size).toBe(0)
  vi.stubGlobal('sayso', { forgetful: true })
  keepUnsent(collector, response('a', 1))
  remember('demo', { answered: 5 })
  expect(kept.size).toBe(0)
})

test('what became of a view is kept beside its response, and each event for itself', () => {
  keepUnsent(collector, view('a', 'shown'))
  keepUnsent(collector, view('a', 'dismissed'))
  keepUnsent(collector, response('a', 1))
  forgetUnsent(view('a', 'shown'))
  expect(unsentTo(collector)).toEqual([view('a', 'dismissed'), response('a', 1)])
})

test('two tabs that keep at once lose nothing of each other', () => {
  const before = new Map(kept)
  keepUnsent(collector, response('a', 1))
  // The other tab read what was kept before, and writes now.
  const first = kept
  kept = before
  vi.stubGlobal('localStorage', storageOver(kept))
  keepUnsent(collector, response('b', 1))
  kept = new Map([...first, ...kept])
  vi.stubGlobal('localStorage', storageOver(kept))
  expect(unsentTo(collector)).toHaveLength(2)
})

test.each(['7', '"x"', '[]', 'x', '{"collector":"https://c.example"}', '{"message":null}'])(
  'storage that holds %s breaks nothing',
  (value) => {
    kept.set('sayso:a', value)
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
