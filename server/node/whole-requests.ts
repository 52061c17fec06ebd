import type { IncomingMessage, RequestListener } from 'node:http'
import type { Ctx } from '../services.ts'

/**
 * Hands a request on when its body is here, where it says how long that is and it is small: nothing
 * has to wait for it then, which is a dozen promises and listeners less for every save. Larger ones
 * are handed on at once. `rawBody` is where the Node server of Hono looks first.
 */
export function wholeRequests(answer: RequestListener, most: number): RequestListener {
  return (incoming, outgoing) => {
    const length = Number(incoming.headers['content-length'])
    if (!(length > 0 && length <= most)) return answer(incoming, outgoing)
    const pieces: Buffer[] = []
    incoming.on('data', (piece) => pieces.push(piece))
    incoming.on('end', () => {
      Object.assign(incoming, { rawBody: pieces.length === 1 ? pieces[0] : Buffer.concat(pieces) })
      answer(incoming, outgoing)
    })
  }
}

/** The body of a request: as it arrived, where it is here already, since Hono's way copies it twice. */
export function bodyOf(c: Ctx): Uint8Array | Promise<ArrayBuffer> {
  const { incoming } = c.env as unknown as { incoming: IncomingMessage & { rawBody?: Buffer } }
  return incoming.rawBody ?? c.req.arrayBuffer()
}
