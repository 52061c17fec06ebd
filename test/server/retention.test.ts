import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../server/storage/db.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { forgetOld, forgetSome, retentionLag } from '../../server/storage/retention.ts'
import { changeWorkspace } from '../../server/storage/workspaces.ts'
import { clientOf } from '../support/client.ts'
import { startCollector } from '../support/collector.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'

const day = 86_400_000
const isLong = Boolean(process.env.SAYSO_LONG)

let database: Database
let close: () => Promise<void>
beforeEach(async () => {
  ;({ database, close } = await openTestDatabase())
})
afterEach(() => close())

const one = async (query: string) => Object.values((await database.orm.all<object>(query))[0]!)

/** The same database, which says what it was asked. */
function watched() {
  const seen = { reads: 0, writes: 0, mostRows: 0 }
  const all = ((query: never) => {
    seen.reads += 1
    return database.orm.all(query)
  }) as typeof database.orm.all
  const watching: Database = {
    ...database,
    orm: { ...database.orm, all } as typeof database.orm,
    async write(queries) {
      seen.writes += 1
      const results = await database.write(queries)
      for (const { rows } of results) seen.mostRows = Math.max(seen.mostRows, rows.length)
      return results
    },
  }
  return { watching, seen }
}

const surveys = (count: number, workspace: string) => sql`
  WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
  INSERT INTO surveys (id, workspace_id, status, metric, scale, min, max, version, created_at, updated_at)
  SELECT ${workspace} || '-' || n, ${workspace}, 'live', 'nps', '0-10', 0, 10, 1, 0, 0 FROM n`
const answers = (count: string, at: number) => `
  WITH RECURSIVE n (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
  INSERT INTO responses (survey_id, id, survey_version, revision, write_key_hash, rating, comment, respondent_verified,
    channel, state, answered_at, updated_at)
  SELECT s.id, s.id || '-' || ${at} || '-' || n, 1, 1, 'k', n % 11, iif(n % 3 = 0, 'said', NULL), 0, 'api', 'counted', ${at}, ${at}
  FROM surveys s CROSS JOIN n`

it('at 100,000 surveys with nothing old asks one cheap question a turn, and writes nothing', async () => {
  await database.write([surveys(100_000, 'main'), sql.raw(answers('1', 50 * day))])
  await changeWorkspace(database, 'main', { answersKeptDays: 30, commentsKeptDays: 10 })
  const { watching, seen } = watched()
  const began = performance.now()
  expect(await forgetOld(watching, 55 * day)).toBe(true)
  const took = performance.now() - began
  console.log(`retention: ${seen.reads} reads and ${seen.writes} writes in ${took.toFixed(1)} ms`)
  expect(seen).toMatchObject({ reads: 1, writes: 0 })
  expect(took).toBeLessThan(500)
  expect(await retentionLag(database, 55 * day)).toBe(0)
})

