import * as z from 'zod'
import { properties, surveyResponse } from './responses.ts'

export const heldOnPerson = z
  .object({
    responses: z.array(surveyResponse.extend({ surveyId: z.string() })),
    views: z.array(
      z.object({
        surveyId: z.string(),
        id: z.string(),
        shownAt: z.iso.datetime(),
        dismissedAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .extend({
    mails: z.array(
      z.object({
        campaignId: z.string(),
        email: z.string(),
        state: z.string(),
        properties: properties.nullable(),
      }),
    ),
  })
  .meta({ id: 'HeldOnPerson' })

export const erased = z
  .object({ responses: z.int(), views: z.int(), mails: z.int() })
  .meta({ id: 'Erased', description: 'How much was erased' })
