import * as z from 'zod'
import { waves } from '../../shared/nonresponse.ts'
import { channel, countRule, heldReason, metric, unit, verdict } from './sets.ts'
import { survey } from './surveys.ts'

const number = z.number().nullable()
const share = z.object({ count: z.int(), of: z.int(), percent: number }).meta({ id: 'Share' })
/** What the bands are called by NPS, CSAT and CES. */
const bandWords = [
  'promoter',
  'passive',
  'detractor',
  'satisfied',
  'neutral',
  'dissatisfied',
  'easy',
  'hard',
] as const
const bands = z.array(z.object({ ...share.shape, band: z.enum(bandWords) }).meta({ id: 'BandShare' }))
const interval = z
  .object({ low: z.number(), high: z.number(), confidence: z.number() })
  .meta({ id: 'Interval' })
  .nullable()
  .meta({ description: 'Null when nobody answered' })
const scoreBase = { n: z.int(), value: number, mean: number, bands, interval }
const period = z
  .object({
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime().nullable(),
    timezone: z.string(),
  })
  .meta({ id: 'Period' })
const side = z.object({ n: z.int(), value: number }).meta({ id: 'ComparedScore' })
const comparison = z
  .object({
    first: side,
    second: side,
    unit,
    difference: number.meta({ description: 'first − second, in the unit' }),
    interval,
    p: number,
    adjustedP: number.meta({ description: 'Corrected for the comparisons made with it' }),
    method: z
      .enum([
        'adjusted Wald; permutation test of few against many',
        'pooled z, exact for few answers; Newcombe’s interval',
        'permutation test; hybrid interval',
        'cluster-robust t',
      ])
      .meta({ description: 'The test and the interval; they agree on whether there is a difference' }),
    verdict,
  })
  .meta({ id: 'Comparison' })
const caution = z
  .enum(['counts only', 'few answers'])
  .nullable()
  .meta({ description: 'Below 10 answers only counts are shown; below 30 the score moves with each answer' })
export const measured = {
  n: z.int(),
  value: number.meta({ description: 'Null below 10 answers' }),
  interval,
  caution,
}
const segment = z.object({
  n: z.int(),
  score: number.meta({ description: 'Null below 10 answers' }),
  interval,
  caution,
  difference: comparison.nullable().meta({ description: 'Against everybody else' }),
})

const segments = z
  .object({
    property: z.string(),
    values: z.array(segment.extend({ value: z.string() }).meta({ id: 'ComparedSegment' })),
    other: segment
      .extend({ values: z.int().meta({ description: 'How many values are taken together here' }) })
      .meta({ id: 'OtherSegments' })
      .nullable(),
  })
  .meta({ id: 'SegmentsOfProperty' })

const alike = z
  .object({
    property: z.string(),
    values: z.array(z.object({ value: z.string(), n: z.int() }).meta({ id: 'ValueCount' })),
  })
  .meta({ id: 'AlikeValues' })

const score = z
  .discriminatedUnion('metric', [
    z
      .object({ metric: z.literal('nps'), unit: z.literal('points'), nps: number, ...scoreBase })
      .meta({ id: 'NpsScore' }),
    z
      .object({ metric: z.literal('csat'), unit: z.literal('percent'), csat: number, ...scoreBase })
      .meta({ id: 'CsatScore' }),
    z
      .object({
        metric: z.literal('ces'),
        unit: z.enum(['percent', 'scale points']),
        primary: z.enum(['topBox', 'mean']),
        topBox: number,
        ...scoreBase,
      })
      .meta({ id: 'CesScore' }),
  ])
  .meta({ id: 'Score' })

const thresholdChange = z
  .object({ at: z.iso.datetime(), version: z.int(), from: z.int(), to: z.int() })
  .meta({ id: 'ThresholdChange' })
const threshold = z
  .object({
    direction: z.enum(['up', 'down']),
    positive: z.int(),
    negative: z.int(),
    changes: z.array(thresholdChange).meta({
      description:
        'Versions of the survey that moved `positive`, oldest first: earlier reports counted the answers before by `from`',
    }),
  })
  .meta({
    id: 'Threshold',
    description:
      'The points at which the best and the worst band begin; all answers are counted by them, whenever they were given',
  })

const surveyInReport = survey
  .pick({
    id: true,
    name: true,
    metric: true,
    scale: true,
    touchpoint: true,
    status: true,
  })
  .meta({ id: 'SurveyInReport' })

/** What reports of other kinds are described with too. */
export const reportWords = { number, share, interval, comparison, period, surveyInReport, measured } as const

const leftOut = z
  .object({
    held: z.int(),
    test: z.int(),
    superseded: z.int(),
    heldFor: z
      .array(z.object({ reason: heldReason, count: z.int() }).meta({ id: 'HeldFor' }))
      .optional()
      .meta({ description: 'The held answers by reason, the most first; not in overviews' }),
  })
  .meta({ id: 'LeftOut' })

