import * as z from 'zod'
import { signs } from '../links/visit.ts'
import { choices, comment, respondent } from './responses.ts'
import { token, wholeNumber } from './words.ts'

const visitId = token(100, 'must be 1 to 100 visible ASCII characters')
const digits = z
  .string()
  .regex(/^\d{1,2}$/, 'must be one of the points offered')
  .transform(Number)
/** A sign that is not known is none: what cannot be read is not a person's. */
const sign = z.enum(signs).exclude(['form']).optional().catch(undefined)

/** What a landing page's script tells: that it ran, then what the person did. */
export const visitEvent = z.object({
  visit: visitId,
  step: wholeNumber(1, 1_000_000),
  offered: wholeNumber(0, 10).nullish(),
  rating: wholeNumber(0, 10).nullish(),
  comment: comment.optional(),
  choices: choices.optional(),
  contact: z.boolean().optional(),
  sign,
})

/** A landing page's form. Digits only: coercion would read an empty choice as 0, a false detractor. */
export const visitForm = z.object({
  visit: visitId,
  offered: digits.optional().catch(undefined),
  rating: digits,
  comment: comment.optional(),
  choices: choices.optional(),
  contact: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
  scripted: z.literal('1').optional().catch(undefined),
  sign,
})

/** Who an address says it is; what is not right is as if it were not there. */
export const claimedRespondent = z.object({
  id: respondent.shape.id.catch(undefined),
  email: respondent.shape.email.catch(undefined),
  name: respondent.shape.name.catch(undefined),
  token: respondent.shape.token.catch(undefined),
})
