import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/node.ts'

/** A collector under test, by its address and a key of its first workspace. */
export interface Collector {
  readonly url: string
  readonly key: string
  /** Of the link of the first start, when the server made its first key. */
  readonly onceToken?: string | null
  close(): Promise<void>
}

/** Suites ask more often than anybody. */
export const unlimited = { LIMIT_PER_ADDRESS: '0', LIMIT_PER_KEY: '0', LIMIT_PER_SURVEY: '0' }

export const adminKey = 'sayso_test-key-that-is-long-enough'

/** The real application on Node with a database file of its own, on a free port. */
export async function startCollector(variables: Record<string, string | undefined> = {}): Promise<Collector> {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-'))
  const running = await start(
    readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: `file:${join(folder, 'sayso.db')}`,
      SAYSO_ADMIN_KEY: adminKey,
      ...unlimited,
      ...variables,
    }),
  )
  return {
    url: running.url.replace('localhost', '127.0.0.1'),
    key: adminKey,
    onceToken: running.onceToken,
    async close() {
      await running.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