const accounts = z.object({
  property: z.string(),
  accounts: z.int(),
  apart: z.int().meta({ description: 'Answers without the property: each counts by itself' }),
  error: number.meta({ description: 'The standard error, as that of R survey’s svymean' }),
  interval,
  designEffect: number.meta({
    description: 'By how much the variance exceeds that of as many independent answers',
  }),
  largest: z
    .array(
      z
        .object({ value: z.string(), n: z.int(), score: number, interval, caution, bands })
        .meta({ id: 'AccountScore' }),
    )
    .meta({ description: 'The 50 accounts with the most answers' }),
  neverHeard: z.array(z.string()).meta({
    description: 'Accounts whose people were mailed, and of whom nobody ever answered; at most 200',
  }),
  isNeverHeardCut: z.boolean().meta({ description: 'There are more than 200 of those' }),
})

const asked = z.object({
  asked: z.int(),
  answered: z.int(),
  silent: z.int(),
  value: number,
  waves: z.array(z.object({ wave: z.enum(waves), ...measured }).meta({ id: 'Wave' })).meta({
    description: 'Who answered the first mail early or late, each half of them, or after a reminder',
  }),
  worst: number.meta({
    description:
      'The score of everybody mailed if each of the silent had chosen the worst point: the bound that holds whoever they are',
  }),
  properties: z.array(
    z
      .object({
        property: z.string(),
        values: z.array(
          z.object({ value: z.string(), asked: z.int(), answered: z.int() }).meta({ id: 'AskedValue' }),
        ),
      })
      .meta({ id: 'AskedProperty' }),
  ),
})

export const report = z
  .object({
    survey: surveyInReport,
    surveys: z.array(z.string()).meta({ description: 'Whose answers are counted: it and those of `with`' }),
    period,
    n: z.int(),
    score,
    distribution: z.array(z.object({ rating: z.int(), count: z.int() }).meta({ id: 'RatingCount' })),
    caution,
    threshold,
    commented: share,
    leftOut,
    change: comparison.extend({ period }).meta({ id: 'ScoreChange' }).nullable(),
    accounts: accounts.meta({ id: 'ReportAccounts' }).nullable().meta({
      description:
        'With `cluster`; then the interval of `score` and the verdict of `change` are cluster-robust, and trend, segments and channels have no intervals',
    }),
    interval: z.string().meta({ description: "What the trend's points are of" }),
    count: countRule.meta({
      description:
        'Which answers of one person count; each point of the trend takes the latest or first within it, so that together they may have more than n answers',
    }),
    trend: z.array(
      z.object({ from: z.iso.datetime(), to: z.iso.datetime(), ...measured }).meta({ id: 'TrendPoint' }),
    ),
    segments: z.array(segments),
    family: z
      .object({
        correction: z.enum(['none', 'holm', 'benjamini-hochberg']),
        comparisons: z.int().meta({ description: 'Tested together; two values of one property count once' }),
      })
      .meta({ description: 'How the verdicts of all segments were corrected for each other' }),
    alike: z.array(alike).meta({
      description:
        'Values that differ only in case, spaces or composition, the most common first: to be made one by `properties/merge`',
    }),
    tooManyValues: z
      .array(z.string())
      .meta({ description: 'Properties that make no segments, having too many values: ids, addresses' }),
    channels: z.array(z.object({ channel, ...measured }).meta({ id: 'ChannelScore' })),
    funnel: z
      .object({
        shown: z.int(),
        anonymous: z
          .int()
          .meta({ description: 'Showings to nobody known, all in `shown`: who came again is not known' }),
        ...{ answered: share, commented: share, dismissed: share },
      })
      .meta({ id: 'Funnel' })
      .nullable()
      .meta({
        description:
          'People and not page views, of the widget: who is known by an id or email counts once at each step. Null in a report of only some answers',
      }),
    asked: asked.meta({ id: 'Asked' }).nullable().meta({
      description:
        'People whose last mail is of the period. Null when nobody was mailed, and in a report of only some answers. Nothing in it changes the score',
    }),
  })
  .meta({ id: 'Report' })
export type SurveyReport = z.infer<typeof report>

const surveyInOverview = report
  .pick({
    ...{ survey: true, n: true, score: true, caution: true, threshold: true },
    ...{ leftOut: true, change: true },
  })
  .meta({ id: 'SurveyInOverview' })

export const overview = z
  .object({
    groups: z.array(
      z
        .object({
          metric,
          touchpoint: z.string().nullable(),
          surveys: z.array(surveyInOverview),
        })
        .meta({ id: 'OverviewGroup' }),
    ),
    nextCursor: z.string().nullable().meta({ description: 'There are more surveys, older ones' }),
  })
  .meta({ id: 'Overview' })

export const countCheck = z
  .object({ differences: z.int().meta({ description: 'Counts that differ from reading every response: 0' }) })
  .meta({ id: 'CountCheck' })
export type CountCheck = z.infer<typeof countCheck>
