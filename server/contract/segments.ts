import * as z from 'zod'
import { listQuery, nextCursor } from './lists.ts'
import { reportCall } from './queries.ts'
import { measured, reportWords } from './reports.ts'

const { value: score, ...withoutValue } = measured

export const segmentsTableQuery = reportCall
  .omit({ interval: true, compare: true, cluster: true, with: true })
  .extend({
    property: z
      .string({ error: 'must be the name of a property, like plan' })
      .min(1, 'must be the name of a property, like plan')
      .max(300)
      .meta({ description: 'The property whose values are listed' }),
    minN: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
      .transform(Number)
      .optional()
      .meta({ description: 'Values with fewer answers are taken together as the rest' }),
  })
export const segmentsQuery = segmentsTableQuery.extend(listQuery.shape)

export const segmentsPage = z
  .object({
    survey: reportWords.surveyInReport,
    property: z.string(),
    items: z
      .array(z.object({ value: z.string(), ...withoutValue, score }).meta({ id: 'SegmentScore' }))
      .meta({ description: 'Those with the most answers first' }),
    rest: z
      .object({
        values: z.int().meta({ description: 'How many values these are' }),
        ...withoutValue,
        score,
      })
      .nullable()
      .meta({ description: 'The values with fewer answers than `minN`, taken together' }),
    nextCursor,
  })
  .meta({ id: 'SegmentsPage' })
