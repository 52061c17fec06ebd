import type { MiddlewareHandler } from 'hono'
import type { Call, Env } from '../context.ts'
import { Refusal } from './problem.ts'

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
  const end = watch(c)
  await next()
  end(c.res.status, c.error)
}

/** The same in two steps: now, and when there is an answer. */
export function watch(c: Call): (status: number, error?: unknown) => void {
  const id = crypto.randomUUID()
  c.set('requestId', id)
  const begun = performance.now()
  return (status, error) => {
    const ms = Number((performance.now() - begun).toFixed(2))
    const code = error instanceof Refusal ? error.code : undefined
    const { method, routePath: route } = c.req
    c.get('services').watch({ id, method, route, status, ms, ...(code && { code }) })
  }
}

/** Which requests are logged: all, those that went wrong on our side or were turned away for their number, or none. */
export const logLevels = ['all', 'problems', 'none'] as const
export type LogLevel = (typeof logLevels)[number]

/** Of problems at most so many lines a second: a flood of requests that are turned away is none of lines. */
const mostASecond = 100

/** Writes what is seen as lines of JSON, where it is to be logged. */
export function keepLog(level: LogLevel): (seen: Seen, now: number) => void {
  let second = 0
  let lines = 0

  function hasRoom(now: number): boolean {
    if (now - second >= 1000) {
      if (lines > mostASecond) write(now, 'warn', { leftOut: lines - mostASecond })
      second = now
      lines = 0
    }
    lines += 1
    return lines <= mostASecond
  }

  return (seen, now) => {
    const isProblem = seen.status >= 500 || seen.status === 429
    if (level === 'none' || (level === 'problems' && !(isProblem && hasRoom(now)))) return
    write(now, isProblem ? 'warn' : 'info', seen)
  }
}

function write(now: number, level: 'info' | 'warn', what: object): void {
  console.log(JSON.stringify({ time: new Date(now).toISOString(), level, ...what }))
}
