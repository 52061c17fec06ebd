import * as z from 'zod'
import { mergeTags } from '../mail/merge-tags.ts'
import { languageTag } from './words.ts'

const services = Object.keys(mergeTags) as (keyof typeof mergeTags)[]
const formats = ['json', 'html', 'text'] as const

export const emailPartQuery = z.strictObject({
  language: languageTag.optional().meta({ description: "The survey's own when left out" }),
  for: z
    .enum(services, { error: `must be one of ${services.join(', ')}` })
    .optional()
    .meta({ description: "Only the question with its buttons, with this service's merge tags" }),
})
export const emailQuery = z.strictObject({
  format: z
    .enum(formats, { error: `must be one of ${formats.join(', ')}` })
    .optional()
    .meta({ description: 'Use `email.html` or `email.txt` for one part as a document', deprecated: true }),
  ...emailPartQuery.shape,
})

export const surveyEmail = z
  .object({ subject: z.string(), html: z.string(), text: z.string() })
  .meta({ id: 'SurveyEmail' })

export const reportTaken = z
  .object({
    suppressed: z.string().nullable().meta({ description: 'The address that is not mailed again' }),
    reason: z.enum(['unsubscribed', 'bounced', 'complained']).nullable(),
    why: z.string().nullable().meta({ description: 'Why nobody is suppressed for it' }),
  })
  .meta({ id: 'ReportTaken' })
