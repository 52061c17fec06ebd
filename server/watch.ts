import type { MiddlewareHandler } from 'hono'
import { Refusal } from './problem.ts'
import type { Env } from './services.ts'

/** What may be known of a request afterwards: nothing of what it said, not even its address or path. */
export interface Seen {
  /** The answer's `x-request-id`. */
  readonly id: string
  readonly method: string
  /** The route it was for, with the names of its parameters and not their values. */
  readonly route: string
  readonly status: number
  readonly ms: number
  /** Why it was refused. */
  readonly code?: string
}

/** Gives every request an id of our own, and tells the runtime what became of it. */
export const watched: MiddlewareHandler<Env> = async (c, next) => {
  const id = crypto.randomUUID()
  c.set('requestId', id)
  const begun = performance.now()
  await next()
  const ms = Number((performance.now() - begun).toFixed(2))
  const code = c.error instanceof Refusal ? c.error.code : undefined
  const seen = {
    id,
    method: c.req.method,
    route: c.req.routePath,
    status: c.res.status,
    ms,
    ...(code && { code }),
  }
  c.get('services').watch(seen)
}

/** Which requests are logged: all, those that went wrong on our side or were turned away for their number, or none. */
export const logLevels = ['all', 'problems', 'none'] as const
export type LogLevel = (typeof logLevels)[number]

/** Writes what was seen as a line of JSON. */
export function logSeen(level: LogLevel, seen: Seen, now: number): void {
  const isProblem = seen.status >= 500 || seen.status === 429
  if (level === 'none' || (level === 'problems' && !isProblem)) return
  console.log(
    JSON.stringify({ time: new Date(now).toISOString(), level: isProblem ? 'warn' : 'info', ...seen }),
  )
}
