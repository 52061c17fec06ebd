import type { Server } from 'node:http'

/** Milliseconds after which a request that is still running is cut. */
const timeout = 10_000

/**
 * Closes an HTTP server without cutting anybody short: it takes no new connections, answers every
 * request that has begun with `connection: close`, and then leaves no connection open.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false
  })
  const ended = new Promise((resolve) => {
    server.close(resolve)
  })
  // A connection that was busy when the close began becomes idle later, and close() does not look again.
  const closing = setInterval(() => server.closeIdleConnections(), 50)
  const cutting = setTimeout(() => server.closeAllConnections(), timeout)
  await ended
  clearInterval(closing)
  clearTimeout(cutting)
}
