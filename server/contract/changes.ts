import * as z from 'zod'
import { limitOf } from './lists.ts'
import { surveyResponse } from './responses.ts'
import { foundTheme } from './tagging.ts'

export const changesQuery = z.strictObject({
  limit: limitOf(500),
  after: z
    .string()
    .max(100)
    .optional()
    .meta({ description: '`nextCursor` of the page before; from the first answer when left out' }),
  survey: z.string().max(200).optional().meta({ description: 'Only of this survey; all when left out' }),
  include: z
    .enum(['themes'], { error: 'must be themes' })
    .optional()
    .meta({ description: 'With the themes of each answer; told again whenever they change' }),
})

const changed = {
  number: z.int().meta({ description: 'The place of the change: later changes have higher numbers' }),
  surveyId: z.string(),
  id: z.string().meta({ description: "The answer's id" }),
}

const saved = z
  .object({
    type: z.literal('saved').meta({ description: 'The answer is new or was changed' }),
    ...changed,
    answer: surveyResponse
      .extend({
        themes: z.array(foundTheme).optional().meta({ description: 'With `include=themes`' }),
      })
      .meta({ id: 'ChangedResponse' }),
  })
  .meta({ id: 'SavedChange' })
const erased = z
  .object({
    type: z.literal('erased').meta({ description: 'There is no such answer any more' }),
    ...changed,
  })
  .meta({ id: 'ErasedChange' })
const change = z.discriminatedUnion('type', [saved, erased]).meta({ id: 'Change' })

export const changesPage = z
  .object({
    items: z.array(change).meta({ description: 'In the order they were committed, each answer once' }),
    nextCursor: z.string().meta({ description: 'Always there: send it as `after`, now or tomorrow' }),
    hasMore: z.boolean().meta({
      description:
        'There is more at once; a page of one survey may have few items, or none, and more behind it',
    }),
  })
  .meta({ id: 'Changes' })
