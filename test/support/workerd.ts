import { unstable_startWorker } from 'wrangler'
import { adminKey, type Collector } from './collector.ts'
import { freePort, startSqld } from './sqld.ts'

/** The real application inside workerd, against a real libSQL server over HTTP. */
export async function startWorkerdCollector(): Promise<Collector> {
  const sqld = await startSqld()
  const port = await freePort()
  const worker = await unstable_startWorker({
    config: 'wrangler.toml',
    bindings: {
      DATABASE_URL: { type: 'plain_text', value: sqld.url },
      SAYSO_ADMIN_KEY: { type: 'plain_text', value: adminKey },
    },
    dev: { server: { hostname: '127.0.0.1', port }, inspector: false, logLevel: 'error', watch: false },
  })
  await worker.ready
  return {
    url: `http://127.0.0.1:${port}`,
    key: adminKey,
    async close() {
      await worker.dispose()
      await sqld.close()
    },
  }
}
