import * as z from 'zod'
import type { Rules, Trigger } from '../../shared/survey.ts'
import { instant, text } from './words.ts'

const number = (least: number, most: number) => {
  const error = `must be a number from ${least} to ${most}`
  return z.number({ error }).min(least, error).max(most, error)
}
const pattern = text(300).refine(
  (value) => /^(\/|\*|https?:\/\/)/.test(value),
  'must begin with /, * or https://',
)
const patterns = z.array(pattern).max(50, 'must be at most 50 patterns')
const values = z.array(z.union([text(500), z.number(), z.boolean()])).max(100, 'must be at most 100 values')
const days = number(0, 3650).nullable()
const condition = z
  .strictObject({ property: text(64), is: values.optional(), not: values.optional() })
  .refine(({ is, not }) => is !== undefined || not !== undefined, 'must have is or not')
  .meta({ id: 'Condition' })

/** When, where and to whom a survey shows by itself. Patterns know `*` and nothing else. */
export const rules = z
  .strictObject({
    when: z
      .strictObject({
        event: text(100).optional(),
        seconds: number(0, 86_400).optional(),
        scroll: number(0, 100).optional(),
        exit: z.boolean().optional(),
        click: text(300).optional(),
        idle: number(0, 3600).optional(),
      } satisfies Record<keyof Trigger, z.ZodType>)
      .meta({ id: 'Trigger' })
      .optional(),
    pages: z
      .strictObject({ include: patterns.optional(), exclude: patterns.optional() })
      .meta({ id: 'PagePatterns' })
      .optional(),
    audience: z.array(condition).max(20, 'must be at most 20 rules').optional(),
    share: number(0, 1).optional().meta({ description: 'The share of people asked, always the same ones' }),
    afterAnswered: days.optional().meta({ description: 'Days of rest after an answer; null is for ever' }),
    afterDismissed: days.optional(),
    quietDays: number(0, 3650).optional().meta({ description: 'Days of rest after any survey was shown' }),
    quota: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(2_147_483_647)
      .optional()
      .meta({ description: 'How many counted answers are enough; then it is asked of nobody any more' }),
    from: instant.optional(),
    until: instant.optional(),
  } satisfies Record<keyof Rules, z.ZodType>)
  .meta({ id: 'Rules' })
  .nullable()
  .meta({ description: 'When, where and to whom it shows by itself' })
