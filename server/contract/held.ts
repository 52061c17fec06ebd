import * as z from 'zod'
import { periodQuery, responsesQuery } from './lists.ts'
import { answerFilters, segmentsQuery, verifiedQuery } from './moderation.ts'
import { heldReason } from './sets.ts'

const reason = heldReason.optional().meta({ description: 'Only those held for this reason' })

export const heldQuery = responsesQuery.extend({
  segment: segmentsQuery,
  channel: answerFilters.channel,
  origin: answerFilters.origin,
  band: answerFilters.band,
  text: answerFilters.text,
  verified: verifiedQuery,
  reason,
  ruling: z
    .enum(['none', 'released', 'dropped'], { error: 'must be none, released or dropped' })
    .optional()
    .meta({ description: 'Those nobody decided about yet (the default), released ones, or dropped ones' }),
})

/** Which held answers a deed is about: all that fit everything given. */
export const heldSelection = periodQuery
  .extend({
    reason,
    ids: z
      .array(z.string().max(200))
      .min(1, 'must name an answer')
      .max(1000, 'must be at most 1000 ids')
      .optional(),
  })
  .refine(
    ({ timezone: _, ...given }) => Object.values(given).some((value) => value !== undefined),
    'must give ids, reason, from or to',
  )
  .meta({ id: 'HeldSelection' })

export const heldChange = z.object({ changed: z.int() }).meta({ id: 'HeldChange' })
