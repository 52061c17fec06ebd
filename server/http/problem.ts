/** Every way a request can be refused; `code` is stable, `title` is for people. */
export const problems = {
  'bad-request': [400, 'The request is not valid HTTP'],
  'bad-encoding': [400, 'The body is not valid UTF-8'],
  'bad-json': [400, 'The body is not valid JSON'],
  unauthorized: [401, 'An API key is needed'],
  'origin-not-allowed': [403, 'This origin may not use this survey'],
  'not-found': [404, 'There is no such thing here'],
  'method-not-allowed': [405, 'This address does not take this method'],
  'too-slow': [408, 'The request took too long to arrive'],
  conflict: [409, 'This cannot be changed any more'],
  'survey-closed': [410, 'This survey is closed'],
  'survey-full': [410, 'This survey has all the answers it was made for'],
  'cursor-expired': [410, 'This cursor is too old'],
  'link-expired': [410, 'This link has expired'],
  'precondition-failed': [412, 'It was changed since you read it'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body has a content type that is not accepted'],
  invalid: [422, 'Some fields are not right'],
  'too-many-requests': [429, 'Too many requests'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'Something went wrong here'],
  busy: [503, 'Too many answers at once: send it again'],
  unavailable: [503, 'The database cannot be reached just now'],
  'database-slow': [503, 'The database takes too long just now'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems

/** Seconds after which to retry. */
const retryAfter: Partial<Record<ProblemCode, string>> = { busy: '1', unavailable: '2', 'database-slow': '2' }

/** One field that is not right, and what would be. Never the value that was sent. */
export interface FieldError {
  readonly field: string
  readonly detail: string
}

/** The request is refused: thrown from anywhere below a route, answered by `answerFailure`. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly errors: readonly FieldError[] | undefined
  /** Seconds after which to retry, where this one refusal knows better than its code. */
  readonly wait: number | undefined

  constructor(code: ProblemCode, detail?: string, errors?: readonly FieldError[], wait?: number) {
    const { stackTraceLimit } = Error
    // Expected errors need no stack trace: capturing it dominates the cost of refusing an overload.
    Error.stackTraceLimit = 0
    super(code)
    Error.stackTraceLimit = stackTraceLimit
    this.code = code
    this.detail = detail
    this.errors = errors
    this.wait = wait
  }
}

/** A refusal that names one field and its fix. */
export function invalid(field: string, detail: string): Refusal {
  return new Refusal('invalid', `${field} ${detail}`, [{ field, detail }])
}

/** The request ended before its body did: the sender left. */
export function cutShort(): Refusal {
  return new Refusal('bad-request', 'the request ended before its body did')
}

/** A refusal as an RFC 9457 problem document; the request is named where it is known. */
export function problemDocument({ code, detail, errors }: Refusal, requestId?: string) {
  const [status, title] = problems[code]
  return { type: 'about:blank', title, status, code, detail, errors, requestId }
}

/**
 * The response to a refused request. Made without Hono's context: headers set for the response that was
 * meant to be, like its CORS permission or its caching, must not stay on the refusal.
 */
export function problemResponse(refusal: Refusal, requestId?: string): Response {
  const { code, wait } = refusal
  const again = wait?.toString() ?? retryAfter[code]
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(again && { 'retry-after': again }),
    ...(code === 'unauthorized' && { 'www-authenticate': 'Bearer' }),
  }
  const document = problemDocument(refusal, requestId)
  return new Response(JSON.stringify(document), { status: document.status, headers })
}
