import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { problemResponse, Refusal } from './problem.ts'

/**
 * Refuses a body over a size: one that says its length before any of it is read, the others while
 * they are. Asking for the body of a request that is then refused would leave Node with a stream
 * that nobody empties, and break the next request on the connection.
 */
export function atMost(bytes: number): MiddlewareHandler {
  const refuse = () => problemResponse(new Refusal('body-too-large', `at most ${bytes} bytes`))
  const whileRead = bodyLimit({ maxSize: bytes, onError: refuse })
  return async (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding')) return whileRead(c, next)
    return Number(length) > bytes ? refuse() : next()
  }
}
