import { expect, it } from 'vitest'
import type { Eligibility } from '../../../server/campaigns/decision.ts'
import { outcomeFor } from '../../../server/campaigns/dry-run.ts'
import type { CampaignRecord } from '../../../server/storage/campaigns.ts'
import type { Recipient } from '../../../server/storage/recipients.ts'

it('whoever unsubscribed is not said to be mailed, also while the sender has them in hand', () => {
  const campaign = { plan: { from: { address: 'ask@acme.example' } } } as CampaignRecord
  const recipient = { email: 'ann@example.com', state: 'sending', dueAt: 0, askedAt: null } as Recipient
  const eligibility: Eligibility = {
    ...{ isOpen: true, rules: undefined, timezone: 'UTC', answered: false, history: {} as never },
    suppressed: 'unsubscribed',
  }
  expect(outcomeFor(campaign, recipient, eligibility, 1)).toMatchObject({
    outcome: 'not',
    reason: 'unsubscribed',
  })
  expect(outcomeFor(campaign, recipient, { ...eligibility, suppressed: null }, 1).outcome).toBe('send')
})
