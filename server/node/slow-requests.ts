import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ProblemCode, problemDocument, Refusal } from '../http/problem.ts'

/** Milliseconds a request may take to arrive. An import may take longer, as long as it pauses no longer. */
export const slowest = 10_000

/** Milliseconds after which who reads nothing of an answer is cut, so that what makes the answer ends. */
export const stalled = 30_000

/** Headers may take as long, and 16 KiB. Node's own limit on whole requests is off: it knows no exception for imports. */
export const serverLimits = {
  headersTimeout: slowest,
  requestTimeout: 0,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
} as const

/** Refuses requests that arrive too slowly with a problem document, where Node itself would only hang up. */
export function cutSlowRequests(server: Server, mayTakeLong: (path: string) => boolean): void {
  const arriving = new Map<IncomingMessage, number>()
  server.prependListener('request', (incoming) => {
    if (!hasBody(incoming)) return
    if (mayTakeLong(incoming.url?.split('?')[0] ?? '')) return cutAtPause(incoming)
    arriving.set(incoming, performance.now())
    incoming.once('end', () => arriving.delete(incoming))
  })
  // One timer for all requests: a timer for each would cost every save as much as its hash.
  const timer = setInterval(() => cutOld(arriving), serverLimits.connectionsCheckingInterval).unref()
  server.once('close', () => clearInterval(timer))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
    refuse(socket, codes[error.code ?? ''] ?? 'bad-request')
  })
}

const codes: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
}

/**
 * Closes connections whose reader takes nothing of an answer for so long. Node itself looks whether anything was
 * taken; an answer that takes long to begin is not cut.
 */
export function cutStalledReaders(server: Server, after = stalled): void {
  const answers = new WeakMap<Duplex, ServerResponse>()
  server.prependListener('request', ({ socket }, answer) => answers.set(socket, answer))
  server.setTimeout(after, (socket) => {
    if (answers.get(socket)?.headersSent && socket.writableLength > 0) socket.destroy()
  })
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** A Map keeps the order of insertion, so the oldest come first. */
function cutOld(arriving: Map<IncomingMessage, number>): void {
  for (const [incoming, since] of arriving) {
    const isGone = incoming.destroyed
    if (!isGone && performance.now() - since < slowest) return
    arriving.delete(incoming)
    if (!isGone) refuse(incoming.socket, 'too-slow')
  }
}

function cutAtPause(incoming: IncomingMessage): void {
  const { socket } = incoming
  const cut = () => refuse(socket, 'too-slow')
  socket.setTimeout(slowest).once('timeout', cut)
  incoming.once('end', () => socket.setTimeout(stalled)).once('close', () => socket.off('timeout', cut))
}

/** Writes a refusal to the socket: the application is still waiting for the rest of the request. */
function refuse(socket: Duplex, code: ProblemCode): void {
  const document = problemDocument(new Refusal(code))
  const text = JSON.stringify(document)
  const head = [
    `HTTP/1.1 ${document.status} Refused`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(text)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy())
}
