import { rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openFile } from '../../server/storage/file.ts'
import { changeWorkspace } from '../../server/storage/workspaces.ts'
import { prepare } from '../../server/workspaces/bootstrap.ts'
import { bundle } from '../support/bundle.ts'
import { clientOf } from '../support/client.ts'
import { adminKey } from '../support/collector.ts'
import { readIndependently } from '../support/reader.ts'
import { saverAt } from '../support/saver.ts'
import { newFile, startServer } from '../support/server.ts'

const isLong = Boolean(process.env.SAYSO_LONG)
const due = isLong ? 1_000_000 : 12_000
const young = 500
/** Kills while there was something left to forget. */
const wanted = isLong ? 20 : 3
const program = await bundle('server/node.ts')
const day = 86_400_000

/** Old answers a minute apart, and some of yesterday. */
async function fill(url: string): Promise<void> {
  const now = Date.now()
  const database = await openFile(url)
  await prepare(database, { adminKey, makeKey: false, now })
  const add = (name: string, from: number, to: number, newest: number) =>
    database.write([
      sql`WITH RECURSIVE n (n) AS (VALUES (${from}) UNION ALL SELECT n + 1 FROM n WHERE n + 1 < ${to})
        INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, respondent_id,
          respondent_verified, properties, channel, state, answered_at, updated_at)
        SELECT 'demo', ${name} || n, 1, 1, '', n % 11, 'u-' || n, 1, json_object('plan', 'p' || n % 5), 'import',
          'counted', ${newest} - n * 1000, ${now} FROM n`,
    ])
  for (let from = 0; from < due; from += 10_000)
    await add('old-', from, Math.min(due, from + 10_000), now - 50 * day)
  await add('young-', 0, young, now - day)
  await changeWorkspace(database, 'main', { answersKeptDays: 30 })
  await database.close()
}

function oldLeft(path: string): number {
  const database = new DatabaseSync(path)
  const row = database.prepare("SELECT count(*) AS n FROM responses WHERE id LIKE 'old-%'").get()
  database.close()
  return (row as { n: number }).n
}

it(`forgets ${due} answers beside saves when killed ${wanted} times, and nothing young (a million and 20 in the long form)`, async () => {
  const file = newFile()
  await fill(file.variables.DATABASE_URL)
  let server = await startServer(file.variables, program)
  const saver = saverAt(() => server.url)
  const lag = async () => (await clientOf(server).get('/v1/checkup')).body.retentionLagSeconds as number
  const saving: Promise<void>[] = []
  let atWork = 0
  for (let kill = 0; kill < wanted; kill += 1) {
    for (let i = 0; i < 5; i += 1) saving.push(saver.untilStored())
    await new Promise((resolve) => setTimeout(resolve, Math.random() * (isLong ? 3000 : 150)))
    await server.end('SIGKILL')
    const left = oldLeft(file.path)
    if (left > 0 && left < due) atWork += 1
    server = await startServer(file.variables, program)
  }
  await Promise.all(saving)
  const slowest = { ms: 0 }
  for (let isLate = true; isLate; ) {
    const began = performance.now()
    await saver.untilStored()
    slowest.ms = Math.max(slowest.ms, performance.now() - began)
    isLate = (await lag()) > 0
  }
  await server.end('SIGKILL')
  console.log(
    `retention: ${atWork} of ${wanted} kills met it at work; the slowest save beside it took ${slowest.ms.toFixed(0)} ms`,
  )
  expect(oldLeft(file.path)).toBe(0)
  const found = readIndependently(file.path)
  expect({ rows: found.rows, miscounted: found.miscounted, integrity: found.integrity }).toEqual({
    rows: young + saver.told.size,
    miscounted: 0,
    integrity: 'ok',
  })
  expect([...saver.told].filter((id) => !found.ids.has(id))).toEqual([])
  rmSync(file.folder, { recursive: true })
}, 7_200_000)
