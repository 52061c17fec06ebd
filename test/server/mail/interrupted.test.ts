import { afterEach, expect, it } from 'vitest'
import { endLeases, leaseNext } from '../../../server/storage/campaign-queue.ts'
import { insertCampaign } from '../../../server/storage/campaigns.ts'
import type { Database } from '../../../server/storage/db.ts'
import { addRecipients } from '../../../server/storage/recipients.ts'
import { openTestDatabase } from '../../support/database.ts'

let close = async () => {}
afterEach(() => close())

it('counts each end of a process while it sends as an attempt whose effect is unknown', async () => {
  const opened = await openTestDatabase()
  close = opened.close
  const database: Database = opened.database
  const campaign = { id: 'c1', workspaceId: 'main', surveyId: 'demo' }
  const times = { nextAt: 0, createdAt: 0, updatedAt: 0 }
  // The queue reads nothing of the plan.
  await insertCampaign(database, {
    ...campaign,
    ...times,
    status: 'running',
    plan: {} as never,
    trouble: null,
    edits: 1,
  })
  const blank = { name: null, respondentId: null, language: null, timezone: null, properties: null }
  await addRecipients(
    database,
    campaign,
    [
      {
        ...{ ...blank, email: 'ada@example.com', address: 'ada@example.com', invitation: 'i1' },
        ...{ responseId: 'r1', state: 'queued', reason: null },
      },
    ],
    0,
  )
  const taken: [unknowns: number, triedAt: number | null][] = []
  for (const now of [1000, 2000, 3000]) {
    const { recipient } = (await leaseNext(database, now, () => 0))!
    taken.push([recipient.unknowns, recipient.triedAt])
    await endLeases(database, now)
  }
  expect(taken).toEqual([
    [0, 1000],
    [1, 1000],
    [2, 1000],
  ])
})
