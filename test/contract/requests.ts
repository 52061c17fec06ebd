import fc from 'fast-check'
import { fitting, named } from './arbitrary.ts'
import type { Call, OpenApi } from './calls.ts'
import { hostileText, hostileValue } from './hostile.ts'

/** A request that somebody might send to a call, seldom quite right. */
export interface FuzzedRequest {
  /** The call's name. */
  readonly call: string
  /** Ids in the path that do not exist; where there is none, a real one is used. */
  readonly ids: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | undefined
  readonly withKey: boolean
}

/** Requests to any of the calls; those with a body more often. */
export function requestsFor(document: OpenApi, calls: readonly Call[]): fc.Arbitrary<FuzzedRequest> {
  return fc.oneof(
    ...calls.map((call) => ({
      arbitrary: requestFor(document, call),
      weight: call.bodies.length > 0 ? 4 : 1,
    })),
  )
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>, else_: T) =>
  fc.oneof({ arbitrary, weight: 1 }, { arbitrary: fc.constant(else_), weight: 9 })

function requestFor(document: OpenApi, call: Call): fc.Arbitrary<FuzzedRequest> {
  const inPlace = (place: string) => call.parameters.filter((parameter) => parameter.in === place)
  const ids = fc.record(
    Object.fromEntries(inPlace('path').map(({ name }) => [name, hostileText.filter(Boolean)])),
  )
  return fc.record({
    call: fc.constant(call.name),
    ids: seldom(ids as fc.Arbitrary<Record<string, string>>, {}),
    query: queryOf(document, inPlace('query')),
    headers: headersOf(call),
    body: call.bodies.length === 0 ? fc.constant(undefined) : bodyOf(document, call),
    withKey: call.isOpen ? fc.boolean() : fc.nat(19).map((n) => n > 0),
  })
}

function queryOf(document: OpenApi, parameters: Call['parameters']): fc.Arbitrary<Record<string, string>> {
  const right = Object.fromEntries(
    parameters.map(({ name, schema = {} }) => [
      name,
      fc.oneof(
        { arbitrary: named(name, fitting(document, schema)).map(String), weight: 12 },
        { arbitrary: hostileText, weight: 1 },
      ),
    ]),
  )
  const some = fc.subarray(Object.keys(right), { maxLength: Math.min(3, parameters.length) })
  return some.chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, right[name]!]))))
}

/** Header values are bytes without controls; the rest is refused before it leaves the client. */
const headerText = fc
  .string({ maxLength: 60, unit: 'grapheme-ascii' })
  .map((text) => text.replace(/[^\x21-\x7e]/g, ''))

function headersOf({ bodies }: Call): fc.Arbitrary<Record<string, string>> {
  const types = bodies.map(({ type }) => type)
  const wrongTypes = ['text/html', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', '']
  return fc
    .record(
      {
        'content-type': seldom(fc.constantFrom(...wrongTypes), types[0] ?? ''),
        accept: fc.constantFrom('*/*', 'application/json', 'text/csv', 'text/html', 'nonsense;;q=x'),
        origin: fc.oneof(fc.constantFrom('https://shop.example', 'null'), headerText),
        'accept-language': fc.oneof(fc.constantFrom('de', 'pt-BR,pt;q=0.5', '*;q=,'), headerText),
        'if-none-match': headerText,
      },
      { requiredKeys: types.length > 0 ? ['content-type'] : [] },
    )
    .map((headers) => Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')))
}

function bodyOf(document: OpenApi, { bodies }: Call): fc.Arbitrary<string | Uint8Array> {
  const { schema, type } = bodies[0]!
  const value = fitting(document, schema)
  const written = value.map((right) => JSON.stringify(right))
  const one = fc.oneof(
    { arbitrary: written, weight: 5 },
    { arbitrary: spoilt(value).map((wrong) => JSON.stringify(wrong)), weight: 5 },
    { arbitrary: fc.tuple(written, fc.constantFrom(...insertions), fc.nat()).map(insert), weight: 2 },
    { arbitrary: hostileValue.map((wrong) => JSON.stringify(wrong)), weight: 1 },
    { arbitrary: fc.string({ unit: 'binary', maxLength: 200 }), weight: 1 },
  )
  const whole = type.includes('ndjson')
    ? fc.array(one, { maxLength: 4 }).map((lines) => lines.join('\n'))
    : one
  return fc.oneof(
    { arbitrary: whole, weight: 12 },
    { arbitrary: fc.tuple(whole, fc.nat(), fc.nat(255)).map(changeByte), weight: 1 },
    { arbitrary: fc.uint8Array({ maxLength: 100 }), weight: 1 },
  )
}

/** A value with something in it exchanged, left out, or added under a name it does not have. */
function spoilt(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(value, fc.nat(), hostileValue, fc.constantFrom('exchange', 'leave out', 'add')).map(spoil)
}

function spoil([value, place, wrong, deed]: [unknown, number, unknown, string]): unknown {
  const copy = structuredClone(value)
  const places = placesIn(copy)
  const [holder, key] = places[place % Math.max(1, places.length)] ?? []
  if (holder === undefined || key === undefined) return wrong
  if (deed === 'leave out') delete holder[key]
  else holder[deed === 'add' ? `${key}x` : key] = wrong
  return copy
}

type Holder = Record<string, unknown>

/** Everywhere inside a value where something stands: what holds it, and under which key. */
function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]): [Holder, string][] => [
    [value as Holder, key],
    ...placesIn(inner),
  ])
}

/** What JSON can say and `JSON.stringify` cannot. */
const insertions = [
  '"__proto__":{"rating":9},',
  '"rating":1e400,',
  '"id":"a","id":"b",',
  '"comment":"\\ud800",',
  '"revision":-0,',
  ',,',
  '\0',
  '\ufeff',
  '[[[[[[[[',
]

function insert([text, what, place]: [string, string, number]): string {
  const after = [...text.matchAll(/[{,]/g)].map(({ index }) => index + 1)
  const at = after[place % Math.max(1, after.length)] ?? 0
  return text.slice(0, at) + what + text.slice(at)
}

function changeByte([text, place, byte]: [string, number, number]): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length > 0) bytes[place % bytes.length] = byte
  return bytes
}
