import * as z from 'zod'
import { channels } from '../../shared/response.ts'
import { fieldError } from './problems.ts'
import { comment, properties, rating, respondent } from './responses.ts'
import { instant, token } from './words.ts'

export const importRow = z
  .object({
    id: token(200, "must be the answer's own id, so that importing again adds nothing"),
    rating,
    comment: comment.nullish(),
    answeredAt: instant.nullish().meta({ description: 'When the person answered; now when left out' }),
    respondent: respondent.nullish(),
    properties: properties.nullish(),
    channel: z.enum(channels).nullish(),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.infer<typeof importRow>

export const importResult = z
  .object({
    added: z.int(),
    unchanged: z.int().meta({ description: 'Rows whose id was already stored' }),
    refused: z.array(z.object({ line: z.int(), errors: z.array(fieldError) })),
  })
  .meta({ id: 'ImportResult' })
export type ImportResult = z.infer<typeof importResult>
