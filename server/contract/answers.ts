import * as z from 'zod'
import { answerStates } from '../storage/answers/terms.ts'
import { limitOf, listQuery, page, periodQuery } from './lists.ts'
import { answerFilters, segmentsQuery, verifiedQuery } from './moderation.ts'
import { surveyResponse } from './responses.ts'
import { followUpState } from './sets.ts'
import { line, text } from './words.ts'

const states = ['counted', ...answerStates] as const

/** Which answers: the parameters mean the same in every address that has them. */
export const answersFilter = periodQuery.extend({
  survey: z.string().max(200).optional().meta({ description: 'Only of this survey; all when left out' }),
  segment: segmentsQuery,
  channel: answerFilters.channel,
  band: answerFilters.band,
  theme: z.string().max(100).optional().meta({ description: 'Only answers that speak of this theme' }),
  text: text(500).optional().meta({
    description: 'Only where these words stand in the comment, a ticked reason, the name, email or id',
  }),
  state: z
    .enum(states, { error: `must be one of ${states.join(', ')}` })
    .optional()
    .meta({
      description:
        'counted (the default) are those in the score; open, in-hand and done are of them; held, dropped and test are not',
    }),
  verified: verifiedQuery,
  contact: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .optional()
    .meta({ description: 'Only answers that may be replied to, or only the others' }),
  origin: answerFilters.origin,
  reason: answerFilters.reason,
})
export type AnswersFilter = z.infer<typeof answersFilter>

export const answersQuery = answersFilter.extend({ ...listQuery.shape, limit: limitOf(50) })

export const followUp = z
  .object({
    state: followUpState.nullable().meta({
      description: 'Open at first where there is a comment, or the person may be contacted; else null',
    }),
    owner: z.string().meta({ description: 'Who looks after it; empty when nobody does' }),
    note: z.string(),
    changedAt: z.iso.datetime().nullable().meta({ description: 'Null until somebody changed it' }),
  })
  .meta({ id: 'FollowUp' })
export type FollowUpBody = z.infer<typeof followUp>

export const followUpChange = z
  .strictObject({
    state: followUpState,
    owner: line(100),
    note: text(5000),
  })
  .partial()
  .meta({ id: 'FollowUpChange', examples: [{ state: 'done', note: 'Fixed in 2.4' }] })
export type FollowUpChange = z.infer<typeof followUpChange>

/** What the team says of an answer; what the person said stays as it is. */
export const answerChange = z
  .strictObject({
    ruling: z.enum(['released', 'dropped'], { error: 'must be released, dropped or null' }).nullable().meta({
      description:
        'released counts a held answer, dropped takes one out of the score; null takes the decision back',
    }),
    followUp: followUpChange,
  })
  .partial()
  .meta({ id: 'AnswerChange', examples: [{ ruling: 'dropped' }, { followUp: { state: 'done' } }] })

export const answer = surveyResponse.extend({ surveyId: z.string(), followUp }).meta({ id: 'Answer' })

export const answersPage = page(answer)
  .extend({
    n: z.int().meta({ description: 'Answers that fit the filter' }),
    of: z.int().meta({ description: 'Counted answers of the same surveys and period' }),
    isMore: z.boolean().meta({ description: 'n is as far as was counted: there are more' }),
    isCurrent: z.boolean().meta({
      description: 'False while answers are still being indexed, as after an upgrade: some are missing',
    }),
  })
  .meta({ id: 'Answers' })

/** A mail to a person about their answer. */
export const writtenReply = z.object({
  subject: line(300).refine((subject) => subject !== '', 'must not be empty'),
  body: text(10_000).refine((body) => body.trim() !== '', 'must not be empty'),
})
