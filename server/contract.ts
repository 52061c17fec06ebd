import * as z from 'zod'
import { countRules } from '../shared/report.ts'
import { channels, longest, mostProperties, type NewResponse, type NewView } from '../shared/response.ts'
import { defaultScale, scales } from '../shared/survey.ts'
import { isTimezone } from './calendar.ts'
import { csvTables } from './report-csv.ts'

/**
 * Every shape that comes in or goes out. The HTTP calls validate with these and the OpenAPI
 * document is generated from them. Unknown keys are dropped, so that newer widgets keep working.
 */

/** Text from people: NUL, which the driver cuts strings at, and halves of characters are mended. */
const text = (longest: number) =>
  z
    .string({ error: 'must be text' })
    .max(longest, `must have at most ${longest} characters`)
    .overwrite((value) => value.replaceAll('\0', '').toWellFormed())

const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`
  return z.int({ error }).min(least, error).max(most, error)
}

const token = (longest: number, error: string) =>
  z.string({ error }).regex(new RegExp(`^[\\x21-\\x7e]{1,${longest}}$`), error)

const instant = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 time, like 2026-07-01T09:30:00Z' })

/** A moment as people write it in a query: a day begins at midnight UTC. */
const moment = z.union([instant, z.iso.date()], {
  error: 'must be a date or an ISO 8601 time, like 2026-07-01 or 2026-07-01T09:30:00Z',
})

const rating = z
  .int({ error: "must be a whole number on the survey's scale" })
  .meta({ description: "The chosen point; it must lie on the survey's scale", examples: [9] })

const propertyValue = z.union([text(longest.propertyValue), z.number(), z.boolean()], {
  error: `must be text of at most ${longest.propertyValue} characters, a number, or true or false`,
})

const properties = z
  .record(z.string().min(1).max(longest.propertyName), propertyValue, {
    error: `must be an object of names (at most ${longest.propertyName} characters) to text, numbers, true or false`,
  })
  .refine((given) => Object.keys(given).length <= mostProperties, `must have at most ${mostProperties} names`)
  .meta({ description: 'What the host says of the person; segments are made of these' })

const respondent = z
  .object({
    id: text(longest.respondentId).optional(),
    email: text(longest.email).optional(),
    name: text(longest.name).optional(),
  })
  .meta({ id: 'Respondent', description: 'Who answers, as far as the host says' })

const comment = text(longest.comment).overwrite((value) => value.trim())

export const newResponse = z
  .object({
    surveyId: token(100, "must be the survey's id"),
    id: token(100, 'must be 1 to 100 visible ASCII characters, best a random UUID').meta({
      description: 'Made by the client, once per showing',
    }),
    writeKey: token(200, 'must be 1 to 200 visible ASCII characters, best a random UUID').meta({
      description: 'A secret made by the client; later revisions must repeat it',
    }),
    revision: wholeNumber(1, 2_147_483_647).meta({
      description: 'Each revision carries the whole response; the highest that arrives is kept',
    }),
    surveyVersion: wholeNumber(1, 2_147_483_647).optional(),
    rating,
    comment: comment.optional(),
    respondent: respondent.optional(),
    properties: properties.optional(),
    channel: z.enum(channels, { error: `must be one of ${channels.join(', ')}` }).optional(),
  })
  .meta({ id: 'NewResponse' }) satisfies z.ZodType<NewResponse>

/** The survey page's form. Digits only: coercion would read an empty choice as 0, a false detractor. */
export const surveyForm = newResponse.pick({ id: true, writeKey: true, comment: true }).extend({
  rating: z
    .string()
    .regex(/^\d{1,2}$/, 'must be one of the points offered')
    .transform(Number),
})

export const savedResponse = z
  .object({ id: z.string(), revision: z.int().meta({ description: 'The revision now stored' }) })
  .meta({ id: 'SavedResponse' })

export const newView = z
  .object({
    surveyId: token(100, "must be the survey's id"),
    id: token(100, 'must be 1 to 100 visible ASCII characters, best a random UUID'),
    event: z.enum(['shown', 'dismissed'], { error: 'must be shown or dismissed' }),
  })
  .meta({ id: 'NewView' }) satisfies z.ZodType<NewView>

const line = (longest: number) => text(longest).overwrite((value) => value.trim())

const scaleNames = [...new Set(Object.values(scales).flatMap((offered) => Object.keys(offered)))]

/** What may be changed of a survey after it was made; each change is a new version. */
const changeable = {
  name: line(200).meta({ description: 'For the people who read reports' }),
  question: line(500).refine((value) => value !== '', 'must not be empty'),
  lowLabel: line(100).meta({ description: 'What the low end of the scale means' }),
  highLabel: line(100),
  commentPrompt: line(300),
  thanks: line(300),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 language tag, like en or pt-BR'),
  format: z.enum(['popover', 'inline'], { error: 'must be popover or inline' }),
  touchpoint: line(100)
    .nullable()
    .meta({ description: "Where in the customer's journey it is asked: onboarding, support, exit, …" }),
  threshold: z
    .int({ error: 'must be a point of the scale, or null for the usual one' })
    .nullable()
    .meta({ description: 'Where the positive band begins, when it is not where the metric puts it' }),
  primary: z
    .enum(['topBox', 'mean'], { error: 'must be topBox or mean' })
    .meta({ description: 'For CES: which of the two outputs leads' }),
} as const

const definition = z.object(changeable)
export type Definition = z.infer<typeof definition>

export const newSurvey = definition
  .partial()
  .extend({
    metric: z.enum(['nps', 'csat', 'ces'], { error: 'must be nps, csat or ces' }),
    scale: z
      .enum(scaleNames as [string, ...string[]], { error: `must be one of ${scaleNames.join(', ')}` })
      .optional()
      .meta({ description: `The usual one when left out: ${JSON.stringify(defaultScale)}` }),
    status: z.enum(['draft', 'live'], { error: 'must be draft or live' }).optional(),
  })
  .meta({ id: 'NewSurvey' })
export type NewSurvey = z.infer<typeof newSurvey>

export const surveyChange = newSurvey.partial().omit({ status: true }).meta({ id: 'SurveyChange' })
export type SurveyChange = z.infer<typeof surveyChange>

export const survey = definition
  .extend({
    id: z.string(),
    status: z.enum(['draft', 'live', 'closed']),
    metric: z.enum(['nps', 'csat', 'ces']),
    scale: z.string(),
    version: z.int(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Survey' })
export type Survey = z.infer<typeof survey>

const point = z.int()

export const publicSurvey = z
  .object({
    id: z.string(),
    version: z.int(),
    metric: z.enum(['nps', 'csat', 'ces']),
    scale: z.object({
      min: point,
      max: point,
      direction: z.enum(['up', 'down']),
      positive: point,
      negative: point,
    }),
    language: z.string(),
    format: z.enum(['popover', 'inline']),
    question: z.string(),
    lowLabel: z.string(),
    highLabel: z.string(),
    commentPrompt: z.string(),
    thanks: z.string(),
  })
  .meta({ id: 'PublicSurvey' })

const limit = z.coerce
  .number({ error: 'must be a whole number from 1 to 1000' })
  .int('must be a whole number from 1 to 1000')
  .min(1, 'must be a whole number from 1 to 1000')
  .max(1000, 'must be a whole number from 1 to 1000')
  .optional()

const cursor = z.string().max(300).optional().meta({ description: '`nextCursor` of the page before' })

export const periodQuery = z.object({
  from: moment.optional().meta({ description: 'Begins here, inclusive' }),
  to: moment.optional().meta({ description: 'Ends before this' }),
})

const day = '\\d{4}-\\d{2}-\\d{2}(?:T[^/]+)?'

/** Which answers a report is of, and how they are laid out. */
export const reportQuery = periodQuery.extend({
  timezone: z
    .string()
    .max(64)
    .optional()
    .meta({ description: "IANA; says what days, weeks and months are; the workspace's when left out" }),
  interval: z
    .string()
    .regex(/^(day|week|month|quarter|rolling-([1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-6]))$/, {
      error: 'must be day, week, month, quarter, or rolling-N with N from 1 to 366 days',
    })
    .optional()
    .meta({ description: "The trend's stretches; by the period's length when left out" }),
  compare: z
    .string()
    .regex(
      new RegExp(`^(previous|none|${day}/${day})$`),
      'must be previous, none, or FROM/TO as dates or times',
    )
    .optional()
    .meta({ description: 'The period compared with; the one of the same length just before when left out' }),
  segment: z.string().max(600).optional().meta({
    description: 'Only answers with this value of this property: `plan:pro`; a colon in the name as `\\:`',
  }),
  count: z
    .enum(countRules, { error: `must be one of ${countRules.join(', ')}` })
    .optional()
    .meta({ description: 'Which answers of one person count; anonymous answers count each' }),
  channel: z.enum(channels, { error: `must be one of ${channels.join(', ')}` }).optional(),
})

export type ReportQuery = z.infer<typeof reportQuery>

export const reportCall = reportQuery.extend({
  table: z
    .enum(csvTables, { error: `must be one of ${csvTables.join(', ')}` })
    .optional()
    .meta({ description: 'With `Accept: text/csv`: which table; the trend when left out' }),
})

/** Many surveys at once: only what their scores depend on may be chosen. */
export const overviewCall = reportQuery.omit({ interval: true }).extend({
  survey: z
    .union([z.string(), z.array(z.string()).max(200, 'must be at most 200 surveys')])
    .optional()
    .meta({ description: "Ids, repeated; the workspace's newest 200 when left out" }),
})

export const listQuery = z.object({ limit, cursor })
export const responsesQuery = periodQuery.extend({ limit, cursor })

export const surveyResponse = z
  .object({
    id: z.string(),
    surveyVersion: z.int(),
    revision: z.int(),
    rating: z.int(),
    comment: z.string().nullable(),
    respondent: z
      .object({
        id: z.string().nullable(),
        email: z.string().nullable(),
        name: z.string().nullable(),
        verified: z.boolean().meta({ description: "true only when the host's server vouched for it" }),
      })
      .nullable(),
    properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    channel: z.string(),
    state: z.enum(['counted', 'held', 'test']),
    answeredAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'SurveyResponse' })
export type StoredResponse = z.infer<typeof surveyResponse>

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

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

const fieldError = z.object({ field: z.string(), detail: z.string() })

export const importResult = z
  .object({
    added: z.int(),
    unchanged: z.int().meta({ description: 'Rows whose id was already stored' }),
    refused: z.array(z.object({ line: z.int(), errors: z.array(fieldError) })),
  })
  .meta({ id: 'ImportResult' })
export type ImportResult = z.infer<typeof importResult>

const origin = z
  .string()
  .regex(
    /^(\*|null|https?:\/\/[^/?#\s]+)$/,
    'must be an origin like https://app.example.com, without a path, or *',
  )

export const workspaceChange = z
  .object({
    name: line(200).optional(),
    allowedOrigins: z
      .array(origin)
      .max(200)
      .optional()
      .meta({ description: 'Origins whose pages may show surveys and save answers; * is any' }),
    timezone: z
      .string()
      .refine(isTimezone, 'must be an IANA time zone, like Europe/Berlin')
      .optional()
      .meta({ description: 'What days, weeks and months mean in reports' }),
  })
  .meta({ id: 'WorkspaceChange' })

export const workspace = z
  .object({ id: z.string(), name: z.string(), allowedOrigins: z.array(z.string()), timezone: z.string() })
  .meta({ id: 'Workspace' })

const number = z.number().nullable()
const share = z.object({ count: z.int(), of: z.int(), percent: number })
const bands = z.array(share.extend({ band: z.string() }))
const unit = z.enum(['points', 'percent', 'scale points'])
const interval = z
  .object({ low: z.number(), high: z.number(), confidence: z.number() })
  .nullable()
  .meta({ description: 'Null when nobody answered, or the answers show no spread' })
const scoreBase = { n: z.int(), value: number, mean: number, bands, interval }
const period = z.object({
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  timezone: z.string(),
})
const side = z.object({ n: z.int(), value: number })
const comparison = z
  .object({
    first: side,
    second: side,
    unit,
    difference: number.meta({ description: 'first − second, in the unit' }),
    interval,
    p: number,
    adjustedP: number.meta({ description: 'Corrected for the comparisons made with it' }),
    verdict: z.enum(['real', 'not distinguishable', 'too few']),
  })
  .meta({ id: 'Comparison' })
const measured = { n: z.int(), value: number, interval }
const segment = z.object({
  n: z.int(),
  score: number.meta({ description: 'Null below 10 answers' }),
  interval,
  caution: z.enum(['counts only', 'few answers']).nullable(),
  difference: comparison.nullable().meta({ description: 'Against everybody else' }),
})

const leftOut = z.object({ held: z.int(), test: z.int(), superseded: z.int() })

export const report = z
  .object({
    survey: survey.pick({ id: true, name: true, metric: true, scale: true, touchpoint: true, status: true }),
    period,
    n: z.int(),
    score: z.discriminatedUnion('metric', [
      z.object({ metric: z.literal('nps'), unit: z.literal('points'), nps: number, ...scoreBase }),
      z.object({ metric: z.literal('csat'), unit: z.literal('percent'), csat: number, ...scoreBase }),
      z.object({
        metric: z.literal('ces'),
        unit: z.enum(['percent', 'scale points']),
        primary: z.enum(['topBox', 'mean']),
        topBox: number,
        ...scoreBase,
      }),
    ]),
    distribution: z.array(z.object({ rating: z.int(), count: z.int() })),
    commented: share,
    leftOut,
    change: comparison.extend({ period }).nullable(),
    interval: z.string().meta({ description: "What the trend's points are of" }),
    trend: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), ...measured })),
    segments: z.array(
      z.object({
        property: z.string(),
        values: z.array(segment.extend({ value: z.string() })),
        other: segment
          .extend({ values: z.int().meta({ description: 'How many values are taken together here' }) })
          .nullable(),
      }),
    ),
    channels: z.array(z.object({ channel: z.string(), ...measured })),
    funnel: z
      .object({ shown: z.int(), answered: share, commented: share, dismissed: share })
      .nullable()
      .meta({ description: 'Of the widget; null in a report of only some answers' }),
  })
  .meta({ id: 'Report' })
export type SurveyReport = z.infer<typeof report>

export const overview = z
  .object({
    groups: z.array(
      z.object({
        metric: z.enum(['nps', 'csat', 'ces']),
        touchpoint: z.string().nullable(),
        surveys: z.array(report.pick({ survey: true, n: true, score: true, leftOut: true, change: true })),
      }),
    ),
  })
  .meta({ id: 'Overview' })

export const countCheck = z
  .object({ differences: z.int().meta({ description: 'Counts that differ from reading every response: 0' }) })
  .meta({ id: 'CountCheck' })
export type CountCheck = z.infer<typeof countCheck>

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; programs may rely on it' }),
    detail: z.string().optional(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
