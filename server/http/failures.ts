import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { Ctx } from '../context.ts'
import { isStorageAway } from '../storage/db.ts'
import { cutShort, problemResponse, Refusal } from './problem.ts'

/** Answers whatever was thrown below a route: the one error handler of the application. */
export function answerFailure(error: unknown, c: Ctx): Response {
  return problemResponse(refusalFor(error, c))
}

/** The refusal an error is answered with. Only errors nobody expected are logged. */
export function refusalFor(error: unknown, c: Ctx): Refusal {
  if (error instanceof Refusal) return error
  if (isStorageAway(error)) return new Refusal('unavailable')
  if (hasLeft(error)) return cutShort()
  if (error instanceof HTTPException && error.status < 500) {
    const isForged = error.status === 403
    return new Refusal(isForged ? 'origin-not-allowed' : 'bad-json')
  }
  logFailure(error, routePath(c), c.get('requestId'))
  return new Refusal('internal')
}

/** Whether Node says that the client closed the connection before its request was complete. */
function hasLeft(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ECONNRESET'
}

/**
 * Logs an unexpected error: its name, its stack frames, and the route or background work it
 * happened in. Never its message: those of the database layer can hold people's words.
 */
export function logFailure(error: unknown, route: string, id?: string): void {
  const { name, stack } = error instanceof Error ? error : new Error('not an error')
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ level: 'error', id, name, route, at: frames?.slice(0, 4) }))
}
