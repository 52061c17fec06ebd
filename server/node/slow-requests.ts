import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ProblemCode, problemOf, Refusal } from '../http/problem.ts'

/** How long a request may take to arrive, in milliseconds; an import may, as long as it goes on arriving. */
export const slowest = 10_000

/** Headers have as long, and at most this many bytes. */
export const serverLimits = {
  headersTimeout: slowest,
  requestTimeout: 0,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
} as const

/** Cuts requests that arrive too slowly, and says why where Node itself would only hang up. */
export function cutSlowRequests(server: Server, mayTakeLong: (path: string) => boolean): void {
  const arriving = new Map<IncomingMessage, number>()
  server.prependListener('request', (incoming) => {
    if (!hasBody(incoming)) return
    if (mayTakeLong(incoming.url?.split('?')[0] ?? '')) return watchPauses(incoming)
    arriving.set(incoming, performance.now())
    incoming.once('end', () => arriving.delete(incoming))
  })
  // One clock for all: a timer for each costs every save as much as its hash.
  const clock = setInterval(() => cutOld(arriving), serverLimits.connectionsCheckingInterval).unref()
  server.once('close', () => clearInterval(clock))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    refuse(socket, codes[error.code ?? ''] ?? 'bad-request')
  })
}

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** The oldest come first. */
function cutOld(arriving: Map<IncomingMessage, number>): void {
  for (const [incoming, since] of arriving) {
    const isGone = incoming.destroyed
    if (!isGone && performance.now() - since < slowest) return
    arriving.delete(incoming)
    if (!isGone) refuse(incoming.socket, 'too-slow')
  }
}

function watchPauses(incoming: IncomingMessage): void {
  const { socket } = incoming
  const cut = () => refuse(socket, 'too-slow')
  socket.setTimeout(slowest).once('timeout', cut)
  incoming.once('end', () => socket.setTimeout(0)).once('close', () => socket.off('timeout', cut))
}

/** Writes a refusal past the application, which waits for a request that will not come. */
function refuse(socket: Duplex, code: ProblemCode): void {
  const { status, text } = problemOf(new Refusal(code))
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy())
}
