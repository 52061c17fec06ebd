import { afterAll, beforeAll, expect, test } from 'vitest'
import { askedByProperty, countAsked } from '../../server/storage/counts/asked.ts'
import { neverHeard } from '../../server/storage/counts/never-heard.ts'
import type { Database } from '../../server/storage/db.ts'
import { saveResponses } from '../../server/storage/responses.ts'
import { openTestDatabase, saveOf } from '../support/database.ts'

let database: Database
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await openTestDatabase())
})
afterAll(() => close?.())

/** Puts somebody of a company among a campaign's recipients. */
const invite = (company: string, mails: number) => ({
  sql: `INSERT INTO recipients (campaign_id, email, address, workspace_id, survey_id, properties, invitation, response_id,
      duplicates, state, due_at, attempts, mails)
    SELECT 'c', ?1, ?1, workspace_id, id, json_object('company', ?2), ?1, ?1, 0, 'sent', 0, 1, ?3 FROM surveys WHERE id = 'demo'`,
  args: [`somebody@${company}.example`, company, mails] as [string, string, number],
})

test('accounts are never heard whose people were mailed and never answered; a held answer is not heard', async () => {
  await database.write([
    {
      sql: `INSERT INTO campaigns (id, workspace_id, survey_id, status, plan, next_at, created_at, updated_at)
        SELECT 'c', workspace_id, id, 'running', '{}', 0, 0, 0 FROM surveys WHERE id = 'demo'`,
      args: [],
    },
    ...[invite('acme', 1), invite('birch', 2), invite('cedar', 1), invite('dune', 0)],
  ])
  await saveResponses(database, [
    saveOf({ id: 'a', properties: { company: 'acme' } }),
    saveOf({ id: 'b', properties: { company: 'birch' }, test: true }),
  ])
  expect(await neverHeard(database, ['demo'], 'company')).toEqual(['birch', 'cedar'])
  expect(await neverHeard(database, ['demo'], 'plan')).toEqual([])
})

test('people who were mailed answered early, late, after a reminder or not; a held answer is none', async () => {
  const day = 86_400_000
  const mailed = (name: string, mails: number, sentAt: number) => ({
    sql: `INSERT INTO recipients (campaign_id, email, address, workspace_id, survey_id, properties, invitation, response_id,
        duplicates, state, due_at, attempts, mails, last_sent_at)
      SELECT 'c', ?1, ?1, workspace_id, id, json_object('region', ?4), ?1, ?1, 0, 'sent', 0, 1, ?2, ?3
      FROM surveys WHERE id = 'demo'`,
    args: [name, mails, sentAt, name < 'm' ? 'north' : 'south'] as [string, number, number, string],
  })
  const names = ['ada', 'bob', 'cem', 'dan', 'eve', 'moa', 'ned', 'oli', 'pat']
  await database.write(names.map((name, place) => mailed(name, place < 4 ? 1 : 2, 10 * day)))
  await database.write([mailed('elsewhen', 1, 50 * day)])
  const answer = (id: string, rating: number, hours: number, test = false) =>
    saveOf({ id, rating, test, now: 10 * day + hours * 3_600_000 })
  await saveResponses(database, [
    ...[answer('cem', 2, 70), answer('ada', 10, 1), answer('bob', 9, 2), answer('dan', 3, 400)],
    ...[answer('eve', 0, 5), answer('moa', 10, 1, true)],
  ])
  const { waves, silent } = await countAsked(database, 'demo', 9 * day, 11 * day)
  expect(silent).toBe(4)
  expect(waves).toEqual([
    { wave: 'early', rating: 9, count: 1 },
    { wave: 'early', rating: 10, count: 1 },
    { wave: 'late', rating: 2, count: 1 },
    { wave: 'late', rating: 3, count: 1 },
    { wave: 'reminded', rating: 0, count: 1 },
  ])
  expect(await askedByProperty(database, 'demo', 9 * day, 11 * day)).toEqual([
    { property: 'region', value: 'north', asked: 5, answered: 5 },
    { property: 'region', value: 'south', asked: 4, answered: 0 },
  ])
})
