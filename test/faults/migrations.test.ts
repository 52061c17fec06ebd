import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrate } from '../../server/storage/migrate.ts'
import { migrations } from '../../server/storage/migrations/all.ts'
import { openRemote } from '../../server/storage/remote.ts'
import { bundle } from '../support/bundle.ts'
import { compiled, newFile } from '../support/server.ts'
import { startSqld } from '../support/sqld.ts'
import { compileDisk, readDeeds } from './disk.ts'

const isLong = Boolean(process.env.SAYSO_LONG)
const [kills, rounds] = isLong ? [50, 15] : [15, 3]
const library = compileDisk()
const program = await bundle('test/faults/migrating.ts')

/** A process that brings a database up to date and says so. */
async function migrating(url: string, variables: Record<string, string> = {}): Promise<number | null> {
  const env = { ...process.env, NODE_COMPILE_CACHE: compiled, ...variables }
  const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'ignore', 'inherit'], env })
  const [code] = await once(child, 'exit')
  return code
}

/** How often a file is written while it is brought up to date. */
async function writesOfMigrating(): Promise<number> {
  const file = newFile()
  const log = join(file.folder, 'log')
  await migrating(file.variables.DATABASE_URL, {
    LD_PRELOAD: library!,
    DISK_FOLDER: file.path,
    DISK_LOG: log,
  })
  return readDeeds(log).filter(({ kind }) => kind === 'w').length
}

/** The schema as text, and the migrations noted. */
function schemaOf(path: string) {
  const database = new DatabaseSync(path)
  const all = (query: string) => database.prepare(query).all() as Record<string, string>[]
  const schema = all('SELECT sql FROM sqlite_master ORDER BY name').map((row) => row.sql)
  const isBegun = schema.some((text) => text?.includes('migrations'))
  const noted = isBegun ? all('SELECT name FROM migrations ORDER BY name').map(({ name }) => name) : []
  database.close()
  return { schema: schema.join('\n'), noted }
}

it.skipIf(library === null)(
  `a migration that is killed is there or not, ${kills} times (50 in the long form)`,
  async () => {
    /** The schema after each number of migrations, from ones nobody killed. */
    const whole = new Map<number, string>()
    const reference = newFile()
    for (let count = 0; count <= migrations.length; count += 1) {
      const database = new DatabaseSync(reference.path)
      database.exec(
        'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL)',
      )
      for (const statement of migrations[count - 1]?.statements ?? []) database.exec(statement)
      database.close()
      whole.set(count, schemaOf(reference.path).schema)
    }
    const seen = new Set<number>()
    const writes = await writesOfMigrating()
    for (let i = 0; i < kills; i += 1) {
      const file = newFile()
      const DISK_KILL = String(Math.floor((writes * i) / kills))
      const killed = await migrating(file.variables.DATABASE_URL, {
        LD_PRELOAD: library!,
        DISK_FOLDER: file.path,
        DISK_KILL,
      })
      expect(killed).toBeNull()
      const { schema, noted } = schemaOf(file.path)
      seen.add(noted.length)
      if (schema !== '') expect(schema).toBe(whole.get(noted.length))
      expect(await migrating(file.variables.DATABASE_URL)).toBe(0)
      expect(schemaOf(file.path)).toEqual({
        schema: whole.get(migrations.length),
        noted: migrations.map(({ name }) => name),
      })
      rmSync(file.folder, { recursive: true })
    }
    expect(seen.size).toBeGreaterThan(2)
    console.log(
      `migrations killed after ${[...seen].sort((a, b) => a - b).join(', ')} of ${migrations.length}`,
    )
  },
  1_200_000,
)

it(`4 processes at once migrate a file once, ${rounds} rounds (15 in the long form)`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const file = newFile()
    const codes = await Promise.all(Array.from({ length: 4 }, () => migrating(file.variables.DATABASE_URL)))
    // One holds the file; the others are told so, and change nothing.
    expect(codes.filter((code) => code === 0).length).toBeGreaterThan(0)
    expect(codes.every((code) => code === 0 || code === 3)).toBe(true)
    expect(schemaOf(file.path).noted).toEqual(migrations.map(({ name }) => name))
    rmSync(file.folder, { recursive: true })
  }
}, 600_000)

it(`4 processes at once migrate a libSQL server once, ${rounds} rounds (15 in the long form)`, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const sqld = await startSqld()
    const databases = Array.from({ length: 4 }, () => openRemote(sqld.url, undefined))
    await Promise.all(databases.map(migrate))
    const noted = await databases[0]!.orm.all<{ name: string }>(
      sql`SELECT name FROM migrations ORDER BY name`,
    )
    expect(noted.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name))
    await sqld.close()
  }
}, 600_000)
