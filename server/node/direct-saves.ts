import type { RequestListener, ServerResponse } from 'node:http'
import type { Call } from '../context.ts'
import type { Answer } from '../http/headers.ts'
import { logFailure } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { answerShortly, savePath } from '../short-way.ts'
import type { Incoming } from './whole-requests.ts'

/**
 * Answers saves over Node's own requests and answers: to make the web's of them, and Hono's context,
 * would take a seventh of a save's time. Everything else, and saves whose body is not here yet, goes on
 * to `otherwise`.
 */
export function directSaves(servicesFor: () => Services, otherwise: RequestListener): RequestListener {
  return (incoming: Incoming, outgoing) => {
    const isSave = incoming.method === 'POST' && incoming.url === savePath && incoming.rawBody !== undefined
    if (!isSave) return otherwise(incoming, outgoing)
    answerShortly(callOf(incoming, servicesFor()))
      .then((answer) => write(answer, outgoing))
      .catch((error) => {
        logFailure(error, savePath)
        outgoing.destroy()
      })
  }
}

function callOf(incoming: Incoming, services: Services): Call {
  const values: { [name: string]: unknown } = { services }
  return {
    env: { incoming },
    req: {
      method: 'POST',
      routePath: savePath,
      header: (name) => incoming.headers[name.toLowerCase()]?.toString(),
      arrayBuffer: () => Promise.reject(new TypeError('the body is here already')),
    },
    get: (name) => values[name] as never,
    set(name, value) {
      values[name] = value
    },
  }
}

function write({ status, headers, text }: Answer, outgoing: ServerResponse): void {
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) })
  outgoing.end(text)
}
