import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientOf, newResponse } from '../support/client.ts'
import { saverAt } from '../support/saver.ts'
import { random } from '../support/seeded.ts'
import { newFile, type Server, startServer } from '../support/server.ts'

const runs = process.env.SAYSO_LONG ? 20 : 2
const file = newFile()
let server: Server
beforeAll(async () => {
  server = await startServer(file.variables)
})
afterAll(async () => {
  await server.end()
  rmSync(file.folder, { recursive: true })
})

/** Runs `sayso` at a terminal. */
async function sayso(words: readonly string[], variables: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, SAYSO_URL: server.url, SAYSO_KEY: server.key, ...variables }
  const child = spawn(process.execPath, ['server/cli.ts', ...words], { env })
  const parts = [child.stdout, child.stderr].map(async (stream) => (await stream.toArray()).join(''))
  const [[code], [out, err]] = await Promise.all([once(child, 'exit'), Promise.all(parts)])
  return { code: code as number, out: out!, err: err! }
}

const reportOf = async (at: Server) => (await clientOf(at).get('/v1/surveys/demo/report')).body

it(`a backup under load is whole, ${runs} times (20 in the long form)`, async () => {
  const saver = saverAt(() => server.url)
  let isOver = false
  const saving = Array.from({ length: 8 }, async () => {
    while (!isOver)
      await saver.once(newResponse('demo', { rating: Math.floor(11 * random()), comment: 'x'.repeat(500) }))
  })
  for (let run = 0; run < runs; run += 1) {
    const before = [...saver.told]
    const copy = join(file.folder, `backup-${run}.db`)
    const { code, out, err } = await sayso(['backup', copy])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/bytes, checked\n$/)
    const database = new DatabaseSync(copy)
    const stored = new Set(
      database
        .prepare('SELECT id FROM responses')
        .all()
        .map(({ id }) => id),
    )
    const [{ n, points }] = database
      .prepare(
        'SELECT count(*) AS n, 100.0 * sum((rating > 8) - (rating < 7)) / count(*) AS points FROM responses',
      )
      .all() as [{ n: number; points: number }]
    database.close()
    expect(before.filter((id) => !stored.has(id))).toEqual([])
    const restored = await startServer({ DATABASE_URL: `file:${copy}` })
    const { n: counted, score } = await reportOf(restored)
    await restored.end('SIGTERM')
    expect(counted).toBe(n)
    expect(score.nps).toBeCloseTo(points, 9)
  }
  isOver = true
  await Promise.all(saving)
  expect((await reportOf(server)).n).toBe(saver.told.size)
}, 600_000)

it('a backup is restored in the place of what was there, which stays beside it', async () => {
  const copy = join(file.folder, 'to-restore.db')
  await sayso(['backup', copy])
  const atBackup = await reportOf(server)
  await saverAt(() => server.url).untilStored()

  const inUse = await sayso(['restore', copy], file.variables)
  expect(inUse.code).toBe(2)
  expect(inUse.err).toMatch(/is in use by another process: stop it first/)

  await server.end('SIGTERM')
  const { code, out } = await sayso(['restore', copy], file.variables)
  expect(code).toBe(0)
  expect(out).toContain('the old database is')
  server = await startServer(file.variables)
  const { generatedAt: _, ...restored } = await reportOf(server)
  const { generatedAt: __, ...expected } = atBackup
  expect(restored).toEqual(expected)
  expect(readdirSync(file.folder).filter((name) => name.includes('.before-'))).toHaveLength(1)
}, 120_000)

it('what is no backup is not restored', async () => {
  const wrong = join(file.folder, 'wrong.db')
  writeFileSync(wrong, 'no database')
  const target = newFile()
  expect(await sayso(['restore', wrong], target.variables)).toMatchObject({ code: 2, out: '' })
  new DatabaseSync(join(file.folder, 'other.db')).exec('CREATE TABLE other (id)')
  const { code, err } = await sayso(['restore', join(file.folder, 'other.db')], target.variables)
  expect([code, readdirSync(target.folder)]).toEqual([2, []])
  expect(err).toContain('is not restored: it is not a Sayso database')
}, 60_000)

it('doctor says what is wrong: counts that differ, answers from the future, a migration of another version', async () => {
  expect(await sayso(['doctor'])).toMatchObject({ code: 0, err: '' })
  await server.end('SIGTERM')
  const database = new DatabaseSync(file.path)
  database.exec(`UPDATE day_counts SET c10 = c10 + 3;
    UPDATE responses SET answered_at = answered_at + 1e9, updated_at = updated_at WHERE id = (SELECT id FROM responses LIMIT 1);
    INSERT INTO migrations VALUES ('9999_future', 0)`)
  database.close()
  server = await startServer(file.variables)
  const { code, out } = await sayso(['doctor'])
  expect(code).toBe(1)
  expect(out).toMatch(
    /✓ integrity .*\n✗ counts .*sayso counts rebuild demo\n✗ clock .*1 answers have a time in the future/,
  )
  expect(out).toMatch(/✗ schema +9999_future is of a newer version/)
}, 60_000)

it('keys are made, listed and taken back, each of its own workspace', async () => {
  const client = clientOf(server)
  const { out } = await sayso(['keys', 'create', 'CI'])
  const [, id, key] = /^(\S+) {2}CI\nkey {2}(\S+)/.exec(out)!
  const other = { ...server, key: key! }
  expect((await clientOf(other).get('/v1/surveys')).status).toBe(200)
  expect((await sayso(['keys'])).out).toContain(`${id}  `)

  const stranger = (await client.post('/v1/workspaces', { name: 'Other' })).body
  const strangers = { SAYSO_KEY: stranger.key }
  expect((await sayso(['keys', 'revoke', id!], strangers)).code).toBe(3)
  for (const path of ['/v1/backup', '/v1/checkup'])
    expect((await clientOf({ url: server.url, key: stranger.key }).get(path)).status).toBe(404)
  expect((await sayso(['keys', 'revoke', id!], { SAYSO_KEY: key! })).err).toContain('this key asks')

  expect((await sayso(['keys', 'revoke', id!])).code).toBe(0)
  expect((await clientOf(other).get('/v1/surveys')).status).toBe(401)
}, 60_000)

it('everything is exported, a line an answer', async () => {
  expect((await sayso(['counts', 'rebuild', 'demo'])).code).toBe(0)
  const { out, code } = await sayso(['export', 'demo'])
  const ids = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).id)
  expect(code).toBe(0)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe((await reportOf(server)).n)
}, 60_000)
