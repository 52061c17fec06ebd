import type { MiddlewareHandler } from 'hono'
import { showRefusal } from './access.ts'
import { guard } from './headers.ts'
import { countAddress, mostBytes } from './limits.ts'
import { answerFailure } from './problem.ts'
import type { Ctx, Env, Services } from './services.ts'
import { watch } from './watch.ts'

/**
 * What the middleware does for every call, in one step and in the same order, for the call that
 * nearly all requests are: each layer is promises and closures, together a quarter of a save's time.
 * `answer` makes its answer with all its headers. A body that does not say how long it is, or is too
 * long, goes the ordinary way.
 */
export function shortWay(
  servicesFor: (c: Ctx) => Services | Promise<Services>,
  answer: (c: Ctx) => Promise<Response>,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const length = Number(c.req.header('content-length'))
    if (!(length > 0 && length <= mostBytes)) return next()
    const services = servicesFor(c)
    c.set('services', services instanceof Promise ? await services : services)
    const end = watch(c)
    try {
      await countAddress(c)
      const answered = await answer(c)
      end(answered.status)
      return answered
    } catch (error) {
      c.res = answerFailure(error as Error, c)
      showRefusal(c)
      guard(c, c.res)
      end(c.res.status, error)
      return c.res
    }
  }
}
