import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

/** kB, gzip, as the platform counts it. What may become data instead of code is in `server/data/files.ts`. */
const budget = 194

it('the Worker that is deployed is small, and carries no data and no maker of documents', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-worker-'))
  const wrangler = new URL('../../node_modules/.bin/wrangler', import.meta.url).pathname
  await promisify(execFile)(wrangler, ['deploy', '--env=', '--dry-run', '--outdir', folder])
  const code = await readFile(join(folder, 'worker.js'))
  await rm(folder, { recursive: true })
  const size = gzipSync(code).length / 1024
  console.log(`Worker bundle: ${size.toFixed(1)} kB gzip (at most ${budget})`)
  expect(size).toBeLessThanOrEqual(budget)
  // The description of a call, which only the document made by the build may hold.
  expect(code.toString()).not.toContain('What the widget needs to ask a survey')
})
