import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Answer } from '../support/client.ts'
import type { Call, OpenApi } from './calls.ts'
import { mark } from './hostile.ts'

/** Says what is wrong with an answer to a call, or `null`: by the document, and by what refusals promise. */
export type Judge = (call: Call, answer: Answer) => string | null

/** A judge that knows a document. */
export function judgeBy(document: OpenApi): Judge {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats })
  ajv.addSchema(closed(document) as object, 'document')
  const validator = (path: readonly string[]) =>
    ajv.compile({
      $ref: `document#/${path.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`,
    })
  const validators = new Map<string, ReturnType<typeof validator>>()

  function againstSchema(call: Call, answer: Answer, type: string): string | null {
    const response = ['paths', call.path, call.method.toLowerCase(), 'responses', String(answer.status)]
    const { $ref } = document.paths[call.path]![call.method.toLowerCase()]!.responses[answer.status]!
    const path = [...($ref?.slice(2).split('/') ?? response), 'content', type, 'schema']
    const key = path.join(' ')
    const validate = validators.get(key) ?? validator(path)
    validators.set(key, validate)
    const bodies = type.includes('ndjson') ? linesOf(answer.body) : [answer.body]
    return bodies.every((body) => validate(body))
      ? null
      : `the body is not as described: ${ajv.errorsText(validate.errors)}`
  }

  return (call, answer) => {
    const { status, headers, body } = answer
    if (status >= 500) return `${status}`
    // The document does not have what is only kept for old callers.
    if (headers.has('deprecation')) return null
    const described = call.responses[status]
    if (!described) return `the status ${status} (${body?.code}) is not described`
    const unsaid = toldHeaders.find((name) => headers.has(name) && !namesOf(described.headers).has(name))
    if (unsaid) return `the header ${unsaid} is not described`
    if (status === 304 || status === 204) return null
    const type = headers.get('content-type')?.split(';')[0] ?? ''
    const content = described.content?.[type]
    if (!content) return `${status} with ${type} is not described`
    // A file has no schema, only its type.
    if (!content.schema && status < 400) return null
    if (status < 400) return againstSchema(call, answer, type)
    const mayEcho = namesItsRules(call) || namesGroup(answer)
    return whyNoRefusal(answer, mayEcho) ?? againstSchema(call, answer, type)
  }
}

/**
 * The document with every object as it is today: to callers an answer may have more fields some day, but a field that
 * is not described is our mistake.
 */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, closed(each)]))
  const isObject = inner.type === 'object' && typeof inner.properties === 'object'
  return isObject && !('additionalProperties' in inner) ? { ...inner, additionalProperties: false } : inner
}

/** Headers that say something to the caller. */
const toldHeaders = [
  'etag',
  'retry-after',
  'location',
  'content-disposition',
  'idempotency-replayed',
  'www-authenticate',
  'ratelimit',
  'ratelimit-policy',
]

const namesOf = (headers: object = {}) => new Set(Object.keys(headers).map((name) => name.toLowerCase()))

/** A codebook's refusal names the rule that is wrong, which its author wrote a moment ago. */
const namesItsRules = ({ path }: Call) => path.startsWith('/v1/codebooks')

/** A group that nobody is in may be misspelt: these refusals say, in quotes and shortened, what was looked for. */
const namesGroup = ({ body }: Answer) =>
  body.errors?.length === 1 && ['segment', 'cluster'].includes(body.errors[0].field)

/** Why an answer is no refusal as it should be: problem details with a code, the field and the fix, echoing nothing. */
export function whyNoRefusal({ status, headers, body }: Answer, mayEcho: boolean): string | null {
  if (status >= 500) return `${status}`
  if (headers.get('content-type') !== 'application/problem+json') return `${status} without problem details`
  if (body.status !== status || !/^[a-z][a-z-]+$/.test(body.code)) return `${status} without its code`
  if (!mayEcho && JSON.stringify(body).includes(mark)) return `echoed: ${JSON.stringify(body)}`
  const errors: { field?: string; detail?: string }[] = body.errors ?? []
  const isNamed = errors.length > 0 && errors.every(({ field, detail }) => field && detail)
  if (status === 422 && !isNamed) return `no field is named: ${JSON.stringify(body)}`
  if (status >= 400 && status !== 404 && !body.title && !body.detail) return 'nothing says what to do'
  return null
}

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

const formats = {
  'date-time': (text: string) =>
    !Number.isNaN(Date.parse(text)) && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text),
  date: /^\d{4}-\d\d-\d\d$/,
  uri: (text: string) => URL.canParse(text),
  email: /^[^\s@]+@[^\s@]+$/,
  'idn-email': /^[^\s@]+@[^\s@]+$/,
}
