import fc from 'fast-check'
import type { OpenApi, Schema } from './calls.ts'
import { hostileText, hostileValue } from './hostile.ts'
import { placeholder, references } from './samples.ts'

/** Values that a schema of the document describes, and now and then what it merely does not forbid. */
export function fitting(document: OpenApi, schema: Schema): fc.Arbitrary<unknown> {
  const deeper = (inner: Schema) => fitting(document, inner)
  if (schema.examples) {
    const { examples, ...rest } = schema
    return fc.oneof(fc.constantFrom(...examples), deeper(rest))
  }
  if (schema.$ref) return deeper(resolve(document, schema.$ref))
  const branches = schema.anyOf ?? schema.oneOf
  if (branches) return fc.oneof(...branches.map(deeper))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(deeper)).map((parts) => Object.assign({}, ...parts))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => deeper({ ...schema, type })))
  switch (schema.type) {
    case 'object':
      return fittingObject(schema, deeper)
    case 'array':
      return fc.array(
        schema.items ? deeper(schema.items) : hostileValue,
        lengthOf(schema.minItems, schema.maxItems, 4),
      )
    case 'string':
      return fittingText(schema)
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -5, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 20, 2 ** 31 - 1),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return hostileValue
  }
}

/** What stands under a name: mostly the id of something that exists, if it is one that refers to something. */
export function named(name: string, otherwise: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const kind = references[name]
  if (!kind) return otherwise
  return fc.oneof(
    { arbitrary: fc.constant(placeholder(kind)), weight: 9 },
    { arbitrary: otherwise, weight: 1 },
  )
}

function resolve(document: OpenApi, ref: string): Schema {
  return document.components?.schemas?.[ref.split('/').at(-1)!] ?? {}
}

function fittingObject(
  schema: Schema,
  deeper: (inner: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const known = fc.record(
    Object.fromEntries(properties.map(([name, inner]) => [name, named(name, deeper(inner))])),
    {
      requiredKeys: [...(schema.required ?? [])],
    },
  )
  const { additionalProperties: more } = schema
  if (typeof more !== 'object') return known
  const key = schema.propertyNames
    ? (deeper(schema.propertyNames) as fc.Arbitrary<string>)
    : fc.string({ minLength: 1, maxLength: 20 })
  return fc
    .tuple(known, fc.dictionary(key, deeper(more), { maxKeys: 3 }))
    .map(([a, b]) => ({ ...b, ...(a as object) }))
}

function fittingText({ pattern, format, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return moment.map((date) => date.toISOString())
  if (format === 'date') return moment.map((date) => date.toISOString().slice(0, 10))
  if (format === 'email' || format === 'idn-email') return fc.emailAddress()
  if (format === 'uri') return fc.webUrl()
  if (pattern) return matching(new RegExp(pattern, 'u'))
  const longest = maxLength ?? 200
  return fc.oneof(
    fc.string(lengthOf(minLength, longest, 60)),
    fc.string({ ...lengthOf(minLength, longest, 60), unit: 'binary' }),
    hostileText.filter((text) => text.length >= (minLength ?? 0) && text.length <= longest),
  )
}

/** Texts a pattern takes; fast-check makes none for patterns that look ahead, which here are those of emails. */
function matching(pattern: RegExp): fc.Arbitrary<string> {
  if (/\(\?[=!<]/.test(pattern.source)) return fc.emailAddress().filter((text) => pattern.test(text))
  return fc.stringMatching(pattern, { size: 'small' })
}

const moment = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })

function lengthOf(least: number | undefined, most: number | undefined, usual: number) {
  const minLength = least ?? 0
  return { minLength, maxLength: Math.max(minLength, Math.min(most ?? usual, usual)) }
}
