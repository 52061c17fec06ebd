/** Headers of answers that say something to the caller, by the names they have in the document. */
export const headers = {
  RequestId: {
    description: 'The name of the request in the log of the server',
    schema: { type: 'string' },
  },
  RateLimit: {
    description:
      'What is left of each limit, and after how many seconds it begins anew: `"key";r=597;t=42`. Not where nobody counts',
    schema: { type: 'string' },
  },
  RateLimitPolicy: {
    description: 'How many requests each limit allows in how many seconds: `"key";q=600;w=60`',
    schema: { type: 'string' },
  },
  ETag: {
    description: 'The state it is in: send it as `If-None-Match` to read, as `If-Match` to change',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'Seconds after which to send it again', schema: { type: 'integer' } },
  IdempotencyReplayed: {
    description: 'It was sent before with this `Idempotency-Key`: this is the answer of then',
    schema: { type: 'boolean' },
  },
  Location: { description: 'Where to read it', schema: { type: 'string', format: 'uri-reference' } },
  Disposition: { description: 'The name to save it by', schema: { type: 'string' } },
  Authenticate: { description: 'How to say who asks', schema: { type: 'string' } },
} as const

const refTo = (name: keyof typeof headers) => ({ $ref: `#/components/headers/${name}` })

interface Answered {
  /** Whether it is a POST that may have an `Idempotency-Key`. */
  readonly isOnce: boolean
  readonly hasTag: boolean
}

/** The headers of an answer with this status. */
export function headersOf(status: number, { isOnce, hasTag }: Answered) {
  const isDone = status < 300
  return {
    'X-Request-Id': refTo('RequestId'),
    RateLimit: refTo('RateLimit'),
    'RateLimit-Policy': refTo('RateLimitPolicy'),
    ...(hasTag && (isDone || status === 304) && { ETag: refTo('ETag') }),
    ...(isOnce && isDone && { 'Idempotency-Replayed': refTo('IdempotencyReplayed') }),
    ...([429, 503].includes(status) && { 'Retry-After': refTo('RetryAfter') }),
    ...(status === 401 && { 'WWW-Authenticate': refTo('Authenticate') }),
  }
}
