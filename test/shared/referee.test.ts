import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const referee = new URL('../bench/coverage.ts', import.meta.url).pathname

/** `npm run bench` plays it in full; this short form takes eight seconds of processor time. */
test('intervals cover to the ends of a scale, and little is called real by chance', {
  timeout: 120_000,
}, () => {
  const { status, stdout } = spawnSync(process.execPath, [referee, '--short'], { encoding: 'utf8' })
  expect(stdout).toContain('20 × 5')
  expect(status, stdout).toBe(0)
})
