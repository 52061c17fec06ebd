/** A JSON Schema as the document has them. */
interface Schema {
  readonly $ref?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

interface Response {
  readonly $ref?: string
  readonly content?: Content
}

interface Operation {
  readonly summary?: string
  readonly deprecated?: boolean
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, Response>>
}

export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, Response>>
  }
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/**
 * The document as TypeScript, in the shape that openapi-fetch reads: `paths` and `components`. Ours, since
 * openapi-typescript does not run beside TypeScript 7; `test/clients` holds the two equal.
 */
export function typesOf({ paths, components }: Described): string {
  const items = Object.entries(paths).map(([path, item]) => {
    const calls = methods.map((method) =>
      item[method]
        ? `${docOf(callWords(item[method]))}${method}: ${callType(item[method])}`
        : `${method}?: never`,
    )
    return `${JSON.stringify(path)}: { parameters: ${noParameters}; ${calls.join('; ')} }`
  })
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${docOf(schema)}${name}: ${typeOf(schema)}`,
  )
  const responses = Object.entries(components.responses).map(
    ([name, answer]) => `${name}: ${answerType(answer)}`,
  )
  return `export interface paths {\n${items.join('\n')}\n}\nexport interface components {\nschemas: {\n${schemas.join('\n')}\n}\nresponses: {\n${responses.join('\n')}\n}\n}\n`
}

const noParameters = '{ query?: never; header?: never; path?: never; cookie?: never }'

const callWords = ({ summary, deprecated }: Operation) => ({
  ...(summary && { description: summary }),
  ...(deprecated && { deprecated }),
})

function callType({ parameters = [], requestBody, responses }: Operation): string {
  const places = ['query', 'header', 'path', 'cookie'].map((place) => {
    const given = parameters.filter((parameter) => parameter.in === place)
    const isNeeded = given.some(({ required }) => required)
    const fields = given.map(({ name, required, schema, description = '' }) =>
      field(name, { description, ...schema }, required === true),
    )
    return given.length > 0 ? `${place}${isNeeded ? '' : '?'}: { ${fields.join('; ')} }` : `${place}?: never`
  })
  const body = requestBody
    ? `requestBody${requestBody.required ? '' : '?'}: { content: ${contentType(requestBody.content)} }`
    : 'requestBody?: never'
  const answers = Object.entries(responses).map(([status, answer]) => `${status}: ${answerType(answer)}`)
  return `{ parameters: { ${places.join('; ')} }; ${body}; responses: { ${answers.join('; ')} } }`
}

const answerType = ({ $ref, content }: Response): string =>
  $ref
    ? refType($ref)
    : `{ headers: { [name: string]: unknown }; content${content ? '' : '?'}: ${content ? contentType(content) : 'never'} }`

const contentType = (content: Content) =>
  `{ ${Object.entries(content)
    .map(([type, { schema }]) => `${JSON.stringify(type)}: ${schema ? typeOf(schema) : 'unknown'}`)
    .join('; ')} }`

/** `#/components/schemas/Survey` as a type. */
const refType = (ref: string) => {
  const [kind, name] = ref.split('/').slice(-2)
  return `components['${kind}']['${name}']`
}

const field = (name: string, schema: Schema, isNeeded: boolean) =>
  `${docOf(schema)}${JSON.stringify(name)}${isNeeded ? '' : '?'}: ${typeOf(schema)}`

function docOf({ description, deprecated }: Pick<Schema, 'description' | 'deprecated'>): string {
  const words = [description?.replaceAll('*/', '*\\/'), deprecated ? '@deprecated' : ''].filter(Boolean)
  return words.length > 0 ? `/** ${words.join(' ')} */\n` : ''
}

function typeOf(schema: Schema): string {
  const { $ref, anyOf, oneOf, type } = schema
  if ($ref) return refType($ref)
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const several = anyOf ?? oneOf
  if (several) return several.map(typeOf).join(' | ')
  if (Array.isArray(type)) return type.map((one) => typeOf({ ...schema, type: one })).join(' | ')
  if (type === 'array') return `(${typeOf(schema.items ?? {})})[]`
  if (type === 'object') return objectType(schema)
  if (type === 'integer') return 'number'
  return typeof type === 'string' ? type : 'unknown'
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  if (properties) {
    const fields = Object.entries(properties).map(([name, schema]) =>
      field(name, schema, required.includes(name)),
    )
    return `{ ${fields.join('; ')} }`
  }
  const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
  return `{ [name: string]: ${values} }`
}
