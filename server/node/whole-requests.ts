import type { IncomingMessage, RequestListener } from 'node:http'
import type { Call } from '../context.ts'
import { isShort } from '../short-way.ts'

/** A request whose body is here already, when it was small. */
export type Incoming = IncomingMessage & { rawBody?: Buffer }

/**
 * Hands a request on when its body is here, where it says how long that is and it is small: nothing
 * has to wait for it then, which is a dozen promises and listeners less for every save. Larger ones
 * are handed on at once. `rawBody` is where the Node server of Hono looks first.
 */
export function wholeRequests(answer: RequestListener): RequestListener {
  return (incoming: Incoming, outgoing) => {
    if (!isShort(incoming.headers['content-length'])) return answer(incoming, outgoing)
    const pieces: Buffer[] = []
    incoming.on('data', (piece) => pieces.push(piece))
    incoming.on('end', () => {
      incoming.rawBody = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
      answer(incoming, outgoing)
    })
  }
}

/** The body of a request: as it arrived, where it is here already, since Hono's way copies it twice. */
export function bodyOf(c: Call): Uint8Array | Promise<ArrayBuffer> {
  return incomingOf(c).rawBody ?? c.req.arrayBuffer()
}

/** Node's own request behind a call. */
export function incomingOf({ env }: Call): Incoming {
  return (env as { incoming: Incoming }).incoming
}
