import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unstable_startWorker } from 'wrangler'
import type { Database } from '../../server/storage/db.ts'
import { openFile } from '../../server/storage/file.ts'
import { openRemote } from '../../server/storage/remote.ts'
import { newFile } from '../support/server.ts'
import { freePort, startSqld } from '../support/sqld.ts'
import { cases } from './cases.ts'

/** Cases of one driver; `find` runs the case with this number. */
function describeDriver(
  name: string,
  begin: () => Promise<void>,
  find: (place: number) => Promise<unknown>,
  end: () => Promise<void>,
) {
  describe(name, () => {
    beforeAll(begin)
    afterAll(end)
    it.each(cases.map((each, place) => ({ ...each, place })))('$name', async ({ place, expected }) => {
      expect(await find(place)).toEqual(expected)
    })
  })
}

const file = newFile()
let database: Database
describeDriver(
  'a file',
  async () => {
    database = await openFile(file.variables.DATABASE_URL)
  },
  (place) => cases[place]!.run(database),
  async () => {
    await database.close()
    rmSync(file.folder, { recursive: true })
  },
)

let sqld: Awaited<ReturnType<typeof startSqld>>
describeDriver(
  'a libSQL server over HTTP from Node',
  async () => {
    sqld = await startSqld()
  },
  (place) => cases[place]!.run(openRemote(sqld.url, undefined)),
  () => sqld.close(),
)

let worker: Awaited<ReturnType<typeof unstable_startWorker>>
let address: string
describeDriver(
  'a libSQL server from workerd',
  async () => {
    sqld = await startSqld()
    const port = await freePort()
    address = `http://127.0.0.1:${port}`
    worker = await unstable_startWorker({
      config: 'test/conformance/wrangler.toml',
      bindings: { DATABASE_URL: { type: 'plain_text', value: sqld.url } },
      dev: { server: { hostname: '127.0.0.1', port }, inspector: false, logLevel: 'error', watch: false },
    })
    await worker.ready
  },
  async (place) => ((await (await fetch(`${address}/${place}`)).json()) as { found: unknown }).found,
  async () => {
    await worker.dispose()
    await sqld.close()
  },
)
