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

/** Hours in which nobody is mailed today, wherever they live: a minute of the day in three days. */
export function shutToday() {
  const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
  return { from: '00:00', to: '00:01', days: [names[(new Date().getUTCDay() + 3) % 7]!] }
}
