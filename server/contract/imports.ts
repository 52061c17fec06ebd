import * as z from 'zod'
import { channels } from '../../shared/response.ts'
import { stoppedAt } from './lists.ts'
import { fieldError } from './problems.ts'
import { comment, properties, rating, respondent } from './responses.ts'
import { importedId, instant } from './words.ts'

const isBeyond = (time: number) => time < 0 || time >= Date.UTC(2100, 0, 1)

/** A year like 21 or 9999 is a slip of a table; in the score it would make reports of all time impossible. */
const answeredAt = instant
  .refine((time) => !isBeyond(Date.parse(time)), 'must be a time from 1970 to 2099')
  .meta({ description: 'When the person answered, from 1970 to 2099; now when left out' })

/** A key says who answered: nothing is signed. */
const person = z.strictObject(respondent.omit({ signature: true, token: true }).shape)

export const importRow = z
  .strictObject({
    id: importedId(200, "must be the answer's own id, so that importing again adds nothing"),
    rating,
    comment: comment.nullish(),
    answeredAt: answeredAt.nullish(),
    respondent: person.nullish(),
    properties: properties.nullish(),
    channel: z.enum(channels).nullish(),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.infer<typeof importRow>

export const importResult = z
  .object({
    added: z.int(),
    unchanged: z.int().meta({ description: 'Rows whose id was already stored' }),
    conflict: z.int().optional().meta({
      description:
        'Rows whose id is that of an answer that came another way, which stays as it is; left out when none',
    }),
    conflictLines: z
      .array(z.int())
      .optional()
      .meta({ description: 'The lines of the first thousand of them' }),
    anonymous: z.int().optional().meta({
      description:
        'Rows kept without an id or address that cannot be a person, like undefined; left out when none',
    }),
    erased: z.int().optional().meta({
      description:
        'Rows left out because the answer or its person was erased in the last 30 days; left out when none',
    }),
    refused: z.array(z.object({ line: z.int(), errors: z.array(fieldError) })),
    stoppedAt,
  })
  .meta({ id: 'ImportResult' })
export type ImportResult = z.infer<typeof importResult>
