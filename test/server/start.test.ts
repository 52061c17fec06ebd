import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { start } from '../../server/node.ts'
import { clientOf, newResponse } from '../support/client.ts'

const folder = mkdtempSync(join(tmpdir(), 'sayso-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const variables = (name: string) => ({
  PORT: '0',
  HOST: '127.0.0.1',
  DATABASE_URL: `file:${join(folder, name)}`,
})

/** Runs the server as a process of its own until it ends by itself. */
function run(env: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['server/node.ts'], { env: { PATH: process.env.PATH, ...env } })
  let out = ''
  let err = ''
  child.stdout.on('data', (data) => {
    out += data
  })
  child.stderr.on('data', (data) => {
    err += data
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }))
  })
}

describe('starting', () => {
  it('makes a key and a demo survey the first time, and keeps everything the second', async () => {
    const first = await start(readConfig(variables('again.db')))
    expect(first.newKey).toMatch(/^sayso_[\w-]{43}$/)
    const known = { url: first.url, key: first.newKey! }
    expect((await clientOf(known).publicly('/v1/public/responses', newResponse('demo'))).status).toBe(201)
    await first.close()

    const second = await start(readConfig(variables('again.db')))
    expect(second.newKey).toBeNull()
    const { body } = await clientOf({ url: second.url, key: known.key }).get('/v1/surveys/demo/report')
    expect(body).toMatchObject({ n: 1, score: { nps: 100 } })
    await second.close()
  })

  it('takes a key from the environment, and takes the one before it back', async () => {
    const keys = ['sayso_environment-key-one', 'sayso_environment-key-two']
    const statuses: number[][] = []
    for (const key of keys) {
      const running = await start(readConfig({ ...variables('keys.db'), SAYSO_ADMIN_KEY: key }))
      expect(running.newKey).toBeNull()
      const tried = keys.map((tried) => clientOf({ url: running.url, key: tried }).get('/v1/surveys'))
      statuses.push((await Promise.all(tried)).map(({ status }) => status))
      await running.close()
    }
    expect(statuses).toEqual([
      [200, 401],
      [401, 200],
    ])
  })

  it('refuses a second process on the same file with one clear line, and leaves the first alone', async () => {
    const running = await start(readConfig(variables('shared.db')))
    const { code, out, err } = await run(variables('shared.db'))
    expect(code).toBe(1)
    expect(out).toBe('')
    expect(err).toMatch(/^sayso: \S+shared\.db is in use by another process: .+\n$/)
    const client = clientOf({ url: running.url, key: running.newKey! })
    expect((await client.publicly('/v1/public/responses', newResponse('demo'))).status).toBe(201)
    await running.close()
  })

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL must begin with'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL must be an http or https address'],
    [{ DATABASE_TOKENS: 'https://acme.example.com' }, 'DATABASE_TOKENS must be like acme.example.com=TOKEN'],
    [{ DATABASE_TOKENS: 'acme.example.com=t' }, 'DATABASE_TOKENS needs a libSQL server in DATABASE_URL'],
    [{ SAYSO_ADMIN_KEY: 'short' }, 'SAYSO_ADMIN_KEY must have at least 20 characters'],
    [{ SAYSO_SECRET: `${'x'.repeat(32)},short` }, 'SAYSO_SECRET must have at least 32 characters'],
  ])('names the variable that is wrong: %j', async (wrong, line) => {
    const { code, err } = await run({ ...variables('never.db'), ...wrong })
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(line)
  })
})
