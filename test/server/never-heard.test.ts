import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect(await neverHeard(database, 'demo', 'company')).toEqual(['birch', 'cedar'])
  expect(await neverHeard(database, 'demo', 'plan')).toEqual([])
})
