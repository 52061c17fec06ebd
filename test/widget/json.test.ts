import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toJson } from '../../widget/browser/json.ts'
import { readItem, writeItem } from '../../widget/browser/storage.ts'
import { storageOver } from './storageOver.ts'

const answer = {
  rating: 9,
  comment: 'Né',
  choices: ['Price', 'Help'],
  properties: { plan: 'pro', seats: 3, old: false },
}
const prototypes = [Array, Object, String, Number, Boolean, Date].map(
  ({ prototype }) => prototype as { toJSON?: unknown },
)

const dateToJson = Date.prototype.toJSON
beforeEach(() => vi.stubGlobal('localStorage', storageOver(new Map())))
afterEach(() => {
  for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'toJSON')
  Date.prototype.toJSON = dateToJson
  vi.unstubAllGlobals()
})

test.each([
  ['like Prototype’s', () => 'a text'],
  [
    'that fails',
    () => {
      throw new Error('no')
    },
  ],
])('a page’s toJSON %s is in nothing that is sent or stored', (_, toJSON) => {
  for (const prototype of prototypes)
    Object.defineProperty(prototype, 'toJSON', { value: toJSON, configurable: true, writable: true })
  const sent = toJson({ ...answer, nested: [[1], { a: [] }] })
  writeItem(':x', { collector: 'c', message: answer })
  const stored = readItem(':x')
  for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'toJSON')
  expect(JSON.parse(sent)).toEqual({ ...answer, nested: [[1], { a: [] }] })
  expect(stored).toEqual({ collector: 'c', message: answer })
})

test('what is undefined is left out, as JSON has it', () => {
  expect(toJson({ a: undefined, b: null })).toBe('{"b":null}')
})

test('a page that adds what property descriptors read to Object.prototype changes nothing', () => {
  const polluted = Object.prototype as { get?: unknown; value?: unknown }
  polluted.get = () => {}
  polluted.value = 7
  const sent = toJson({ choices: ['Price'] })
  Reflect.deleteProperty(polluted, 'get')
  Reflect.deleteProperty(polluted, 'value')
  expect(sent).toBe('{"choices":["Price"]}')
})
