import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { Ctx } from '../context.ts'
import { type Finding, saysOf, troubleOf } from '../storage/trouble.ts'
import { cutShort, problemResponse, Refusal } from './problem.ts'

/** Answers whatever was thrown below a route: the one error handler of the application. */
export function answerFailure(error: unknown, c: Ctx): Response {
  return problemResponse(refusalFor(error, c), c.get('requestId'))
}

/** The refusal an error is answered with. Only errors nobody expected are logged. */
export function refusalFor(error: unknown, c: Ctx): Refusal {
  if (error instanceof Refusal) return error
  const found = troubleOf(error)
  if (found) {
    logTrouble(found, routePath(c), c.get('requestId'))
    return refusalOf(found, isForOperator(c.req.path) ? saysOf(found) : undefined)
  }
  if (hasLeft(error)) return cutShort()
  if (error instanceof HTTPException && error.status < 500) {
    const isForged = error.status === 403
    return new Refusal(isForged ? 'origin-not-allowed' : 'bad-json')
  }
  logFailure(error, routePath(c), c.get('requestId'))
  return new Refusal('internal')
}

/** The refusal for what is wrong with the database; `detail` says it to whoever may know. */
export function refusalOf({ trouble }: Finding, detail?: string): Refusal {
  return new Refusal(trouble === 'slow' ? 'database-slow' : 'unavailable', detail)
}

/** Who asks with a key, or looks whether the server is ready, is told what is wrong; visitors are not. */
const isForOperator = (path: string) => path === '/readyz' || /^\/(v1\/(?!public\/)|delighted\/)/.test(path)

/** Whether Node says that the client closed the connection before its request was complete. */
function hasLeft(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === 'ECONNRESET'
}

/**
 * Logs an unexpected error: its name, its stack frames, and the route or background work it
 * happened in. Never its message: those of the database layer can hold people's words.
 */
export function logFailure(error: unknown, route: string, id?: string): void {
  const found = troubleOf(error)
  if (found) {
    logTrouble(found, route, id)
    return
  }
  const { name, stack } = error instanceof Error ? error : new Error('not an error')
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line))
  console.error(JSON.stringify({ level: 'error', id, name, route, at: frames?.slice(0, 4) }))
}

/** When each kind of trouble was last logged, and how often it was left out since. */
const logged = new Map<string, { at: number; leftOut: number }>()

/** Logs what is wrong with the database, by kind and cause, each at most once a second. */
function logTrouble(found: Finding, route: string, id?: string): void {
  const { trouble, cause } = found
  const key = `${trouble} ${cause}`
  const last = logged.get(key)
  const now = Date.now()
  if (last && now - last.at < 1000) {
    last.leftOut += 1
    return
  }
  const leftOut = last?.leftOut || undefined
  const says = saysOf(found)
  console.error(
    JSON.stringify({ level: 'error', id, kind: 'database', trouble, cause, says, route, leftOut }),
  )
  logged.set(key, { at: now, leftOut: 0 })
}
