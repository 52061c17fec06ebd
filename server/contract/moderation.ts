import * as z from 'zod'
import { periodQuery } from './lists.ts'
import { bandName, channel, heldReason, responseState } from './sets.ts'
import { repeated, text, wholeNumber } from './words.ts'

/** What answers are chosen by, in a list and in a decision about them: all that is given must fit. */
export const answerFilters = {
  channel: channel.optional().meta({ description: 'How they came in' }),
  origin: text(300)
    .optional()
    .meta({ description: 'The origin of the page they came from', examples: ['https://example.com'] }),
  band: bandName.optional().meta({ description: "The band of the survey's scale that the rating falls in" }),
  text: text(500)
    .optional()
    .meta({ description: 'Only where the comment holds this; A to Z in either case' }),
  state: responseState.optional().meta({ description: 'Only those in this state now' }),
  reason: heldReason.optional().meta({ description: 'Only those that were held for this reason' }),
} as const

/** `verified` in a query. */
export const verifiedQuery = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .optional()
  .meta({ description: "Only answers whose person the host's server vouched for, or only the others" })

const segment = z.string().max(600)
const mostSegments = 8
const segmentWords =
  'Only answers with this value of this property: `plan:pro`; a colon in the name as `\\:`. Several must all fit'

/** `segment` in a query, once or several times. */
export const segmentsQuery = repeated(segment, mostSegments, `must be at most ${mostSegments} properties`)
  .optional()
  .meta({ description: segmentWords })

/** Which answers a decision is about: all that fit everything given. */
const selection = periodQuery.extend({
  ...answerFilters,
  segment: z
    .array(segment)
    .max(mostSegments, `must be at most ${mostSegments} properties`)
    .optional()
    .meta({ description: segmentWords }),
  ids: z
    .array(z.string().max(200))
    .min(1, 'must name an answer')
    .max(1000, 'must be at most 1000 ids')
    .optional(),
  verified: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .meta({ description: "Whether the host's server vouched for the person" }),
  rating: wholeNumber(0, 10).optional(),
  all: z
    .literal(true, { error: 'must be true' })
    .optional()
    .meta({ description: 'Every answer of the survey: to be said where nothing else is' }),
})

export const moderation = selection
  .extend({
    dryRun: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .meta({ description: 'Only say what it would do' }),
    cursor: z
      .string()
      .max(300)
      .optional()
      .meta({ description: '`nextCursor` of the answer before, to go on with the same selection' }),
  })
  .refine(
    ({ dryRun: _, cursor: __, timezone: ___, ...given }) =>
      Object.values(given).some((value) => value !== undefined),
    'must say which answers: by ids, from, to, segment, channel, origin, verified, band, rating, text, state or reason, or all of them',
  )
  .meta({
    id: 'Moderation',
    examples: [
      { ids: ['0198c9f6-21f7-7c1e-b4dd-41d4bbf0a6e1'] },
      { from: '2026-07-01T09:00:00Z', to: '2026-07-01T10:00:00Z', verified: false, dryRun: true },
    ],
  })
export type Moderation = z.infer<typeof moderation>

const score = z.object({
  n: z.int().meta({ description: 'Answers that count' }),
  value: z.number().nullable().meta({ description: "The survey's score; null when nobody answered" }),
})

export const moderated = z
  .object({
    matched: z.int().meta({ description: 'Answers that fit the selection' }),
    changed: z.int().meta({ description: 'Answers of those whose state it changes' }),
    before: score.meta({ description: "The whole survey's score without it" }),
    after: score.meta({ description: 'And with it' }),
    dryRun: z.boolean(),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: 'There is more to look at than one call does: send the selection again with it' }),
  })
  .meta({ id: 'Moderated' })
export type Moderated = z.infer<typeof moderated>
