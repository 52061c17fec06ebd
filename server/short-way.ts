import type { MiddlewareHandler } from 'hono'
import type { Call, Ctx, Env } from './context.ts'
import { permissionToReadRefusal } from './http/authorize.ts'
import { type Answer, guardedAnswer, toResponse } from './http/headers.ts'
import { countAddress, mostBytes } from './http/limits.ts'
import { problemOf, refusalFor } from './http/problem.ts'
import { watch } from './http/request-log.ts'
import { answerSave } from './responses/collect.ts'
import type { Services } from './services.ts'

/** What nearly all requests are: they go a way of their own past all other routes. */
export const savePath = '/v1/public/responses'

/** Whether a body says how long it is and is small; the others go the ordinary way. */
export function isShort(contentLength: string | undefined): boolean {
  const length = Number(contentLength)
  return length > 0 && length <= mostBytes
}

/**
 * What the middleware does for every call, in one step and in the same order: each layer is promises
 * and closures, together a quarter of a save's time.
 */
export async function answerShortly(c: Call): Promise<Answer> {
  const end = watch(c)
  try {
    await countAddress(c)
    const answer = await answerSave(c)
    end(answer.status)
    return answer
  } catch (error) {
    const { status, headers, text } = problemOf(refusalFor(error, c))
    end(status, error)
    const shown = { ...headers, ...permissionToReadRefusal(c, status) }
    return guardedAnswer(c, { status, headers: shown, text })
  }
}

/** The short way through Hono. */
export function shortWay(servicesFor: (c: Ctx) => Services | Promise<Services>): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!isShort(c.req.header('content-length'))) return next()
    c.set('services', await servicesFor(c))
    return toResponse(await answerShortly(c))
  }
}
