import { HTTPException } from 'hono/http-exception'
import type { Call } from '../context.ts'
import { isStorageAway } from '../storage/db.ts'
import { type Answer, toResponse } from './headers.ts'

/** Every way a request can be refused; `code` is stable, `title` is for people. */
export const problems = {
  'bad-request': [400, 'The request is not valid HTTP'],
  'bad-encoding': [400, 'The body is not valid UTF-8'],
  'bad-json': [400, 'The body is not valid JSON'],
  unauthorized: [401, 'An API key is needed'],
  'origin-not-allowed': [403, 'This origin may not use this survey'],
  'not-found': [404, 'There is no such thing here'],
  'too-slow': [408, 'The request took too long to arrive'],
  conflict: [409, 'This cannot be changed any more'],
  'survey-closed': [410, 'This survey is closed'],
  'survey-full': [410, 'This survey has all the answers it was made for'],
  'link-expired': [410, 'This link has expired'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The body has a content type that is not accepted'],
  invalid: [422, 'Some fields are not right'],
  'too-many-requests': [429, 'Too many requests'],
  'headers-too-large': [431, 'The headers are too large'],
  internal: [500, 'Something went wrong here'],
  busy: [503, 'Too many answers at once: send it again'],
  unavailable: [503, 'The database cannot be reached just now'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems

/** Seconds after which it may be tried again. */
const retryAfter: Partial<Record<ProblemCode, string>> = { busy: '1', unavailable: '2' }

/** One field that is not right, and what would be. Never the value that was sent. */
export interface FieldError {
  readonly field: string
  readonly detail: string
}

/** A refusal on its way to the client; thrown from anywhere below a route. */
export class Refusal extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly errors: readonly FieldError[] | undefined
  /** Seconds after which it may be tried again, when it is this refusal that knows. */
  readonly wait: number | undefined

  constructor(code: ProblemCode, detail?: string, errors?: readonly FieldError[], wait?: number) {
    const { stackTraceLimit } = Error
    // What is expected needs no stack, which costs more than all else of it.
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

/** Writes a refusal as an RFC 9457 problem document. */
export function problemOf({ code, detail, errors, wait }: Refusal): Answer {
  const [status, title] = problems[code]
  const again = wait?.toString() ?? retryAfter[code]
  const headers = {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(again && { 'retry-after': again }),
    ...(code === 'unauthorized' && { 'www-authenticate': 'Bearer' }),
  }
  return {
    status,
    headers,
    text: JSON.stringify({ type: 'about:blank', title, status, code, detail, errors }),
  }
}

export function problemResponse(refusal: Refusal): Response {
  return toResponse(problemOf(refusal))
}

/**
 * The one place where failures end. The expected ones say what they are; the rest are
 * logged by name and place only, since messages of the database layer can hold people's words.
 */
export function refusalFor(error: unknown, c: Call): Refusal {
  if (error instanceof Refusal) return error
  if (isStorageAway(error)) return new Refusal('unavailable')
  if (hasLeft(error)) return cutShort()
  if (error instanceof HTTPException && error.status < 500) {
    const isForged = error.status === 403
    return new Refusal(isForged ? 'origin-not-allowed' : 'bad-json')
  }
  logFailure(error, c.req.routePath, c.get('requestId'))
  return new Refusal('internal')
}

/** Whether Node says that the sender left in the middle of the request: nobody is there to be answered. */
function hasLeft(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ECONNRESET'
}

/** What is said of a request whose sender left. */
export function cutShort(): Refusal {
  return new Refusal('bad-request', 'the request ended before its body did')
}

/** The same as a response. */
export function answerFailure(error: unknown, c: Call): Response {
  return problemResponse(refusalFor(error, c))
}

/** Logs what nobody expected: its name and place, and the route or work it happened in. */
export function logFailure(error: unknown, route: string, id?: string): void {
  const { name, stack } = error instanceof Error ? error : new Error('not an error')
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ level: 'error', id, name, route, at: frames?.slice(0, 4) }))
}
