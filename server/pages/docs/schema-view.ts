import { html } from 'hono/html'
import type { Html } from '../layout.ts'

/** A JSON Schema of the OpenAPI document, as far as it is shown. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

const isSchema = ($ref: string) => $ref.startsWith('#/components/schemas/')
const nameOf = ($ref: string) => $ref.split('/').at(-1)!
const alternatives = ({ anyOf, oneOf }: Schema) => anyOf ?? oneOf

/** What a value may be, in words; a named schema is a link to its fields. */
export function typeOf(schema: Schema): Html {
  const { $ref, items, type, enum: values, const: only } = schema
  if ($ref) return html`<a href="#schema-${nameOf($ref)}">${nameOf($ref)}</a>`
  if (only !== undefined) return html`<code>${JSON.stringify(only)}</code>`
  if (values) return joined(values.map((value) => html`<code>${JSON.stringify(value)}</code>`))
  const several = alternatives(schema)
  if (several) return joined(several.map(typeOf))
  if (items) return html`list of ${typeOf(items)}`
  if (typeof schema.additionalProperties === 'object')
    return html`map of ${typeOf(schema.additionalProperties)}`
  return html`${[type].flat().join(' or ') || 'anything'}${limitsOf(schema)}`
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, place) => (place === 0 ? part : html` or ${part}`))}`
}

function limitsOf(schema: Schema): string {
  const { format, minimum, maximum, maxLength, maxItems } = schema
  const range =
    minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER
      ? `${minimum} to ${maximum}`
      : minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER
        ? `from ${minimum}`
        : null
  const limits = [
    ...(format ? [format] : []),
    ...(range ? [range] : []),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
  ]
  return limits.length > 0 ? ` (${limits.join(', ')})` : ''
}

interface Field {
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
}

/** The fields of an object, those of objects within it under their full names. */
function fieldsOf(schema: Schema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const full = `${prefix}${name}`
    const field = { name: full, schema: each, isRequired: schema.required?.includes(name) ?? false }
    return [field, ...innerOf(each, full)]
  })
}

function innerOf(schema: Schema, name: string): Field[] {
  if (schema.properties) return fieldsOf(schema, `${name}.`)
  if (schema.items) return innerOf(schema.items, `${name}[]`)
  if (typeof schema.additionalProperties === 'object')
    return innerOf(schema.additionalProperties, `${name}.*`)
  return (alternatives(schema) ?? []).flatMap((each) => innerOf(each, name))
}

/** A table of an object's fields; what is no object is said in words. */
export function schemaTable(schema: Schema): Html {
  const fields = fieldsOf(schema)
  if (fields.length === 0) return html`<p>${typeOf(schema)}</p>`
  return table(
    fields.map(({ name, schema, isRequired }) => ({ name, schema, note: isRequired ? 'always' : '' })),
  )
}

/** A row of a table of fields or parameters. */
export interface Row {
  readonly name: string
  readonly schema: Schema
  readonly note: string
}

export function table(rows: readonly Row[]): Html {
  return html`<table><thead><tr><th scope="col">Name</th><th scope="col">What it is</th></tr></thead><tbody>${rows.map(({ name, schema, note }) => html`<tr><th scope="row"><code>${name}</code>${note ? html` <small>${note}</small>` : ''}</th><td>${typeOf(schema)}${schema.default === undefined ? '' : html`, <code>${JSON.stringify(schema.default)}</code> when left out`}${schema.description ? html`. ${schema.description}` : ''}</td></tr>`)}</tbody></table>`
}

/** Names of the schemas that this one refers to, at any depth of it. */
export function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? (isSchema(inner) ? [nameOf(inner)] : []) : refsIn(inner),
  )
}
