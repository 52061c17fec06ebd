import * as z from 'zod'
import { mailReason } from './campaigns.ts'
import { listQuery, page } from './lists.ts'
import { person } from './people.ts'
import { properties } from './responses.ts'
import { mailState } from './sets.ts'

export const campaignPeopleQuery = listQuery.extend({
  state: mailState.optional().meta({ description: 'Only people whose mail stands so' }),
})

/** Somebody of a campaign, and what became of their mail. */
export const campaignPerson = z
  .object({
    email: z.string(),
    name: z.string().nullable(),
    id: z.string().nullable().meta({ description: "The host's own id for the person" }),
    language: z.string().nullable(),
    timezone: z.string().nullable(),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    state: mailState.meta({ description: 'queued is to be mailed, or to be reminded' }),
    reason: mailReason.nullable().meta({ description: 'Why they get no mail, or not yet' }),
    mails: z.int().meta({ description: 'Mails that were taken of the present ask' }),
    askedAt: z.iso.datetime().nullable().meta({ description: 'When they were asked last' }),
    lastSentAt: z.iso.datetime().nullable(),
    code: z.int().nullable().meta({ description: 'The last SMTP reply code or HTTP status of a failure' }),
    said: z.string().nullable().meta({ description: 'The words with it' }),
    addedAt: z.iso.datetime(),
  })
  .meta({
    id: 'CampaignPerson',
    examples: [
      {
        ...{ email: 'ada@example.com', name: 'Ada', id: 'u-123', language: 'en', timezone: 'Europe/London' },
        ...{ properties: { plan: 'pro' }, state: 'sent', reason: null, mails: 1 },
        ...{ askedAt: '2026-07-01T09:00:00.000Z', lastSentAt: '2026-07-01T09:00:00.000Z' },
        ...{ code: null, said: null, addedAt: '2026-06-30T12:00:00.000Z' },
      },
    ],
  })
export type CampaignPerson = z.infer<typeof campaignPerson>

export const campaignPeople = page(campaignPerson).meta({ id: 'CampaignPersonList' })

const { name, language, timezone } = person.shape

export const campaignPersonChange = z
  .strictObject({
    ...{ name, language, timezone },
    properties: properties.nullish().meta({ description: 'All of them: they replace those there are' }),
  })
  .partial()
  .meta({ id: 'CampaignPersonChange', examples: [{ language: 'fr', properties: { plan: 'pro' } }] })