it('takes away answers, views, visits and recipients that are older, and nothing that is younger', async () => {
  const now = 100 * day
  const [old, young] = [60 * day, 80 * day]
  await changeWorkspace(database, 'main', { answersKeptDays: 30 })
  await saveResponses(database, [
    saveOf({ id: 'old', now: old, comment: 'x', properties: { horse: 'marked' } }),
    saveOf({ id: 'young', now: young, comment: 'x' }),
  ])
  const view = (id: string, at: number) => sql`INSERT INTO views (survey_id, id, person, email, shown_at)
    VALUES ('demo', ${id}, 'id u', 'u@example.com', ${at})`
  const visit = (response: string, at: number) => sql`
    INSERT INTO visits (survey_id, response_id, id, seq, step, scripted, said, opened_at, changed_at)
    VALUES ('demo', ${response}, 'v', 1, 1, 1, '{"comment":"drafted"}', ${at}, ${at})`
  const campaign = (id: string, status: string) => sql`
    INSERT INTO campaigns (id, workspace_id, survey_id, status, plan, next_at, created_at, updated_at)
    VALUES (${id}, 'main', 'demo', ${status}, '{}', 0, 0, 0)`
  const recipient = (id: string, email: string, state: string, added: number, sent: number | null) => sql`
    INSERT INTO recipients (campaign_id, email, address, workspace_id, survey_id, invitation, response_id, duplicates,
      state, due_at, attempts, mails, last_sent_at, added_at)
    VALUES (${id}, ${email}, ${email}, 'main', 'demo', 'i', ${email}, 0, ${state}, 0, 0, 0, ${sent}, ${added})`
  await database.write([
    ...[view('view-old', old), view('view-young', young)],
    ...[visit('nobody-old', old), visit('nobody-young', young), visit('young', old)],
    ...[campaign('ended', 'finished'), campaign('runs', 'running')],
    recipient('ended', 'old', 'sent', old, old),
    recipient('ended', 'young', 'sent', old, young),
    recipient('runs', 'waiting', 'queued', old, null),
    recipient('runs', 'skipped', 'skipped', old, null),
  ])
  expect(await retentionLag(database, now)).toBe(10 * day)
  expect(await forgetOld(database, now)).toBe(true)
  const left = async (query: string) => (await database.orm.all<{ id: string }>(query)).map(({ id }) => id)
  expect(await left('SELECT id FROM responses')).toEqual(['young'])
  expect(await left("SELECT id FROM views WHERE id LIKE 'view%'")).toEqual(['view-young'])
  expect((await left('SELECT response_id AS id FROM visits')).sort()).toEqual(['nobody-young', 'young'])
  expect((await left('SELECT email AS id FROM recipients')).sort()).toEqual(['waiting', 'young'])
  expect(await one('SELECT count(*) FROM segment_counts')).toEqual([0])
  expect(await retentionLag(database, now)).toBe(0)

  const { watching, seen } = watched()
  await forgetOld(watching, now)
  expect(seen.writes).toBe(0)
  await database.write([sql`UPDATE campaigns SET status = 'finished'`])
  await forgetOld(database, now + 2 * 3_600_000)
  expect(await left('SELECT email AS id FROM recipients')).toEqual(['young'])
})

it('takes the comments out of visits too, and keeps the visits', async () => {
  await changeWorkspace(database, 'main', { commentsKeptDays: 30 })
  await database.write([
    sql`INSERT INTO visits (survey_id, response_id, id, seq, step, scripted, said, opened_at, changed_at)
      VALUES ('demo', 'r', 'v', 1, 1, 1, '{"comment":"drafted","contact":true}', 0, 0)`,
  ])
  await forgetOld(database, 40 * day)
  expect(await one('SELECT said FROM visits')).toEqual(['{"contact":true}'])
})

it('goes on where it stopped, a bounded part at a time, until nothing is left, and tells how late it is', async () => {
  const now = 100 * day
  const each = isLong ? 20_000 : 60
  await database.write([surveys(49, 'main')])
  for (const at of [10 * day, 99 * day])
    await database.write([sql.raw(answers(String(at === 10 * day ? each : 2), at))])
  await changeWorkspace(database, 'main', { answersKeptDays: 30 })
  expect(await retentionLag(database, now)).toBe(60 * day)
  const { watching, seen } = watched()
  let ticks = 0
  while (!(await forgetOld(watching, now, (turns) => turns < 5))) ticks += 1
  expect(ticks).toBeGreaterThanOrEqual(9)
  expect(seen.mostRows).toBeLessThanOrEqual(100)
  expect(await one('SELECT count(*), min(answered_at) FROM responses')).toEqual([100, 99 * day])
  expect(await one('SELECT sum(c0+c1+c2+c3+c4+c5+c6+c7+c8+c9+c10) FROM day_counts')).toEqual([100])
  expect(await retentionLag(database, now)).toBe(0)
})

it('takes in older rows that come later', async () => {
  await changeWorkspace(database, 'main', { answersKeptDays: 30 })
  await saveResponses(database, [saveOf({ id: 'a', now: 90 * day })])
  await forgetOld(database, 100 * day)
  await saveResponses(database, [saveOf({ id: 'b', now: 10 * day })])
  expect(await forgetSome(database, 100 * day)).toBe(true)
  expect(await one('SELECT count(*) FROM responses')).toEqual([1])
})

it('is told by the metrics and the doctor', async () => {
  const collector = await startCollector({ METRICS_KEY: 'a-key-of-twenty-characters' })
  const authorization = 'Bearer a-key-of-twenty-characters'
  const metrics = await (await fetch(`${collector.url}/metrics`, { headers: { authorization } })).text()
  expect(metrics).toMatch(/^sayso_retention_lag_seconds 0$/m)
  const { body } = await clientOf(collector).get('/v1/checkup')
  expect(body).toMatchObject({ retentionLagSeconds: 0 })
  await collector.close()
})
