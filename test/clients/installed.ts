import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** A folder with the journeys, and what generates their clients installed from the registry; gone after the suite. */
export function installed() {
  const folder = mkdtempSync(join(tmpdir(), 'sayso-clients-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['package.json', 'package-lock.json'])
    cpSync(join(import.meta.dirname, name), join(folder, name))
  cpSync(join(import.meta.dirname, 'journeys'), folder, { recursive: true })
  const environment = {
    ...process.env,
    // The project's own Node, also where npm's path leads to another.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  }

  function run(command: string, ...given: string[]): void {
    try {
      execFileSync(command, given, { cwd: folder, stdio: 'pipe', env: environment })
    } catch (error) {
      const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer }
      throw new Error(`${command} ${given.join(' ')}:\n${stdout}\n${stderr}`)
    }
  }

  run('npm', 'ci', '--no-audit', '--no-fund', '--ignore-scripts')
  return { folder, environment, run }
}
