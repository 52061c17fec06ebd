/** A JSON Schema of the document, as far as it is looked into here. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly format?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly examples?: readonly unknown[]
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

interface Operation {
  readonly operationId: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, Response & { readonly $ref?: string }>>
}

interface Response {
  readonly content?: Content
  readonly headers?: Readonly<Record<string, unknown>>
}

/** The OpenAPI document, as far as it is looked into here. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>
    readonly responses?: Readonly<Record<string, Response>>
  }
}

/** One call of the document. */
export interface Call {
  /** Like `PATCH /v1/surveys/{id}`. */
  readonly name: string
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly isOpen: boolean
  readonly parameters: readonly Parameter[]
  /** What the body may be, by content type. */
  readonly bodies: readonly { readonly type: string; readonly schema: Schema }[]
  readonly responses: Readonly<Record<string, Response>>
}

/** Every call a document describes. */
export function callsOf(document: OpenApi): Call[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operationId: operation.operationId,
      isOpen: operation.security?.length === 0,
      parameters: operation.parameters ?? [],
      bodies: Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema = {} }]) => ({
        type,
        schema,
      })),
      responses: Object.fromEntries(
        Object.entries(operation.responses).map(([status, response]) => [
          status,
          document.components?.responses?.[response.$ref?.split('/').at(-1) ?? ''] ?? response,
        ]),
      ),
    })),
  )
}

/** Whether the body is one JSON value. */
export function takesJson({ bodies }: Call): boolean {
  return bodies.some(({ type }) => type === 'application/json')
}

/** The path with every parameter filled in; what begins with a percent sign stays as it is, encoded or not. */
export function addressOf({ path }: Call, idOf: (parameter: string) => string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name) => {
    const id = idOf(name)
    return /^%[\w%]*$/.test(id) ? id : encodeURIComponent(id.toWellFormed())
  })
}

/** The names of a path's parameters. */
export function parametersOf({ path }: Pick<Call, 'path'>): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
}
