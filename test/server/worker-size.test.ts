import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

/**
 * kB, gzip, as the platform counts it: an isolate loads all of it before its first request. Some 50 kB are zod's
 * messages in other languages, which stay in since @hono/zod-openapi takes all of zod's names as one object.
 */
const budget = 500

it('the Worker that is deployed weighs at most 500 kB', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-worker-'))
  const wrangler = new URL('../../node_modules/.bin/wrangler', import.meta.url).pathname
  await promisify(execFile)(wrangler, ['deploy', '--env=', '--dry-run', '--outdir', folder])
  const size = gzipSync(await readFile(join(folder, 'worker.js'))).length / 1024
  await rm(folder, { recursive: true })
  console.log(`Worker: ${size.toFixed(1)} kB gzip (at most ${budget})`)
  expect(size).toBeLessThanOrEqual(budget)
})
