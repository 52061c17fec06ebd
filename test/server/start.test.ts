import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
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

/** Runs the server until it says where it listens, and ends it. */
async function runUntilListening(env: Record<string, string>): Promise<{ out: string; err: string }> {
  const child = spawn(process.execPath, ['server/node.ts'], { env: { PATH: process.env.PATH, ...env } })
  let out = ''
  let err = ''
  child.stderr.on('data', (data) => {
    err += data
  })
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (data) => {
      out += data
      if (out.includes('console  ')) resolve()
    })
    child.once('exit', () => resolve())
  })
  child.kill('SIGTERM')
  await once(child, 'close')
  return { out, err }
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

  it('keeps the first key out of what a service logs: a file for its owner alone has it', async () => {
    const home = join(folder, 'new', 'home')
    const { out, err } = await runUntilListening({ ...variables('new/home/first.db'), HOST: '0.0.0.0' })
    expect(out).not.toContain('sayso_')
    const path = join(home, 'first.db.first-key')
    expect(out).toContain(path)
    expect(readFileSync(path, 'utf8')).toMatch(/^sayso_[\w-]{43}\n$/)
    const modeOf = (name: string) => (statSync(join(home, name)).mode & 0o777).toString(8)
    expect(['', 'first.db', 'first.db.first-key'].map(modeOf)).toEqual(['700', '600', '600'])
    expect(err).toContain('PUBLIC_URL is not set')
  })

  it('makes the files of an earlier version private, and warns of nothing on this machine alone', async () => {
    const path = join(folder, 'open.db')
    writeFileSync(path, '', { mode: 0o644 })
    expect((await runUntilListening(variables('open.db'))).err).toBe('')
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
  })

  it.each([
    [{ PORT: 'eighty' }, 'PORT must be a whole number from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535'],
    [{ DATABASE_URL: 'postgres://x' }, 'DATABASE_URL must begin with'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL must be an http or https address'],
    [{ DATABASE_TOKENS: 'https://acme.example.com' }, 'DATABASE_TOKENS must be like acme.example.com=TOKEN'],
    [{ DATABASE_TOKENS: 'acme.example.com=t' }, 'DATABASE_TOKENS needs a libSQL server in DATABASE_URL'],
    [
      { TRUSTED_PROXY_HEADER: 'X-Forwarded-For', TRUSTED_PROXY_HOPS: '0' },
      'TRUSTED_PROXY_HOPS must be how many',
    ],
    [{ TRUSTED_PROXY_HOPS: '2' }, 'TRUSTED_PROXY_HOPS needs the header'],
    [{ SAYSO_ADMIN_KEY: 'short' }, 'SAYSO_ADMIN_KEY must have at least 20 characters'],
    [{ SAYSO_SECRET: `${'x'.repeat(32)},short` }, 'SAYSO_SECRET must have at least 32 characters'],
  ])('names the variable that is wrong: %j', async (wrong, line) => {
    const { code, err } = await run({ ...variables('never.db'), ...wrong })
    expect(code).toBe(1)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toContain(line)
  })
})
