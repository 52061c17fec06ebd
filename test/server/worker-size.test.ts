import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'

/**
 * kB, gzip, as the platform counts it: what every isolate begins with, which is all that one that only
 * collects ever loads, and that together with what is loaded when it is first asked for. What may become
 * data instead of code is in `server/built-data/files.ts`.
 */
const budgets = { begun: 200, whole: 400 }

const imported = /(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g

/** A file and those it imports from the start, and not by `import()`. */
function begunWith(name: string, files: ReadonlyMap<string, string>, found = new Set<string>()) {
  if (found.has(name)) return found
  found.add(name)
  for (const [, next] of files.get(name)!.matchAll(imported)) begunWith(next!, files, found)
  return found
}

it('the Worker that is deployed is small, and carries no data', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sayso-worker-'))
  const wrangler = new URL('../../node_modules/.bin/wrangler', import.meta.url).pathname
  await promisify(execFile)(wrangler, ['deploy', '--env=', '--dry-run', '--outdir', folder])
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  const files = new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as [string, string]),
    ),
  )
  await rm(folder, { recursive: true })
  const sizeOf = (name: string) => gzipSync(files.get(name)!).length / 1024
  const sum = (some: Iterable<string>) => [...some].reduce((total, name) => total + sizeOf(name), 0)
  const begun = sum(begunWith('worker.js', files))
  const whole = sum(names)
  console.log(
    `Worker: begins with ${begun.toFixed(1)} kB gzip (at most ${budgets.begun}), ` +
      `${whole.toFixed(1)} with all it may load (at most ${budgets.whole})`,
  )
  expect(begun).toBeLessThanOrEqual(budgets.begun)
  expect(whole).toBeLessThanOrEqual(budgets.whole)
})
