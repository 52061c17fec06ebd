import * as z from 'zod'
import { languageTag } from './words.ts'

export const asked = z
  .object({
    ask: z.boolean(),
    rest: z.int().optional().meta({ description: 'If not, seconds after which to ask again; a day at most' }),
    reason: z
      .enum(['answered', 'dismissed', 'quiet', 'early', 'over'])
      .optional()
      .meta({ description: 'Only when the identity was signed' }),
  })
  .meta({ id: 'MayAsk' })
export type Asked = z.infer<typeof asked>

export const publicSurveyQuery = z.object({
  language: languageTag.optional().meta({ description: "Instead of the browser's own" }),
})
