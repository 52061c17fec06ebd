import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, clientOf } from '../support/client.ts'
import { type Server, startServer } from '../support/server.ts'
import { startSqld } from '../support/sqld.ts'

const rows = Number(process.env.SAYSO_ROWS ?? 1_000_000)
/** Everybody answers four times. */
const people = rows / 4
const allTime = 'from=2024-01-01&to=2026-01-01&timezone=UTC'

const folder = mkdtempSync(join(tmpdir(), 'sayso-large-'))
let sqld: Awaited<ReturnType<typeof startSqld>>
let server: Server
let client: Client
let survey: string
beforeAll(async () => {
  sqld = await startSqld()
  server = await startServer({ DATABASE_URL: sqld.url })
  client = clientOf(server)
  survey = (await client.post('/v1/surveys', { metric: 'nps' })).body.id
})
afterAll(async () => {
  await server.end('SIGTERM')
  await sqld.close()
  rmSync(folder, { recursive: true, force: true })
})

async function table(): Promise<string> {
  const name = join(folder, 'answers.csv')
  const out = createWriteStream(name)
  out.write('id,score,comment,date,email,plan\n')
  const step = (731 * 86_400_000) / rows
  for (let row = 0; row < rows; row += 1) {
    const at = new Date(Date.UTC(2024, 0, 1) + Math.floor(row * step)).toISOString()
    const said = row % 5 === 0 ? 'the export is slow' : ''
    const line = `r${row},${row < rows - people ? 0 : 10},${said},${at},p${row % people}@example.com,plan ${row % 4}\n`
    if (!out.write(line)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return name
}

/** What a command of `sayso` says; throws when it fails. */
async function sayso(...words: string[]): Promise<string> {
  const env = { PATH: process.env.PATH, SAYSO_URL: server.url, SAYSO_KEY: server.key }
  const child = spawn(process.execPath, ['server/cli.ts', ...words], { env })
  const parts = [child.stdout, child.stderr].map(async (stream) => (await stream.toArray()).join(''))
  const [[code], said] = await Promise.all([once(child, 'exit'), Promise.all(parts)])
  expect(code, said.join('')).toBe(0)
  return said[0]!
}

async function timed<T>(name: string, does: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await does()
  console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return result
}

// It takes half an hour.
it.skipIf(!process.env.SAYSO_LONG)(
  `an import, upkeep and each person's latest answer end on a libSQL server with ${rows} answers`,
  async () => {
    const file = await table()
    await timed('import', () => sayso('import', file, '--survey', survey, '--yes'))
    expect(await timed('doctor', () => sayso('doctor'))).toContain('✓ counts')
    expect(await timed('counts check', () => sayso('counts', 'check', survey))).toContain('equal')
    await timed('counts rebuild', () => sayso('counts', 'rebuild', survey))
    const report = (more: string) => client.get(`/v1/surveys/${survey}/report?${allTime}${more}`)
    const all = await timed('report', () => report(''))
    expect(all).toMatchObject({ status: 200, body: { n: rows, score: { nps: -50 } } })
    // Whoever said 0 three times says 10 last.
    const latest = await timed('latest', () => report('&count=latest'))
    expect(latest).toMatchObject({ status: 200, body: { n: people, score: { nps: 100 } } })
    const { id: other } = (await client.post('/v1/surveys', { metric: 'nps' })).body
    await timed('another import', () => sayso('import', file, '--survey', other, '--yes'))
    expect((await client.get(`/v1/surveys/${other}/report?${allTime}`)).body.n).toBe(rows)
    expect(server.output()).not.toContain('"level":"error"')
  },
  7_200_000,
)
