import * as z from 'zod'
import { csvTables } from '../reports/report-csv.ts'
import { limitOf, listQuery, periodQuery } from './lists.ts'
import { answerFilters, segmentsQuery, verifiedQuery } from './moderation.ts'
import { countRule } from './sets.ts'
import { repeated, withPlus } from './words.ts'

const day = '\\d{4}-\\d{2}-\\d{2}(?:T[^/]+)?'

const surveyOfPool = z.string().max(200)

/** Which answers a report is of, and how they are laid out. */
export const reportQuery = periodQuery.extend({
  interval: z
    .string()
    .regex(/^(day|week|month|quarter|rolling-([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6]))$/, {
      error: 'must be day, week, month, quarter, or rolling-N with N from 1 to 366 days',
    })
    .optional()
    .meta({
      description:
        "The trend's stretches; when left out by the period's length, and longer where most would have too few answers for a score",
    }),
  compare: z
    .string()
    .overwrite(withPlus)
    .regex(
      new RegExp(`^(previous|none|${day}/${day})$`),
      'must be previous, none, or FROM/TO as dates or times',
    )
    .optional()
    .meta({
      description: 'The period compared with; when left out the one just before, of as many months or days',
    }),
  segment: z.string().max(600).optional().meta({
    description: 'Only answers with this value of this property: `plan:pro`; a colon in the name as `\\:`',
  }),
  count: countRule
    .optional()
    .meta({ description: 'Which answers of one person count; anonymous answers count each' }),
  cluster: z.string().max(100).optional().meta({
    description:
      'A property, like company, whose answers count together: five answers of one account are not five opinions',
  }),
  channel: answerFilters.channel,
  verified: verifiedQuery,
  with: repeated(surveyOfPool, 50, 'must be at most 50 surveys').optional().meta({
    description:
      'Other surveys of the same metric, scale and threshold, repeated: the answers of all are counted together. Every answer counts, then',
  }),
})

/** The query of a report that is read from counts. */
export type CountedQuery = z.infer<typeof reportQuery>

/** What narrows a report beside it: of such answers no counts are kept, so they are read. */
const narrowing = {
  segment: segmentsQuery,
  origin: answerFilters.origin,
  band: answerFilters.band,
  theme: z.string().max(100).optional().meta({ description: 'Only answers that speak of this theme' }),
  text: answerFilters.text,
}
export const reportCall = reportQuery.extend(narrowing)
export type ReportQuery = Omit<z.infer<typeof reportCall>, 'segment'> & {
  readonly segment?: string | readonly string[] | undefined
}

export const reportTableCall = reportCall.extend({
  table: z
    .enum(csvTables, { error: `must be one of ${csvTables.join(', ')}` })
    .optional()
    .meta({ description: 'Which table', default: 'trend' }),
})

/** Surveys of one page when no limit is asked for. */
export const mostInOverview = 200

/** Many surveys at once: only what their scores depend on may be chosen. */
export const overviewCall = reportCall.omit({ interval: true, cluster: true, with: true }).extend({
  survey: repeated(z.string(), 200, 'must be at most 200 surveys')
    .optional()
    .meta({ description: 'Ids, repeated; all when left out, in pages' }),
  ...listQuery.shape,
  limit: limitOf(mostInOverview)
    .unwrap()
    .optional()
    .meta({ description: 'The most surveys of a page', default: mostInOverview }),
})
