/**
 * Each rule we keep because of the driver has a canary here: it does what the rule forbids and sees
 * the driver's fault. When one fails, the driver was mended: read what it says, and relax the rule.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { createClient } from '@libsql/client/sqlite3'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { newFile } from '../support/server.ts'

const version = () => {
  const client = new Database(':memory:')
  const [{ sqlite }] = client.prepare('SELECT sqlite_version() AS sqlite').all([]) as [{ sqlite: string }]
  client.close()
  return sqlite
}

it('A1: after BUSY the client acknowledges writes it does not keep', async () => {
  const file = newFile()
  const program = `
    import { DatabaseSync } from 'node:sqlite'
    import { createClient } from '@libsql/client/sqlite3'
    const client = createClient({ url: ${JSON.stringify(file.variables.DATABASE_URL)}, timeout: 0, concurrency: 1 })
    await client.execute('CREATE TABLE t (id INTEGER)')
    const stranger = (await import('node:child_process')).spawn(process.execPath, ['-e', \`
      const database = new (require('node:sqlite').DatabaseSync)(${JSON.stringify(file.path)})
      database.exec('BEGIN EXCLUSIVE')
      console.log('holds')
      process.stdin.once('data', () => { database.exec('COMMIT'); process.exit() })\`])
    await new Promise((resolve) => stranger.stdout.once('data', resolve))
    const busy = await client.execute('INSERT INTO t VALUES (0)').then(() => false, () => true)
    stranger.stdin.write('x')
    await new Promise((resolve) => stranger.once('exit', resolve))
    let told = 0
    for (let i = 1; i <= 100; i += 1) await client.execute({ sql: 'INSERT INTO t VALUES (?)', args: [i] }).then(() => { told += 1 }, () => {})
    console.log(JSON.stringify({ busy, told }))
    process.kill(process.pid, 'SIGKILL')`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  const { busy, told } = JSON.parse(stdout)
  const reader = new DatabaseSync(file.path)
  const [{ n }] = reader.prepare('SELECT count(*) AS n FROM t').all() as [{ n: number }]
  reader.close()
  console.log(`A1 with SQLite ${version()}: ${told} acknowledged, ${n} stored`)
  expect(busy).toBe(true)
  expect(n, 'the client keeps what it acknowledges: connections may be kept after BUSY').toBeLessThan(told)
  rmSync(file.folder, { recursive: true })
}, 60_000)

it('A2: the bundled SQLite is older than the one that survives two writers', () => {
  const [major, minor, patch] = version().split('.').map(Number) as [number, number, number]
  console.log(`A2: SQLite ${version()}, mended in 3.51.3`)
  const isMended = major > 3 || (major === 3 && (minor > 51 || (minor === 51 && patch >= 3)))
  expect(isMended, 'the WAL-reset bug is mended: locking_mode may be NORMAL').toBe(false)
})

it('A3: a fresh file is neither WAL nor waits for a lock', async () => {
  const file = newFile()
  const client = createClient({ url: file.variables.DATABASE_URL })
  const ask = async (pragma: string) => Object.values((await client.execute(`PRAGMA ${pragma}`)).rows[0]!)[0]
  const defaults = [await ask('journal_mode'), await ask('synchronous'), await ask('busy_timeout')]
  client.close()
  console.log(`A3 with SQLite ${version()}: ${defaults.join(', ')}`)
  expect(defaults, 'the defaults are others: look at the pragmas in connection.ts').toEqual(['delete', 2, 0])
  rmSync(file.folder, { recursive: true })
})
