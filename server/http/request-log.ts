import type { MiddlewareHandler } from 'hono'
import { matchedRoutes, routePath } from 'hono/route'
import type { Ctx, Env } from '../context.ts'
import type { LoggedRequest } from '../services.ts'
import { Refusal } from './problem.ts'

/** Reports every request to the runtime's request log and metrics, once it is answered. */
export const logRequests: MiddlewareHandler<Env> = async (c, next) => {
  const begun = performance.now()
  await next()
  const ms = Number((performance.now() - begun).toFixed(2))
  const code = c.error instanceof Refusal ? c.error.code : undefined
  c.get('services').logRequest({
    id: c.get('requestId'),
    method: c.req.method,
    route: routeOf(c),
    status: c.res.status,
    ms,
    ...(code && { code }),
  })
}

/** The route of the endpoint, also where a middleware refused before it was reached. */
function routeOf(c: Ctx): string {
  const last = routePath(c)
  if (!last.endsWith('*')) return last
  return matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? last
}

/** Which requests are logged: all, those that failed on our side or were rate limited, or none. */
export const logLevels = ['all', 'problems', 'none'] as const
export type LogLevel = (typeof logLevels)[number]

/** At level `problems` at most so many lines a second, so that a flood of refused requests does not flood the log. */
const maxLinesPerSecond = 100

/** Returns the function that writes requests as lines of JSON, those that the level asks for. */
export function createRequestLog(level: LogLevel): (request: LoggedRequest, now: number) => void {
  let second = 0
  let lines = 0

  function hasRoom(now: number): boolean {
    if (now - second >= 1000) {
      if (lines > maxLinesPerSecond) write(now, 'warn', { leftOut: lines - maxLinesPerSecond })
      second = now
      lines = 0
    }
    lines += 1
    return lines <= maxLinesPerSecond
  }

  return (request, now) => {
    const isProblem = request.status >= 500 || request.status === 429
    if (level === 'none' || (level === 'problems' && !(isProblem && hasRoom(now)))) return
    write(now, isProblem ? 'warn' : 'info', request)
  }
}

function write(now: number, level: 'info' | 'warn', what: object): void {
  console.log(JSON.stringify({ time: new Date(now).toISOString(), level, ...what }))
}
