import type { Server } from 'node:http'

/** Milliseconds after which a request that is still under way is cut. */
const longest = 10_000

/**
 * Ends an HTTP server without cutting anybody short: no new connections, an answer to every request
 * that has begun, with word that its connection ends with it, and then nothing is left open.
 */
export async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false
  })
  const ended = new Promise((resolve) => {
    server.close(resolve)
  })
  // Those that were answering when the end began are idle only afterwards.
  const closing = setInterval(() => server.closeIdleConnections(), 50)
  const cutting = setTimeout(() => server.closeAllConnections(), longest)
  await ended
  clearInterval(closing)
  clearTimeout(cutting)
}
