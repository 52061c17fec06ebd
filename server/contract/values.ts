import * as z from 'zod'
import { text } from './words.ts'

const value = text(500)

/** A merge of values that are one group: `pro`, `Pro` and ` pro`. */
export const valueMerge = z
  .strictObject({
    property: text(100).meta({ description: 'The property, like plan' }),
    from: z
      .array(value)
      .min(1, 'must name a value')
      .max(100, 'must be at most 100 values')
      .meta({ description: 'Values that are to become `into`, exactly as the report spells them' }),
    into: value.meta({ description: 'The value that stays' }),
  })
  .meta({ id: 'ValueMerge', examples: [{ property: 'plan', from: ['Pro', ' pro'], into: 'pro' }] })

export const mergedValues = z
  .object({
    changed: z.int().meta({ description: 'How many answers have another value now' }),
    isMore: z.boolean().meta({ description: 'There are more than one call changes: send it again' }),
  })
  .meta({ id: 'MergedValues' })
