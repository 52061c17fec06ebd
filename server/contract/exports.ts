import * as z from 'zod'
import { followUp } from './answers.ts'
import { page, responsesQuery } from './lists.ts'
import { answerFilters, segmentsQuery, verifiedQuery } from './moderation.ts'
import { surveyResponse } from './responses.ts'
import { countRule } from './sets.ts'
import { answerThemes, handTags } from './tagging.ts'
import { moment } from './words.ts'

export const responsesCall = responsesQuery.extend({
  updatedFrom: moment.optional().meta({
    description: 'Only answers that were changed since, however old; erased ones `changes` tells of',
  }),
  updatedTo: moment.optional().meta({ description: 'Only answers that were last changed before this' }),
  segment: segmentsQuery,
  ...answerFilters,
  count: countRule
    .optional()
    .meta({ description: "Without those that a report counted so leaves out: a person's other answers" }),
  verified: verifiedQuery,
  theme: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Only answers that speak of this theme, with the places that matched' }),
})

/** A line of an export, which `sayso import` takes as it is. */
export const exportedResponse = surveyResponse
  .extend({
    tags: handTags.optional().meta({ description: 'Themes given by hand; left out where rules decide' }),
    followUp: followUp.optional().meta({ description: 'Left out until somebody changed it' }),
  })
  .meta({ id: 'ExportedResponse' })
export type ExportedResponse = z.infer<typeof exportedResponse>

export const exportQuery = responsesCall.omit({ limit: true, cursor: true })

export const pageOfResponses = page(
  surveyResponse
    .extend({
      found: z
        .object(answerThemes)
        .meta({ id: 'FoundThemes' })
        .optional()
        .meta({ description: 'Only when asked for by `theme`' }),
    })
    .meta({ id: 'ListedResponse' }),
).meta({ id: 'ResponseList' })
