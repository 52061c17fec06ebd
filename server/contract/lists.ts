import * as z from 'zod'
import { mostAtOnce } from '../http/pagination.ts'
import { moment } from './words.ts'

const wrongLimit = 'must be a whole number from 1 to 1000'
const limit = z.coerce.number({ error: wrongLimit }).int(wrongLimit).min(1, wrongLimit).max(1000, wrongLimit)

/** The most items of a page, and how many that is when nobody says. */
export const limitOf = (usual: number) =>
  limit.default(usual).meta({ description: 'The most items of a page' })

const cursor = z.string().max(300).optional().meta({ description: '`nextCursor` of the page before' })

export const periodQuery = z.strictObject({
  from: moment.optional().meta({ description: 'Begins here, inclusive' }),
  to: moment.optional().meta({ description: 'Ends before this' }),
  timezone: z
    .string()
    .max(64)
    .optional()
    .meta({ description: "IANA; says when days begin; the workspace's when left out" }),
})

export const listQuery = z.strictObject({ limit: limitOf(100), cursor })
/** Of lists that had no pages once: they are whole for nearly everybody. */
export const longListQuery = listQuery.extend({ limit: limitOf(mostAtOnce) })
export const responsesQuery = periodQuery.extend(listQuery.shape)

export const nextCursor = z
  .string()
  .nullable()
  .meta({ description: 'Send it as `cursor` for the next page; null at the end' })

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor })

/** Of a list whose lines are refused one by one. */
export const stoppedAt = z.int().optional().meta({
  description:
    'The line at which reading stopped, when a thousand were refused; what comes after it was not read',
})

/** The parameter of tables. */
export const excelQuery = {
  excel: z
    .enum(['1'], { error: 'must be 1' })
    .optional()
    .meta({ description: 'With `1`, a table begins with a byte order mark, by which Excel knows UTF-8' }),
} as const
