import { type Collector, startCollector } from './collector.ts'
import { type MailServer, startMailServer } from './mailServer.ts'
import { freePort } from './sqld.ts'

/**
 * A mail server that refuses what it is told to, and a collector that sends by it and knows its own address; with other
 * variables for the collector, if there are.
 */
export async function startMailing(
  refuse?: Parameters<typeof startMailServer>[0],
  variables: Record<string, string> = {},
): Promise<{ mailServer: MailServer; collector: Collector }> {
  const mailServer = await startMailServer(refuse)
  const port = await freePort()
  const collector = await startCollector({
    PORT: `${port}`,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SMTP_URL: mailServer.url,
    ...variables,
  })
  return { mailServer, collector: { ...collector, url: `http://127.0.0.1:${port}` } }
}
